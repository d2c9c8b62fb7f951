"""Filling a form for people: in its own layout, masked unless the right and the reason are there, and recorded."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, NotNow
from shequyun.base.scope import subdistrict_of
from shequyun.base.secrets import keyring
from shequyun.engines.cohorts.queries import members
from shequyun.engines.cohorts.queries.members import SORTS
from shequyun.engines.intake.actions.keeping import sealed_bytes, unsealed_bytes
from shequyun.engines.ledgers.actions.planning import plans
from shequyun.engines.ledgers.actions.queueing import queued
from shequyun.engines.ledgers.choices import CLOSED, FillingState, Paper
from shequyun.engines.ledgers.fields import Known, Meaning, meanings
from shequyun.engines.ledgers.models import Filling, Form
from shequyun.engines.ledgers.queries import columns_of, form_of, known_people
from shequyun.engines.ledgers.queries.fillings import filling_of
from shequyun.engines.ledgers.queries.forms import decision_of, state_of
from shequyun.engines.ledgers.rules.blanks import unlisted
from shequyun.engines.ledgers.rules.sealing import sealed_lines
from shequyun.engines.ledgers.rules.word import filled_word
from shequyun.engines.ledgers.rules.workbook import filled
from shequyun.engines.ledgers.rules.writing import written
from shequyun.kernel.places.queries import area_named
from shequyun.kernel.residents.queries import residents

MOST, AT_ONCE = 10_000, 500  # more than AT_ONCE people are filled in by a job, with progress


class PurposeMissing(BadInput):
    """Nothing leaves without a purpose."""

    code = "ledgers.purpose_missing"
    sentence = _("Say what the form is for.")


class NobodyToFill(BadInput):
    """A form about nobody says nothing."""

    code = "ledgers.nobody"
    sentence = _("Nobody meets the condition, so there is nothing to fill in. Widen it first.")


class TooManyToFill(BadInput):
    """More than one workbook should carry."""

    code = "ledgers.too_many"
    sentence = _("%(count)s people meet the condition; a form holds at most %(most)s. Fill it committee by committee.")


class FormClosed(NotNow):
    """A refused, merged or retired form is not filled."""

    code = "ledgers.form_closed"
    sentence = _("This form is no longer filled here: %(why)s")


class NotOnTheList(NotNow):
    """A certificate that the committee need not give."""

    code = "ledgers.not_on_the_list"
    sentence = _(
        "“%(name)s” is not on the list of certificates, so the committee may refuse it. A post that may decide on "
        "forms can still issue it, with a reason."
    )


class WrongPaper(BadInput):
    """Lists take people, Word forms take one person."""

    code = "ledgers.wrong_paper"
    sentence = _("This is a form for one person. Open the person's page and fill it there.")


class FileNotReady(NotNow):
    """It is still being filled in."""

    code = "ledgers.file_not_ready"
    sentence = _("This form is still being filled in. It can be downloaded in a moment.")


class FileGone(NotNow):
    """Only the newest filling keeps its file."""

    code = "ledgers.file_gone"
    sentence = _("This file is no longer kept, because the form has been filled again since. Fill the form again.")


@dataclass
class Read:
    """The cells of people, as text for comparing and as values for writing."""

    whole: bool
    known: Mapping[str, Meaning]
    missing: dict[str, list[str]] = field(default_factory=dict)
    lines: dict[str, Any] = field(default_factory=dict)

    def cell(self, one: Known, meaning: Meaning, column: Mapping[str, Any]) -> Any:
        """The value as the form wants it; secrets masked unless whole. What is missing is noted."""
        value = meaning.read(one)
        key = str(one.resident.pk)
        line = self.lines.setdefault(key, {"name": one.resident.name, "cells": {}})
        if value is None or value == "":
            if not meaning.optional and meaning.name not in self.missing.setdefault(key, []):
                self.missing[key].append(meaning.name)
            line["cells"][column["title"]] = ""
            return ""
        if meaning.secret:
            masked = meaning.mask(str(value)) if meaning.mask else "*"
            line["cells"][column["title"]] = f"{masked}\x1f{keyring().blind(str(value)).hex()[:10]}"
            return str(value) if self.whole else masked
        shown = written(value, meaning, column)
        if meaning.name != "serial":
            line["cells"][column["title"]] = str(shown)
        return shown


@action("ledgers.fill")
def fill_form(
    actor: Actor,
    form_id: UUID,
    *,
    condition: Any,
    chosen: Iterable[UUID | str] = (),
    purpose: str = "",
    whole: bool = False,
) -> UUID:
    """Fill a list form for those who meet a condition (or the chosen of them). The purpose is the form's, if none is said.

    Whole numbers take `ledgers.whole` and a purpose of one's own. Refuses an empty list, one that is too long, and a
    form that was refused, merged or retired. More than AT_ONCE people are filled in by a job; the page tells how far it is.
    """
    form = _open_form(actor, form_id, purpose, whole)
    if form.paper != Paper.LIST:
        raise WrongPaper()
    keys = [str(key) for key in chosen]
    count = _wanted(actor, condition, keys).count()
    if not count or count > MOST:
        raise TooManyToFill(count=count, most=MOST) if count else NobodyToFill()
    kept = Filling(
        community=actor.area, form=form, condition=_json(condition), chosen=keys, whole=whole, count=count, total=count,
        purpose=(purpose.strip() or _default_purpose(form))[:200], lines=sealed_lines({}), file_name=_file_name(form),
        staff_id=actor.staff_id, staff_name=actor.name,
    )  # fmt: skip
    if count > AT_ONCE:
        return queued(actor, kept)
    write_list(actor, kept)
    return kept.pk


def write_list(actor: Actor, kept: Filling, tell: Callable[[str, int], None] = lambda step, done: None) -> None:
    """Fill the form of a filling for its people and keep the result. The caller's action ends with it."""
    form, today = kept.form, timezone.localdate()
    found = _wanted(actor, kept.condition or {"all": []}, kept.chosen)
    people = known_people(actor, found, today=today, tell=lambda done: tell("read", done))
    said = Read(kept.whole, meanings(actor))
    signs = {
        "committee": area_named(actor.area),
        "subdistrict": area_named(subdistrict_of(actor.area)),
        "day": today.isoformat(),
        "by": actor.name,
    }
    planned = plans(form, people, said, signs)
    tell("write", len(people))
    content = filled(unsealed_bytes(form.content), planned, mark=mark_of(actor, kept.purpose))
    _keep(actor, kept, said, content)


