"""What rows would change, field by field: old and new, and where the old value comes from."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.utils.translation import gettext_lazy as _

from shequyun.base.actor import Actor
from shequyun.engines.intake.fields import apart_of, target_of
from shequyun.engines.intake.models import Row, Upload
from shequyun.kernel.facts.choices import Match, Verdict
from shequyun.kernel.facts.fields import subject_of
from shequyun.kernel.facts.queries import Origin, field_value, origins, staged

HOMES = {"living": _("Lives at"), "hukou": _("Hukou at")}


@dataclass(frozen=True)
class FieldChange:
    """One value that would change. Secrets are masked. `verdict` says what the trust rules make of it."""

    subject_kind: str
    label: Any
    old: Any
    new: Any
    old_source: str
    old_date: date | None
    verdict: str
    verdict_label: Any


def changes_of_rows(actor: Actor, upload: Upload, rows: Sequence[Row]) -> Mapping[int, list[FieldChange]]:
    """The changes that rows of an upload wait to make, by row number. Nothing once they are committed."""
    if apart_of(upload.subject_kind):
        return {row.number: [_apart(upload, *change) for change in row.summary.get("changes", [])] for row in rows}
    if upload.batch_id is None:
        return {}
    observations = staged(actor, upload.batch_id, [row.number for row in rows])
    known = origins(entry[3] for o in observations for entry in o.diff.values())
    homes = _homes(actor, upload, observations)
    by_row: dict[int, list[FieldChange]] = defaultdict(list)
    for o in observations:
        if o.subject_kind == "stay" and (o.match == Match.NEW or "to_date" in o.diff):
            by_row[o.row] += _move(o, homes, observations)
        elif o.match == Match.NEW:
            by_row[o.row] += _entered(o)
        else:
            by_row[o.row] += [_changed(o, name, entry, known) for name, entry in o.diff.items()]
    return by_row


def _apart(upload: Upload, name: str, old: str, new: str) -> FieldChange:
    target = target_of(upload.subject_kind, name)
    label = target.label if target else name
    return FieldChange(upload.subject_kind, label, old, new, "", None, Verdict.SET.value, Verdict.SET.label)


def _entered(o: Any) -> Iterable[FieldChange]:
    """The values of a new record."""
    for field in subject_of(o.subject_kind).fields:
        if field.on_screen and o.values.get(field.kept):
            yield FieldChange(
                o.subject_kind,
                field.label,
                "",
                field_value(field, o.values),
                "",
                None,
                Verdict.SET.value,
                Verdict.SET.label,
            )


def _changed(o: Any, name: str, entry: Sequence[Any], known: Mapping[str, Origin]) -> FieldChange:
    old, new, verdict, batch = entry
    field, origin = subject_of(o.subject_kind).field(name), known.get(batch)
    return FieldChange(
        o.subject_kind,
        field.label,
        field_value(field, old),
        field_value(field, new),
        origin.source_name if origin else "",
        origin.observed_on if origin else None,
        verdict,
        Verdict(verdict).label,
    )


def _move(
    o: Any, homes: Mapping[str, tuple[str, str, str, date]], observations: Sequence[Any]
) -> Iterable[FieldChange]:
    """A stay that begins, with the one that ends for it; or one that only ends."""
    begins = o.match == Match.NEW
    kind = o.values["kind"] if begins else homes[str(o.subject_id)][1]
    ended = [
        other
        for other in observations
        if other.row == o.row
        and other.subject_kind == "stay"
        and "to_date" in other.diff
        and homes[str(other.subject_id)][1] == kind
    ]
    begun = [
        other
        for other in observations
        if other.row == o.row
        and other.subject_kind == "stay"
        and other.match == Match.NEW
        and other.values["kind"] == kind
    ]
    if not begins and begun:
        return
    before = homes[str(ended[0].subject_id)] if ended else None
    after = homes.get(o.values["dwelling_id"], ("",))[0] if begins else ""
    yield FieldChange(
        "stay",
        HOMES[kind],
        before[0] if before else "",
        after,
        before[2] if before else "",
        before[3] if before else None,
        Verdict.SET.value,
        Verdict.SET.label,
    )


_HOMES = """
select s.id::text, d.address, s.kind, src.name, s.observed_on
from residents_stay s join places_dwelling d on d.id = s.dwelling_id and d.community = s.community
join facts_batch b on b.id = s.batch_id join facts_source src on src.code = b.source_id
where s.id = any(%(stays)s) and s.community >= %(lo)s and s.community < %(hi)s
union all
select d.id::text, d.address, '', '', null from places_dwelling d
where d.id = any(%(homes)s) and d.community >= %(lo)s and d.community < %(hi)s
union all
select o.subject_id::text, o.values->>'address', '', '', null from facts_observation o
where o.batch_id = %(batch)s and o.subject_kind = 'dwelling' and o.subject_id = any(%(homes)s)
"""


def _homes(actor: Actor, upload: Upload, observations: Sequence[Any]) -> Mapping[str, tuple[str, str, str, date]]:
    """Addresses by the id of a stay or a home: (address, kind of stay, source, day)."""
    stays = [o for o in observations if o.subject_kind == "stay"]
    values = {
        "stays": [o.subject_id for o in stays if o.match == Match.KNOWN],
        "homes": [o.values["dwelling_id"] for o in stays if o.match == Match.NEW],
        "batch": upload.batch_id,
        "lo": actor.scope.lo,
        "hi": actor.scope.hi,
    }
    with connection.cursor() as cursor:
        cursor.execute(
            _HOMES.replace("%(homes)s", "%(homes)s::uuid[]").replace("%(stays)s", "%(stays)s::uuid[]"), values
        )
        return {key: (address, kind, source, day) for key, address, kind, source, day in cursor.fetchall()}
