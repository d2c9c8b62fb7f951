"""Recording a visit: what came of it, what was learned, what was promised, and which tasks it answers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, NotVisible
from shequyun.base.ids import new_id
from shequyun.engines.cohorts.actions.heeding import heed_among
from shequyun.engines.worklist.actions.promising import Where, write_promise
from shequyun.engines.worklist.actions.working import check_fields, end, known_fields
from shequyun.engines.worklist.choices import REACHED, VisitOutcome
from shequyun.engines.worklist.models import Visit, VisitPerson
from shequyun.engines.worklist.queries.criteria import OF_VISITS
from shequyun.engines.worklist.queries.subjects import Subject, subject_seen, subjects_of
from shequyun.engines.worklist.queries.tasks import open_tasks
from shequyun.engines.worklist.rules.answering import answer
from shequyun.kernel.facts.actions import Say, observe
from shequyun.kernel.labels.actions import put_label
from shequyun.kernel.labels.queries import batches_that_put, label_of
from shequyun.kernel.residents.queries import lived_at

NOTHING: Mapping[UUID, Mapping[str, Any]] = MappingProxyType({})
SKEW = timedelta(minutes=10)  # a phone's clock may run ahead by that much


class NobodyVisited(BadInput):
    sentence = _("Choose whom you met, or which home you visited.")


class TwoCommittees(BadInput):
    sentence = _("All people of one visit must belong to the same committee.")


class InTheFuture(BadInput):
    sentence = _("A visit cannot be in the future.")


class LearnedOfNobody(BadInput):
    sentence = _("Something was entered about a person this visit was not to. Select that person first.")


@dataclass(frozen=True)
class Promised:
    """What was promised on a visit. Without a subject: to the first person, or else the home."""

    what: str
    due_on: date
    to_name: str = ""
    subject_kind: str = ""
    subject_id: UUID | None = None
    promise_id: UUID | None = None


@dataclass(frozen=True)
class _To:
    """Whom and where a visit went: the home, if it was to one, and the people."""

    home: Subject | None
    people: list[Subject]

    @property
    def first(self) -> Subject:
        return self.people[0] if self.people else self.home  # type: ignore[return-value]


@action("visits.record")
def record_visit(
    actor: Actor,
    *,
    dwelling_id: UUID | None,
    resident_ids: Sequence[UUID],
    outcome: str,
    visited_at: datetime | None = None,
    observed: Mapping[UUID, Mapping[str, Any]] = NOTHING,
    label_ids: Sequence[UUID] = (),
    said: str = "",
    promises: Sequence[Promised] = (),
    source: str = "visit",
    visit_id: UUID | None = None,
    again_at: datetime | None = None,
) -> UUID:
    """Record a visit to a home, to people, or both. Returns the visit's id; the same `visit_id` twice is once.

    Who was met is confirmed with that date: the people, their open stays at the home, and the home; who was reached by
    phone, the people alone. `observed` is what was learned, by the key of a person or of the home; it goes through the
    one door with `source`. Labels are put on the people, or the home, as their kind asks.

    The open tasks about the people and the home that the visit answers end with it (`rules.answering.answer`): met or
    reached, when all that is asked is known; refused; moved away. Whoever owns them.

    Refuses a visit to nobody, people or homes out of sight (404), people of two committees, an unknown outcome, a day
    in the future, a field that the dictionary does not hold.
    """
    known = Visit.objects.visible_to(actor).filter(pk=visit_id).first() if visit_id else None
    if known is not None:
        note("visit", known.pk, known.community, again=True)
        return known.pk
    to = _to(actor, dwelling_id, resident_ids)
    at = _moment(visited_at)
    if outcome not in VisitOutcome.values or (outcome == VisitOutcome.MET and not to.people):
        raise BadInput() if to.people else NobodyVisited()
    visit = _visit(actor, to, outcome, at, said, source, visit_id or new_id(), again_at)
    learned = _learned(to, observed)
    visit.batch_id = _observe(actor, visit, to, learned)
    visit.labels, visit.label_batches = _label(actor, to, label_ids)
    visit.save(force_insert=True)
    VisitPerson.objects.bulk_create(_person(visit, one, learned) for one in to.people)
    follow_labels(visit, [one.key for one in to.people])
    answered = _answer(actor, visit, to, learned)
    _promise(actor, visit, to, promises)
    note(
        "visit", visit.pk, visit.community, outcome=outcome, people=len(to.people), dwelling=str(visit.dwelling_id or ""),
        tasks=answered, promises=len(promises),
    )  # fmt: skip
    return visit.pk


def _to(actor: Actor, dwelling_id: UUID | None, resident_ids: Sequence[UUID]) -> _To:
    keys = list(dict.fromkeys(resident_ids))
    found = subjects_of(actor, "resident", keys)
    if len(found) != len(keys):
        raise NotVisible()
    people = [found[key] for key in keys]
    homes = {one.dwelling_id for one in people}
    if dwelling_id is None and len(homes) == 1:
        dwelling_id = homes.pop()
    home = subject_seen(actor, "dwelling", dwelling_id) if dwelling_id else None
    if home is None and not people:
        raise NobodyVisited()
    if len({one.community for one in [*people, *([home] if home else [])]}) > 1:
        raise TwoCommittees()
    return _To(home, people)


def _moment(said: datetime | None) -> datetime:
    now = timezone.now()
    if said is not None and said > now + SKEW:
        raise InTheFuture()
    return min(said or now, now)


def _visit(
    actor: Actor, to: _To, outcome: str, at: datetime, said: str, source: str, key: UUID, again_at: datetime | None
) -> Visit:
    return Visit(
        id=key,
        community=to.first.community,
        dwelling_id=to.home.key if to.home else None,
        building_id=to.first.building_id if not to.home else to.home.building_id,
        outcome=outcome,
        visited_at=at,
        again_at=again_at if outcome == VisitOutcome.COME_BACK else None,
        said=said.strip()[:500],
        source=source,
        staff_id=actor.staff_id,
        staff_name=actor.name,
    )


def _learned(to: _To, observed: Mapping[UUID, Mapping[str, Any]]) -> dict[UUID, dict[str, Any]]:
    """What was said, blanks left out, by subject."""
    kinds = {one.key: one.kind for one in [*to.people, *([to.home] if to.home else [])]}
    learned: dict[UUID, dict[str, Any]] = {}
    for key, values in observed.items():
        if key not in kinds:
            raise LearnedOfNobody()
        check_fields(kinds[key], values)
        learned[key] = {name: value for name, value in values.items() if value not in (None, "")}
    return {key: values for key, values in learned.items() if values}


def _observe(actor: Actor, visit: Visit, to: _To, learned: dict[UUID, dict[str, Any]]) -> UUID | None:
    """Everything that the visit says of facts, as one batch."""
    met, reached = visit.outcome == VisitOutcome.MET, visit.outcome in REACHED
    community = visit.community
    sayings = []
    if to.home and (met or to.home.key in learned):
        sayings.append(Say("dwelling", community, learned.get(to.home.key, {}), subject_id=to.home.key))
    for one in to.people:
        if reached or one.key in learned:
            sayings.append(Say("resident", community, learned.get(one.key, {}), subject_id=one.key))
    if met and to.home:
        people = {one.key for one in to.people}
        stays = [stay for stay in lived_at(actor, to.home.key) if stay.to_date is None and stay.resident_id in people]
        sayings += [Say("stay", community, {}, subject_id=stay.pk) for stay in stays]
    if not sayings:
        return None
    day = timezone.localtime(visit.visited_at).date()
    batch, _applied = observe(actor, sayings, source=visit.source, observed_on=day)
    return batch.pk


def _label(actor: Actor, to: _To, label_ids: Iterable[UUID]) -> tuple[list[str], list[str]]:
    """Names of the labels that were put, and the batches that put them."""
    names: list[str] = []
    batches: set[UUID] = set()
    for key in dict.fromkeys(label_ids):
        label = label_of(actor, key)
        targets = {"resident": [one.key for one in to.people], "dwelling": [to.home.key] if to.home else []}
        keys = targets.get(label.subject_kind, [])
        before = batches_that_put(actor, key, keys)
        put_label(actor, key, subject_ids=keys, source="visit")
        batches |= batches_that_put(actor, key, keys) - before
        names.append(label.name)
    return names, [str(batch) for batch in batches]


def follow_labels(visit: Visit, resident_ids: list[UUID]) -> None:
    """Rule labels that ask when somebody was visited follow the visit, or its being taken back."""
    people = "select person as resident_id, %(community)s as community from unnest(%(keys)s::uuid[]) person"
    heed_among(people, {"keys": resident_ids, "community": visit.community}, asked=OF_VISITS)


def _person(visit: Visit, one: Subject, learned: dict[UUID, dict[str, Any]]) -> VisitPerson:
    return VisitPerson(
        community=visit.community,
        visit=visit,
        resident_id=one.key,
        outcome=visit.outcome,
        visited_at=visit.visited_at,
        fields=sorted(learned.get(one.key, {})),
    )


def _answer(actor: Actor, visit: Visit, to: _To, learned: dict[UUID, dict[str, Any]]) -> int:
    """End the tasks that the visit answers. Returns how many."""
    keys = [one.key for one in to.people] + ([to.home.key] if to.home else [])
    count = 0
    for task in open_tasks(actor, subject_ids=keys).select_for_update(of=("self",)):
        asked = task.drive.fields
        known = known_fields(actor, task.subject_kind, task.subject_id, asked) | set(learned.get(task.subject_id, {}))
        outcome = answer(visit.outcome, asked=asked, known=known, met_ends=task.drive.met_ends)
        if outcome is not None:
            got = [name for name in asked if name in known]
            end(actor, task, outcome, fields=got, said=visit.said, visit_id=visit.pk)
            count += 1
    return count


def _promise(actor: Actor, visit: Visit, to: _To, promises: Iterable[Promised]) -> None:
    for one in promises:
        subject = to.first
        if one.subject_id is not None:
            subject = subject_seen(actor, one.subject_kind, one.subject_id)
        where = Where(subject.community, subject.dwelling_id, subject.building_id, subject.name)
        write_promise(
            actor, where, what=one.what, due_on=one.due_on, to_name=one.to_name, promise_id=one.promise_id,
            subject_kind=subject.kind, subject_id=subject.key, origin_kind="visit", origin_id=visit.pk,
            made_on=timezone.localtime(visit.visited_at).date(),
        )  # fmt: skip
