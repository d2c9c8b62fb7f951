"""Whom or what an envelope is about, for lists at the desk."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from shequyun.base.actor import Actor
from shequyun.engines.sync.models import Receipt
from shequyun.kernel.places.queries import dwellings
from shequyun.kernel.residents.queries import people_behind, residents


@dataclass(frozen=True)
class About:
    """A person or a home, in words."""

    kind: str
    key: UUID
    name: str
    address: str


def about(actor: Actor, receipts: Iterable[Receipt]) -> Mapping[UUID, About]:
    """By the key of the receipt, in a fixed number of queries; somebody who was entered by phone is found again."""
    keys = {one.pk: _key(one) for one in receipts}
    wanted: set[UUID] = {key for key in keys.values() if key}
    made = Receipt.objects.visible_to(actor).filter(envelope_id__in=wanted).exclude(made_id=None)
    entered = {envelope: one for envelope, one in made.values_list("envelope_id", "made_id") if one}
    wanted |= set(entered.values())
    people = {one.pk: one for one in residents(actor).filter(pk__in=wanted).select_related("dwelling")}
    people |= people_behind(actor, "stay", wanted)
    homes = {one.pk: one for one in dwellings(actor).filter(pk__in=wanted)}
    found = {}
    for pk, subject in keys.items():
        key = entered.get(subject, subject) if subject else None
        if key in people:
            person = people[key]
            found[pk] = About("resident", person.pk, person.name, person.dwelling.address if person.dwelling else "")
        elif key in homes:
            found[pk] = About("dwelling", homes[key].pk, "", homes[key].address)
    return found


def _key(receipt: Receipt) -> UUID | None:
    """What was entered, or what the envelope names."""
    return receipt.made_id if receipt.envelope.subject is None else receipt.envelope.subject
