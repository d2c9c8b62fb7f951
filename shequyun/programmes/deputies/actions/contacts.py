"""Deputies who keep contact with a committee, and the places where they meet residents."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, NotNow, NotVisible
from shequyun.base.scope import COMMITTEE
from shequyun.programmes.deputies.choices import Congress, Place
from shequyun.programmes.deputies.models import Deputy, Station
from shequyun.programmes.deputies.queries import deputies, stations


class NameMissing(BadInput):
    code = "deputies.name_missing"
    sentence = _("Enter the name; for a station, also its address.")


class KnownAlready(NotNow):
    code = "deputies.known_already"
    sentence = _("%(name)s is on the list already, for the same congress.")


class OneCommittee(BadInput):
    code = "deputies.one_committee"
    sentence = _("This can only be done within one committee. Switch to its post above.")


def committee_of(actor: Actor) -> str:
    """The committee that the actor works in. Refuses a wider area: contacts and sessions belong to one committee."""
    if len(actor.area) < COMMITTEE:
        raise OneCommittee()
    return actor.area[:COMMITTEE]


@action("deputies.enter", right="deputies.manage")
def enter_deputy(actor: Actor, *, name: str, congress: str, unit: str = "") -> UUID:
    """A deputy keeps contact with this committee. Refuses one who is on the list."""
    if not name.strip():
        raise NameMissing()
    if congress not in Congress.values:
        raise BadInput()
    community = committee_of(actor)
    if deputies(actor).filter(community=community, name=name.strip(), congress=congress).exists():
        raise KnownAlready(name=name.strip())
    one = Deputy.objects.create(community=community, name=name.strip()[:64], congress=congress, unit=unit.strip()[:80])
    note("deputy", one.pk, community, name=one.name, congress=congress)
    return one.pk


@action("deputies.end", right="deputies.manage")
def end_deputy(actor: Actor, deputy_id: UUID) -> None:
    """The deputy left office or keeps contact elsewhere; what they signed stays theirs."""
    one = deputies(actor).filter(pk=deputy_id).first()
    if one is None:
        raise NotVisible()
    one.to_date = timezone.localdate()
    one.save(update_fields=["to_date"])
    note("deputy", one.pk, one.community, name=one.name)


@action("deputies.enter_station", right="deputies.manage")
def enter_station(actor: Actor, *, name: str, kind: str, place: str, hours: str = "") -> UUID:
    """A place where deputies meet residents."""
    if not name.strip() or not place.strip():
        raise NameMissing()
    if kind not in Place.values:
        raise BadInput()
    one = Station.objects.create(
        community=committee_of(actor), name=name.strip()[:80], kind=kind, place=place.strip()[:120],
        hours=hours.strip()[:120],
    )  # fmt: skip
    note("station", one.pk, one.community, name=one.name)
    return one.pk


@action("deputies.end_station", right="deputies.manage")
def end_station(actor: Actor, station_id: UUID) -> None:
    """The place is used no longer; sessions held there stay."""
    one = stations(actor).filter(pk=station_id).first()
    if one is None:
        raise NotVisible()
    one.to_date = timezone.localdate()
    one.save(update_fields=["to_date"])
    note("station", one.pk, one.community, name=one.name)
