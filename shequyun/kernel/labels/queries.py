"""Reading labels and who carries them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from shequyun.base.actor import Actor
from shequyun.base.errors import NotVisible
from shequyun.base.request import once
from shequyun.kernel.facts.queries import changed_since
from shequyun.kernel.labels.models import Label, Labelling, RuleLabelling
from shequyun.kernel.labels.rules import is_visible


@dataclass(frozen=True)
class Carried:
    """A label that a subject carries now: since when, until when, on what evidence; or by rule."""

    label: Label
    since: date
    until: date | None = None
    evidence: str = ""
    labelling_id: UUID | None = None

    @property
    def by_rule(self) -> bool:
        return self.labelling_id is None


def labels(actor: Actor, *, subject_kind: str = "", active: bool = True) -> list[Label]:
    """The dictionary as the actor may see it: rules first, then by owner and name."""
    seen = [label for label in _dictionary() if is_visible(actor, label)]
    found = [one for one in seen if (one.active or not active) and subject_kind in ("", one.subject_kind)]
    return sorted(found, key=lambda label: (not label.is_rule, label.owner, label.code))


@once
def _dictionary() -> list[Label]:
    return list(Label.objects.all())


def label_of(actor: Actor, label_id: UUID | str) -> Label:
    """One label. Out of sight is 404."""
    label = Label.objects.filter(pk=label_id).first()
    if label is None or not is_visible(actor, label):
        raise NotVisible()
    return label


def label_names(actor: Actor | None = None, subject_kind: str = "resident") -> dict[str, str]:
    """Names by key: of the labels that the actor may see; of all without an actor."""
    if actor is not None:
        return {str(label.pk): label.name for label in labels(actor, subject_kind=subject_kind)}
    found = Label.objects.filter(active=True, subject_kind=subject_kind)
    return {str(key): name for key, name in found.values_list("pk", "name")}


def rule_labels() -> list[Label]:
    """Every active rule label, for the engine that keeps them up to date."""
    return list(Label.objects.filter(active=True, condition__isnull=False).order_by("area", "code"))


def carried(actor: Actor, subject_ids: Iterable[UUID], *, today: date) -> dict[UUID, list[Carried]]:
    """What each subject carries today, as far as the actor may see, in three queries."""
    keys = list(subject_ids)
    known = {label.pk: label for label in labels(actor)}
    found: dict[UUID, list[Carried]] = defaultdict(list)
    rules = RuleLabelling.objects.visible_to(actor).filter(subject_id__in=keys, until=None, label_id__in=known)
    for one in rules:
        found[one.subject_id].append(Carried(known[one.label_id], one.since))
    hands = Labelling.objects.visible_to(actor).filter(_open(today), subject_id__in=keys, label_id__in=known)
    for hand in hands:
        label = known[hand.label_id]
        found[hand.subject_id].append(Carried(label, hand.from_date, hand.until, hand.evidence, hand.pk))
    return dict(found)


def labellings_of(actor: Actor, subject_id: UUID) -> list[Labelling]:
    """Every labelling by hand that a subject ever had, as far as the actor may see."""
    known = [label.pk for label in labels(actor, active=False)]
    found = Labelling.objects.visible_to(actor).filter(subject_id=subject_id, label_id__in=known)
    return list(found.select_related("label").order_by("-from_date", "-pk"))


def batches_that_put(actor: Actor, label_id: UUID, subject_ids: Iterable[UUID]) -> set[UUID]:
    """The batches that put the open labellings of a label on subjects."""
    found = Labelling.objects.visible_to(actor).filter(
        label_id=label_id, subject_id__in=list(subject_ids), to_date=None
    )
    return set(found.values_list("batch_id", flat=True))


def rule_labellings_of(actor: Actor, subject_id: UUID) -> list[RuleLabelling]:
    """Every rule label that a resident ever met, as far as the actor may see."""
    known = [label.pk for label in labels(actor, active=False)]
    found = RuleLabelling.objects.visible_to(actor).filter(subject_id=subject_id, label_id__in=known)
    return list(found.select_related("label").order_by("-since", "-pk"))


def relabelled(actor: Actor, since: datetime) -> set[UUID]:
    """Subjects whose labels by hand were written since a moment, or whose rule labels changed on a later day."""
    hands = Labelling.objects.visible_to(actor).filter(pk__in=changed_since(actor, "labelling", since))
    day = timezone.localdate(since)
    rules = RuleLabelling.objects.visible_to(actor).filter(Q(since__gt=day) | Q(until__gt=day))
    return {*hands.values_list("subject_id", flat=True), *rules.values_list("subject_id", flat=True)}


def counts(actor: Actor, *, today: date) -> dict[UUID, int]:
    """How many subjects carry each label in the actor's area."""
    hands = Labelling.objects.visible_to(actor).filter(_open(today)).values("label_id").annotate(n=Count("pk"))
    rules = RuleLabelling.objects.visible_to(actor).filter(until=None).values("label_id").annotate(n=Count("pk"))
    return {row["label_id"]: row["n"] for row in [*hands, *rules]}


def carries(label_ids: Iterable[Any], *, subject: str = "pk", today: date) -> Q:
    """The condition that a subject carries any of the labels, for queries of other apps. `subject` is its key."""
    keys = list(label_ids)
    here = {"subject_id": OuterRef(subject), "community": OuterRef("community"), "label_id__in": keys}
    return Q(Exists(RuleLabelling.objects.filter(until=None, **here))) | Q(
        Exists(Labelling.objects.filter(_open(today), **here))
    )


def _open(today: date) -> Q:
    return Q(to_date=None) & (Q(until=None) | Q(until__gte=today))
