"""A matter that an application brings becomes a case: registered for nobody in particular, assigned by the head."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.engines.cases.actions import Intake, register
from shequyun.engines.cases.choices import Channel, Kind
from shequyun.engines.cases.queries import case_of
from shequyun.kernel.attachments.actions import attach
from shequyun.kernel.places.queries import find_buildings, find_dwellings
from shequyun.kernel.residents.rules.contacts import read_phones
from shequyun.programmes.open311.models import Client
from shequyun.programmes.open311.rules.bringing import Brought

RIGHTS = frozenset({"open311.bring", "cases.register", "cases.read", "attachments.attach"})


@dataclass(frozen=True)
class Attached:
    """A picture that came along."""

    name: str
    content: bytes


def client_actor(client: Client) -> Actor:
    """An application, in the area of its key; it sees nothing that is not its own to bring."""
    return Actor(name=client.name, role="open311", area=client.area, rights=RIGHTS)


@action("open311.bring")
def bring(actor: Actor, brought: Brought, *, client_id: UUID, files: Sequence[Attached] = ()) -> str:
    """Register what an application brings. Returns the public number; the same thing on the same day is one case.

    Whoever it is about is not looked up: an application vouches for nobody.
    """
    day = f"{timezone.localdate():%Y%m%d}"
    homes = find_dwellings(actor, brought.address, limit=2)
    houses = [] if len(homes) == 1 else find_buildings(actor, brought.address, limit=2)
    phones, _unread = read_phones(brought.phone)
    key = register(
        actor,
        intake=Intake(
            words=_words(brought), case_id=brought.key(client_id, day), channel=Channel.PORTAL, kind=Kind.HELP,
            matter=brought.service, urgency=brought.urgency, caller_name=brought.caller, phone=phones[0] if phones else "",
            anonymous=not (brought.caller or phones or brought.email),
            dwelling_id=homes[0].pk if len(homes) == 1 else None, building_id=houses[0].pk if len(houses) == 1 else None,
            place=brought.address, take=False, data={"client": str(client_id), "by": actor.name},
        ),
    )  # fmt: skip
    case = case_of(actor, key)
    for file in files:
        attach(actor, key, subject_kind="case", name=file.name, content=file.content)
    Client.objects.filter(pk=client_id).update(seen_at=timezone.now())
    note("case", key, case.community, number=case.number, client=str(client_id))
    return f"{case.community}-{case.number}"


def _words(brought: Brought) -> str:
    """The words with what has no column of its own."""
    more = [text for text in (brought.media_url, brought.email) if text]
    return "\n".join([brought.words, *more])[:4000]
