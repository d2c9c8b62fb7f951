"""Registering what somebody brings: the first contact is whoever takes it, and stays so."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, NotNow
from shequyun.base.ids import new_id
from shequyun.base.scope import COMMITTEE
from shequyun.base.secrets import keyring
from shequyun.engines.cases.actions.recording import as_of, happen, now, settle
from shequyun.engines.cases.choices import Channel, Happened, Kind, Urgency, Who
from shequyun.engines.cases.models import Case, Link
from shequyun.engines.cases.rules.matters import OTHER, is_leaf, matters, suggest
from shequyun.kernel.organisations.queries import organisation_of
from shequyun.kernel.places.queries import building_of, dwelling_of
from shequyun.kernel.residents.queries import resident_of

MOST_WORDS = 4000
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that is misread on paper
TOKEN = 20  # characters of it: 99 bits


class NoWords(BadInput):
    code = "cases.no_words"
    sentence = _("Write down what was brought, in the person's own words.")


class TooLong(BadInput):
    code = "cases.too_long"
    sentence = _("The text has %(length)s characters; at most %(most)s are allowed. Attach a longer text as a file.")


class UnknownMatter(BadInput):
    code = "cases.unknown_matter"
    sentence = _("Choose a matter from the list.")


class NumberTaken(NotNow):
    code = "cases.number_taken"
    sentence = _("The number %(outside)s is already used by case %(number)s. Open that case instead.")


class NotYet(BadInput):
    code = "cases.not_yet"
    sentence = _("The time of receipt cannot be in the future.")


@dataclass(frozen=True)
class Intake:
    """What the form holds. `case_id` is made by it. Without a matter the words decide; without a kind it is a request.
    Without a place it is the home of the resident. `take` puts the case on the registrar's own desk."""

    words: str
    case_id: UUID | None = None
    channel: str = Channel.DESK
    kind: str = Kind.HELP
    matter: str = ""
    urgency: str = Urgency.NORMAL
    resident_id: UUID | None = None
    caller_name: str = ""
    phone: str = ""
    anonymous: bool = False
    dwelling_id: UUID | None = None
    building_id: UUID | None = None
    organisation_id: UUID | None = None
    place: str = ""
    papers: Sequence[str] = ()
    sensitive: bool = False
    grades: Sequence[str] = ()
    outside_number: str = ""
    received_at: datetime | None = None
    take: bool = True
    data: dict[str, Any] = field(default_factory=dict)


@action("cases.register")
def register(actor: Actor, *, intake: Intake) -> UUID:
    """Take a matter in. Returns the case's id; the same form twice is one case.

    Refuses no words, a matter that is not on the list, people and places out of sight, a receipt in the future.
    """
    key = intake.case_id or new_id()
    known = Case.objects.visible_to(actor).filter(pk=key).first()
    if known is not None:
        note("case", known.pk, known.community, number=known.number, did="again")
        return known.pk
    _check(intake)
    with as_of(intake.received_at or now()):
        where = _where(actor, intake)
        case = _case(key, intake, where)
        happen(actor, case, Happened.REGISTERED, sensitive=_is_sensitive(intake), **intake.data)
        if intake.take and actor.staff_id:
            happen(actor, case, Happened.ASSIGNED, to=str(actor.staff_id), to_name=actor.name)
        _link(case, where["links"])
        case.number = _number(case.community)  # last, because numbers of a committee are given one after the other
        settle(actor, case, "register", channel=case.channel, matter=case.matter)
    return case.pk


def _check(intake: Intake) -> None:
    if not intake.words.strip():
        raise NoWords()
    if len(intake.words) > MOST_WORDS:
        raise TooLong(length=len(intake.words), most=MOST_WORDS)
    if intake.matter and not is_leaf(intake.matter):
        raise UnknownMatter()
    if intake.received_at and intake.received_at > timezone.now():
        raise NotYet()
    if intake.kind not in Kind.values or intake.channel not in Channel.values or intake.urgency not in Urgency.values:
        raise BadInput()


def matter_of(intake: Intake) -> str:
    """The matter that was chosen, or the one that the words speak of most."""
    if intake.matter:
        return intake.matter
    found = suggest(intake.words)
    return found[0].matter.code if found else OTHER