def _wanted(actor: Actor, condition: Any, keys: Sequence[str]) -> Any:
    found = members(actor, condition, today=timezone.localdate()).select_related("dwelling__building")
    found = found.order_by(*SORTS["address"])  # type: ignore[assignment]
    return found.filter(pk__in=keys) if keys else found


@action("ledgers.fill")
def fill_for_one(
    actor: Actor, form_id: UUID, resident_id: UUID, *, purpose: str = "", whole: bool = False, despite: str = ""
) -> UUID:
    """Fill a Word form for one resident. A certificate that is not on the list is refused, unless somebody who may
    decide about forms says why it is given all the same (`despite`)."""
    form, today = _open_form(actor, form_id, purpose, whole), timezone.localdate()
    if unlisted(form.name):
        if not (despite.strip() and actor.can("forms.decide")):
            raise NotOnTheList(name=form.name)
        note("form", form.pk, actor.area, reason=despite.strip(), unlisted=True)
    found = residents(actor).filter(pk=resident_id).select_related("dwelling__building")
    people, said = known_people(actor, found, today=today), Read(whole, meanings(actor))
    if not people:
        raise NobodyToFill()
    meant, values = form.mapping.get("0", {}), {}
    for blank in columns_of(form)["0"]:
        meaning = said.known.get(meant.get(str(blank["index"]), ""))
        if meaning is not None:
            value = said.cell(people[0], meaning, blank)
            values[blank["key"]] = value.isoformat() if isinstance(value, date) else str(value)
    reason = (purpose.strip() or _default_purpose(form))[:200]
    content = filled_word(unsealed_bytes(form.content), values, mark=mark_of(actor, reason))
    kept = Filling(
        community=actor.area, form=form, subject_id=resident_id, whole=whole, purpose=reason, file_name=_file_name(form),
        staff_id=actor.staff_id, staff_name=actor.name,
    )  # fmt: skip
    _keep(actor, kept, said, content)
    return kept.pk


