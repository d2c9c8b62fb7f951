"""Reading what is known about values: their source, day and age; changes; discrepancies; the trust table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from shequyun.base.actor import Actor
from shequyun.base.errors import NotVisible
from shequyun.base.records import ScopedQuerySet
from shequyun.base.request import once
from shequyun.base.scope import above
from shequyun.kernel.facts.choices import ChangeKind
from shequyun.kernel.facts.fields import Field, Subject, subject_of, subjects
from shequyun.kernel.facts.models import Batch, Change, Discrepancy, FieldNote, Kept, Observation, Source, TrustRule
from shequyun.kernel.facts.rules import TrustTable, is_stale, table_of


def trust_table() -> TrustTable:
    """The trust rules in force."""
    rules = TrustRule.objects.values_list("subject_kind", "field", "source_id", "rank", "holds_days")
    return table_of(rules, dict(Source.objects.values_list("code", "rank")))


def spoken_of(batch: Batch) -> list[Subject]:
    """The subjects of which a batch's observations speak, in the order in which a batch writes them."""
    kinds = set(Observation.objects.filter(batch=batch).order_by().values_list("subject_kind", flat=True).distinct())
    return [subject for subject in subjects() if subject.kind in kinds]


def sources() -> list[Source]:
    """All sources, the most trusted first."""
    return list(Source.objects.order_by("-rank", "code"))


def trust_rules() -> list[TrustRule]:
    """All trust rules, by subject, field and source."""
    return list(TrustRule.objects.select_related("source").order_by("subject_kind", "field", "-rank"))


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value comes from: the batch, its source, the day it speaks of, who entered it and when."""

    batch_id: UUID
    source: str
    source_name: str
    observed_on: date
    actor_name: str
    made_at: datetime
    title: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of one subject with its origin and freshness. `value` of a secret is its mask, never the number."""

    field: Field
    value: Any
    shown: Any
    origin: Origin
    stale: bool
    disputed: bool


def origins(batch_ids: Iterable[UUID | str]) -> dict[str, Origin]:
    """Origins by batch id (as text): one query for any number."""
    found = Batch.objects.filter(pk__in=set(map(str, batch_ids))).select_related("source")
    return {
        str(b.pk): Origin(b.pk, b.source_id, b.source.name, b.observed_on, b.actor_name, b.made_at, b.title)
        for b in found
    }


def facts_of(actor: Actor, kind: str, record: Kept, *, on: date) -> list[Fact]:
    """Every field of a record on screen, in the dictionary's order. The record must be visible to the actor."""
    subject = subject_of(kind)
    known = origins([record.batch_id, *record.provenance.values()])
    limits = freshness_limits(kind)
    disputed = set(
        Discrepancy.objects.visible_to(actor)
        .filter(subject_id=record.pk, settled_at=None)
        .values_list("field", flat=True)
    )
    shown = [field for field in subject.fields if field.on_screen]
    return [_fact(field, record, known, disputed, limits.get(field.name, field.stale_after), on) for field in shown]


def freshness_limits(kind: str) -> dict[str, int | None]:
    """The days after which fields of a subject have aged, where this installation says otherwise than the dictionary."""
    return dict(FieldNote.objects.filter(subject_kind=kind).values_list("field", "stale_after"))


def _fact(
    field: Field, record: Kept, known: Mapping[str, Origin], disputed: set[str], limit: int | None, on: date
) -> Fact:
    raw = field.read(getattr(record, field.kept))
    value = field.mask(raw) if field.mask and raw else raw
    origin = known[str(record.provenance.get(field.name, record.batch_id))]
    stale = raw not in (None, "") and is_stale(origin.observed_on, limit, on)
    return Fact(field, value, field.shown(value), origin, stale, field.name in disputed)


def changes_of(actor: Actor, subject_ids: Iterable[UUID]) -> list[Change]:
    """Every change of some subjects, the newest first, with its batch and source. Confirmations change nothing."""
    found = Change.objects.visible_to(actor).filter(subject_id__in=list(subject_ids)).exclude(kind=ChangeKind.CONFIRM)
    return list(found.select_related("batch__source").order_by("-at", "field"))


def recent_changes(actor: Actor, subject_id: UUID, *, versions: int) -> list[tuple[UUID, set[str]]]:
    """What the last so many versions of a subject changed: (batch, names of fields), the newest first.

    Each batch that changes a subject makes one version of it, whatever number of fields it sets.
    """
    found = Change.objects.visible_to(actor).filter(subject_id=subject_id, kind=ChangeKind.SET).order_by("-at", "-pk")
    by_batch: dict[UUID, set[str]] = {}
    for batch, field in found.values_list("batch_id", "field").iterator():
        if batch not in by_batch and len(by_batch) == versions:
            break
        by_batch.setdefault(batch, set()).add(field)
    return list(by_batch.items())


def change_values(change: Change) -> tuple[Any, Any]:
    """Old and new of a change in words, secrets masked."""
    subject = subject_of(change.subject_kind)
    if not change.field or change.field not in subject.by_name:
        return None, None
    field = subject.field(change.field)
    return field_value(field, change.old), field_value(field, change.new)


def field_value(field: Field, columns: Mapping[str, Any] | None) -> Any:
    """A field's value out of stored columns, in words, a secret masked."""
    raw = field.read((columns or {}).get(field.kept))
    if field.mask and raw:
        return field.mask(raw)
    return field.shown(raw)


