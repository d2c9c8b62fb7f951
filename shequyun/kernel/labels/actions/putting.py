"""Putting a label on subjects by hand, one or ten thousand, and taking it off."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.utils import timezone

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import NotVisible
from shequyun.base.ids import new_id
from shequyun.base.records import ScopedQuerySet
from shequyun.kernel.facts.actions import Say, observe
from shequyun.kernel.labels.models import Label, Labelling
from shequyun.kernel.labels.queries import label_of
from shequyun.kernel.labels.rules import RuleDecides, check_can_put, expiry
from shequyun.kernel.organisations.queries import organisations
from shequyun.kernel.places.queries import dwellings
from shequyun.kernel.residents.queries import residents

SUBJECTS = {"resident": residents, "dwelling": dwellings, "organisation": organisations}


@action("labels.put")
def put_label(
    actor: Actor,
    label_id: UUID,
    *,
    subject_ids: Iterable[UUID],
    evidence: str = "",
    until: date | None = None,
    source: str = "desk",
) -> int:
    """Put a label on subjects in sight. Returns how many did not carry it before; putting it twice is once.

    Refuses a subject out of sight, a rule label, a sensitive one without the right, missing evidence.
    """
    today = timezone.localdate()
    label = label_of(actor, label_id)
    check_can_put(actor, label, evidence=evidence, until=until, today=today)
    wanted = set(subject_ids)
    places = dict(_seen(actor, label).filter(pk__in=wanted).values_list("pk", "community"))
    if not wanted or len(places) != len(wanted):
        raise NotVisible()
    open_now = Labelling.objects.visible_to(actor).filter(label_id=label.pk, subject_id__in=wanted, to_date=None)
    over = list(open_now.filter(until__lt=today))
    fresh = wanted - set(open_now.values_list("subject_id", flat=True)) | {one.subject_id for one in over}
    values = {"evidence": evidence.strip(), "from_date": today, "until": expiry(label.lasts_days, until, today=today)}
    ended = [Say("labelling", one.community, {"to_date": one.until}, subject_id=one.pk) for one in over]
    begun = [_begun(label, key, places[key], values) for key in sorted(fresh)]
    for sayings in filter(None, (ended, begun)):  # what is over ends before it begins again
        observe(actor, sayings, source=source, observed_on=today, title=label.name)
    note("label", label.pk, actor.area, name=label.name, count=len(fresh))
    return len(fresh)


def _seen(actor: Actor, label: Label) -> ScopedQuerySet:  # type: ignore[type-arg]
    return SUBJECTS[label.subject_kind](actor)  # type: ignore[operator, return-value]


def _begun(label: Label, subject_id: UUID, community: str, values: dict[str, object]) -> Say:
    fixed = {"subject_kind": label.subject_kind, "label_id": label.pk, "subject_id": subject_id}
    return Say("labelling", community, values, subject_id=new_id(), fixed=fixed, new=True)


@action("labels.put")
def take_label(actor: Actor, labelling_id: UUID, *, reason: str = "") -> None:
    """End a labelling today. Refuses one out of sight; one that is over already stays as it is."""
    found = Labelling.objects.visible_to(actor).select_related("label").filter(pk=labelling_id).first()
    if found is None:
        raise NotVisible()
    label = label_of(actor, found.label_id)
    if label.is_rule:
        raise RuleDecides(name=label.name)
    today = timezone.localdate()
    if found.to_date is None:
        say = Say("labelling", found.community, {"to_date": today}, subject_id=found.pk)
        observe(actor, [say], source="desk", observed_on=today, title=label.name)
    note("label", label.pk, found.community, name=label.name, reason=reason, subject=str(found.subject_id), did="take")