def _open_form(actor: Actor, form_id: UUID, purpose: str, whole: bool) -> Form:
    form = form_of(actor, form_id)
    if whole:
        actor.need("ledgers.whole")
        if not purpose.strip():
            raise PurposeMissing()
    check_open(actor, form)
    return form


def check_open(actor: Actor, form: Form) -> None:
    """Refuses a form that was refused, merged or retired."""
    decision = decision_of(actor, form)
    if state_of(form, decision, today=timezone.localdate()) in CLOSED and decision is not None:
        raise FormClosed(why=f"{decision.get_what_display()} · {decision.reason}")


def _default_purpose(form: Form) -> str:
    return " · ".join(part for part in (form.name, form.department, form.ground) if part)


def mark_of(actor: Actor, purpose: str) -> str:
    """Name, area, time and purpose, for the foot of every page."""
    now = timezone.localtime().strftime("%Y-%m-%d %H:%M")
    return f"{actor.name} · {area_named(actor.area)} · {now} · {purpose}"


def _json(condition: Any) -> Any:
    return condition if isinstance(condition, dict) else {}


def _file_name(form: Form) -> str:
    stem, _dot, ending = form.file_name.rpartition(".")
    return f"{stem}_{_now('filled')}_{timezone.localdate():%Y%m%d}.{ending}"


def _keep(actor: Actor, kept: Filling, said: Read, content: bytes) -> None:
    """Keep what was filled in; files of earlier fillings of this form and area (and person) go."""
    form, subject_id = kept.form, kept.subject_id
    earlier = Filling.objects.visible_to(actor).filter(form=form, community=kept.community, subject_id=subject_id)
    earlier = earlier.filter(state=FillingState.DONE).exclude(pk=kept.pk)  # type: ignore[assignment]
    kept.before = earlier.order_by("-at").values_list("pk", flat=True).first()
    earlier.exclude(content=None).update(content=None)
    kept.count, kept.state, kept.step = len(said.lines), FillingState.DONE, ""
    kept.missing = {key: gaps for key, gaps in said.missing.items() if gaps}
    kept.unmapped, kept.lines, kept.content = _unmapped(form), sealed_lines(said.lines), sealed_bytes(content)
    kept.save()
    used = sorted({meaning for columns in form.mapping.values() for meaning in columns.values()})
    note(
        "form", form.pk, actor.area, reason=kept.purpose, disclosure=True, count=kept.count, whole=said.whole,
        fields=used[:60],
    )  # fmt: skip
    if subject_id is not None:
        note("resident", subject_id, actor.area, reason=kept.purpose, disclosure=True, form=form.name)


def _unmapped(form: Form) -> list[str]:
    """Titles that nobody has given a meaning; shown beside the result."""
    found: Sequence[tuple[str, Mapping[str, Any]]] = [
        (place, c) for place, columns in columns_of(form).items() for c in columns
    ]
    return list(dict.fromkeys(c["title"] for place, c in found if str(c["index"]) not in form.mapping.get(place, {})))


@action("ledgers.fill")
def take_file(actor: Actor, filling_id: UUID) -> tuple[str, bytes]:
    """Name and content of a filled file; recorded each time. Refuses one that is no longer kept. Whole numbers need
    `ledgers.whole`, as filling with them did."""
    filling = filling_of(actor, filling_id)
    if filling.whole:
        actor.need("ledgers.whole")
    content = Filling.objects.visible_to(actor).filter(pk=filling_id).values_list("content", flat=True).first()
    if filling.state != FillingState.DONE:
        raise FileNotReady()
    if content is None:
        raise FileGone()
    note("form", filling.form_id, filling.community, reason=filling.purpose, disclosure=True, file=filling.file_name)
    return filling.file_name, unsealed_bytes(content)


@action("ledgers.fill")
def take_blank(actor: Actor, form_id: UUID) -> tuple[str, bytes]:
    """Name and content of the blank form itself."""
    form = Form.objects.get(pk=form_of(actor, form_id).pk)
    note("form", form.pk, actor.area, blank=form.file_name)
    return form.file_name, unsealed_bytes(form.content)