def discrepancies(
    actor: Actor, *, settled: bool = False, source: str = "", field: str = "", since: date | None = None
) -> ScopedQuerySet[Discrepancy]:
    """The queue: open discrepancies in the actor's area, the oldest first; or those that were settled, the newest first.

    `source` is who claims; `field` is "kind.name"; `since` is the first day of settling.
    """
    found = Discrepancy.objects.visible_to(actor).select_related("batch__source")
    kind, _dot, name = field.partition(".")
    conditions = {"batch__source_id": source, "subject_kind": kind, "field": name, "settled_at__date__gte": since}
    found = found.filter(**{key: value for key, value in conditions.items() if value})
    if settled:
        return found.exclude(settled_at=None).order_by("-settled_at", "pk")  # type: ignore[return-value]
    return found.filter(settled_at=None).order_by("opened_at", "pk")  # type: ignore[return-value]


def discrepancy_counts(actor: Actor, *, settled: bool = False) -> tuple[dict[str, int], dict[str, int]]:
    """How many wait (or were settled) by the source that claims, and by "kind.name" of the field; most first."""
    found = Discrepancy.objects.visible_to(actor).filter(settled_at__isnull=not settled)
    rows = found.values_list("batch__source_id", "subject_kind", "field").annotate(n=Count("pk")).order_by("-n")
    by_source: dict[str, int] = {}
    by_field: dict[str, int] = {}
    for source, kind, field, n in rows:
        by_source[source] = by_source.get(source, 0) + n
        by_field[f"{kind}.{field}"] = by_field.get(f"{kind}.{field}", 0) + n
    return by_source, by_field


def disputes_about(actor: Actor, subject_ids: Iterable[UUID]) -> list[Discrepancy]:
    """Open discrepancies about some subjects, the oldest first."""
    found = Discrepancy.objects.visible_to(actor).filter(subject_id__in=list(subject_ids), settled_at=None)
    return list(found.select_related("batch__source").order_by("opened_at", "pk"))


def batch_of(batch_id: UUID) -> Batch:
    """One batch with its source. Batches hold nothing about residents, so any actor may read one."""
    return Batch.objects.select_related("source").get(pk=batch_id)


def staged(actor: Actor, batch_id: UUID, rows: Iterable[int]) -> list[Observation]:
    """What some rows of a batch say, not yet written, in the order in which it would be."""
    order = {subject.kind: subject.order for subject in subjects()}
    found = Observation.objects.visible_to(actor).filter(batch_id=batch_id, row__in=list(rows))
    return sorted(found, key=lambda o: (o.row, order[o.subject_kind]))


def dictionary() -> list[tuple[Subject, list[Field]]]:
    """The field dictionary: every subject with the fields that people meet, as the code declares them."""
    return [(subject, [field for field in subject.fields if field.on_screen]) for subject in subjects()]


@dataclass(frozen=True, slots=True)
class Entry:
    """A field of the dictionary as it holds here: the code's words, or what this installation says instead."""

    field: Field
    purpose: Any
    ground: str
    stale_after: int | None
    note: FieldNote | None


def entries() -> list[tuple[Subject, list[Entry]]]:
    """The dictionary in force: every subject with the fields that people meet."""
    notes = {(note.subject_kind, note.field): note for note in FieldNote.objects.all()}
    return [(subject, [_entry(field, notes.get((subject.kind, field.name))) for field in fields])
            for subject, fields in dictionary()]  # fmt: skip


def entry_of(kind: str, name: str) -> tuple[Subject, Entry]:
    """One field of the dictionary. 404 for one that people do not meet."""
    for subject, found in entries():
        for entry in found:
            if (subject.kind, entry.field.name) == (kind, name):
                return subject, entry
    raise NotVisible()


def _entry(field: Field, note: FieldNote | None) -> Entry:
    if note is None:
        return Entry(field, field.purpose, "", field.stale_after, None)
    return Entry(field, note.purpose or field.purpose, note.ground, note.stale_after, note)


@dataclass(frozen=True, slots=True)
class Trusted:
    """How far a source is trusted for a field, for how long its word holds, and which rule says so."""

    source: Source
    rank: int
    holds_days: int | None
    rule: str


def trusted_for(kind: str, name: str) -> list[Trusted]:
    """Every source with what it counts for a field, the most trusted first. `rule`: "field", "*" (all fields), "source"."""
    rules = {(rule.field, rule.source_id): rule for rule in TrustRule.objects.filter(subject_kind=kind)}
    found = []
    for source in sources():
        said = next((which for which in (name, "*") if (which, source.code) in rules), "")
        rule = rules.get((said, source.code))
        which = "source" if rule is None else "field" if said == name else "*"
        found.append(Trusted(source, rule.rank if rule else source.rank, rule.holds_days if rule else None, which))
    return sorted(found, key=lambda one: (-one.rank, one.source.code))


@once
def open_discrepancy_count(actor: Actor) -> int:
    """How many discrepancies wait in the actor's area."""
    return Discrepancy.objects.visible_to(actor).filter(settled_at=None).count()


def disputed_subjects() -> QuerySet[Discrepancy]:
    """Open discrepancies, as a sub-query for conditions of other apps, which name community and subject."""
    return Discrepancy.objects.filter(settled_at=None)


def changed_since(actor: Actor, kind: str, since: datetime) -> set[UUID]:
    """Subjects of a kind in the actor's area of which anything was written since a moment."""
    scope = actor.scope
    batches = Batch.objects.filter(applied_at__gte=since).filter(
        Q(area__gte=scope.lo, area__lt=scope.hi) | Q(area__in=above(actor.area))
    )
    found = Change.objects.visible_to(actor).filter(batch__in=batches, subject_kind=kind)
    return set(found.values_list("subject_id", flat=True))
