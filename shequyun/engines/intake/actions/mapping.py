"""Confirming what the columns mean. What a person confirmed is remembered for the next file of the same source."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, NotVisible
from shequyun.engines.intake.actions.finding import NotReady, visible
from shequyun.engines.intake.actions.running import defer
from shequyun.engines.intake.choices import UploadState
from shequyun.engines.intake.fields import needed, target_of
from shequyun.engines.intake.models import Remembered, Upload
from shequyun.engines.intake.rules.headers import folded

Columns = Mapping[int, Mapping[int, str]]


class TargetTwice(BadInput):
    """One column per meaning."""

    code = "intake.target_twice"
    sentence = _("On the sheet %(sheet)s two columns are used for %(target)s. Choose one.")


class NothingToMatch(BadInput):
    """Without what names a record nothing can be found."""

    code = "intake.nothing_to_match"
    sentence = _("No column of the sheet %(sheet)s is used for: %(missing)s. Choose one, or leave the whole sheet out.")


class EverySheetLeftOut(BadInput):
    """At least one sheet is read."""

    code = "intake.every_sheet_left_out"
    sentence = _("Every sheet is left out. Say what the columns of at least one sheet mean.")


class UnknownTarget(BadInput):
    """A column means something that the field dictionary knows."""

    code = "intake.unknown_target"
    sentence = _("Columns cannot be used for %(target)s. Choose another meaning.")


@action("intake.map", right="intake.preview")
def map_columns(actor: Actor, upload_id: UUID, *, mapping: Columns) -> None:
    """Say what the columns mean: sheet -> column -> target ("" or absent: left out; a sheet without any: left out).

    The file is then compared in the background. May be done again until something is committed. Refuses sheets
    without a column for what is needed, and two columns for one meaning.
    """
    upload = visible(actor, upload_id)
    if upload.state not in (UploadState.MAPPING, UploadState.READY) or upload.applied:
        raise NotReady(state=upload.state)
    kept = {
        sheet: {column: target for column, target in columns.items() if target} for sheet, columns in mapping.items()
    }
    kept = {sheet: columns for sheet, columns in kept.items() if columns}
    if not kept:
        raise EverySheetLeftOut()
    names = {table["index"]: table["name"] for table in upload.tables}
    for sheet, columns in kept.items():
        if sheet not in names:
            raise NotVisible()
        _check(upload.subject_kind, names[sheet], columns)
    upload.mapping = {str(sheet): {str(c): target for c, target in columns.items()} for sheet, columns in kept.items()}
    upload.state, upload.step, upload.done, upload.started_at = UploadState.CHECKING, "queued", 0, timezone.now()
    upload.save(update_fields=["mapping", "state", "step", "done", "started_at"])
    _remember(upload)
    defer(actor, "check", upload, "intake.preview")
    note("upload", upload.pk, upload.community, columns=sum(map(len, kept.values())))


def remembered(upload: Upload) -> dict[str, str]:
    """What titles meant the last time in a file of this source, subject and area."""
    found = Remembered.objects.filter(
        community=upload.community, source=upload.source, subject_kind=upload.subject_kind
    )
    return dict(found.values_list("header", "target"))


def _check(kind: str, sheet: str, columns: Mapping[int, str]) -> None:
    seen: set[str] = set()
    for target in columns.values():
        meant = target_of(kind, target)
        if meant is None:
            raise UnknownTarget(target=target)
        if target in seen:
            raise TargetTwice(sheet=sheet, target=meant.label)
        seen.add(target)
    missing = [_label(kind, names) for names in needed(kind) if not seen & set(names)]
    if missing:
        raise NothingToMatch(sheet=sheet, missing=", ".join(missing))


def _label(kind: str, names: tuple[str, ...]) -> str:
    target: Any = target_of(kind, names[0])
    return str(target.label)


def _remember(upload: Upload) -> None:
    meant = {
        folded(column["title"])[:120]: upload.mapping.get(str(table["index"]), {}).get(str(column["index"]), "")
        for table in upload.tables
        if str(table["index"]) in upload.mapping
        for column in table["columns"]
        if column["title"]
    }
    Remembered.objects.bulk_create(
        [
            Remembered(
                community=upload.community,
                source=upload.source,
                subject_kind=upload.subject_kind,
                header=header,
                target=target,
            )
            for header, target in meant.items()
        ],
        update_conflicts=True,
        update_fields=["target"],
        unique_fields=["community", "source", "subject_kind", "header"],
    )