def _is_sensitive(intake: Intake) -> bool:
    return intake.sensitive or matters()[matter_of(intake)].sensitive


def _case(key: UUID, intake: Intake, where: dict[str, Any]) -> Case:
    """Its row, not written yet and without a number."""
    matter = matters()[matter_of(intake)]
    check_outside_number(where["community"], intake.outside_number)
    token, keys = "".join(secrets.choice(ALPHABET) for _unused in range(TOKEN)), keyring()
    return Case(
        id=key, community=where["community"],
        token_sealed=keys.seal(token), token_blind=keys.blind(token),
        channel=intake.channel, kind=intake.kind, matter=matter.code, urgency=intake.urgency,
        grades=sorted({*matter.grades, *intake.grades}), words=intake.words.strip(), who=_who(intake),
        resident_id=intake.resident_id, caller_name=where["name"], place=where["place"],
        phone_sealed=keys.seal(intake.phone.strip()) if intake.phone.strip() and not intake.anonymous else None,
        building_id=where["building"], dwelling_id=where["dwelling"],
        papers=[{"name": name, "have": name in intake.papers} for name in matter.papers],
        outside_number=outside_form(intake.outside_number), received_at=now(),
    )  # fmt: skip


def outside_form(text: str) -> str:
    """A number of another system as it is kept."""
    return text.strip()[:40]


def check_outside_number(community: str, text: str) -> None:
    """Refuses a number of another system that a case of the committee carries already: one matter is one case."""
    number = outside_form(text)
    known = Case.objects.filter(community=community, outside_number=number).first() if number else None
    if known is not None:
        raise NumberTaken(outside=number, number=known.number)


def _who(intake: Intake) -> Who:
    if intake.resident_id:
        return Who.RESIDENT
    return Who.ANONYMOUS if intake.anonymous else Who.PASSER


def _where(actor: Actor, intake: Intake) -> dict[str, Any]:
    """The community, the place and the names of a case, all seen by the actor."""
    found: dict[str, Any] = {"community": "", "place": intake.place.strip()[:120], "building": None, "dwelling": None}
    found |= {"name": "" if intake.anonymous else intake.caller_name.strip()[:64], "links": []}
    resident = resident_of(actor, intake.resident_id) if intake.resident_id else None
    dwelling_id = intake.dwelling_id or (
        resident.dwelling_id if resident and not intake.building_id and not found["place"] else None
    )
    if resident:
        found |= {"community": resident.community, "name": resident.name}
        found["links"].append(("resident", resident.pk, resident.name))
    if dwelling_id:
        home = dwelling_of(actor, dwelling_id)
        found |= {"dwelling": home.pk, "building": home.building_id, "place": home.address, "community": home.community}
        found["links"] += [("dwelling", home.pk, home.address), ("building", home.building_id, home.building.door)]
    elif intake.building_id:
        building = building_of(actor, intake.building_id)
        place = " ".join(filter(None, (building.door, found["place"])))[:120]
        found |= {"building": building.pk, "place": place, "community": building.community}
        found["links"].append(("building", building.pk, building.door))
    if intake.organisation_id:
        body = organisation_of(actor, intake.organisation_id)
        found["community"] = found["community"] or body.community
        found["links"].append(("organisation", body.pk, body.name))
    found["community"] = found["community"] or actor.area[:COMMITTEE]
    return found


def _link(case: Case, links: list[tuple[str, UUID, str]]) -> None:
    Link.objects.bulk_create(
        Link(community=case.community, case_id=case.pk, subject_kind=kind, subject_id=key, name=name[:120])
        for kind, key, name in links
    )


def _number(community: str) -> str:
    """The next number of the day here: 20261125-003, short enough to be said on the telephone."""
    day = timezone.localtime(now()).strftime("%Y%m%d")
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext(%s))", [f"cases {community} {day}"])
        cursor.execute(
            "select count(*) from cases_case where community = %s and number >= %s and number < %s",
            [community, f"{day}-", f"{day}."],
        )
        count = int(cursor.fetchone()[0])
    return f"{day}-{count + 1:03d}"
