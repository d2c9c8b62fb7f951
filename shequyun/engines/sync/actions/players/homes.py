"""Players of envelopes about a home: confirmed with everybody in it, empty, rented out."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from shequyun.base.actor import Actor
from shequyun.base.errors import NotVisible
from shequyun.engines.sync.actions.players.saying import say
from shequyun.engines.sync.actions.players.table import Played, register_player
from shequyun.engines.sync.choices import Kind
from shequyun.engines.sync.rules.envelopes import Conflict, Sealed, Unreadable, read_uuid
from shequyun.engines.sync.rules.values import read_values
from shequyun.kernel.places.actions import correct_dwelling
from shequyun.kernel.places.queries import dwelling_of
from shequyun.kernel.residents.actions import confirm_home

MOST = 200


def play_confirmation(actor: Actor, sealed: Sealed) -> Played:
    """Everybody whom the worker saw on the screen is as known. Somebody recorded as gone before that day is a conflict."""
    home, stays = home_meant(sealed), stays_meant(sealed)
    today = timezone.localdate()
    day = sealed.day(today=today, zone=timezone.get_current_timezone())
    confirmed = confirm_home(actor, home, stay_ids=stays, on=day)
    if confirmed.ended:
        known = [[stay.resident.name, _("left on %(day)s") % {"day": stay.to_date}] for stay in confirmed.ended]
        claimed = [[stay.resident.name, _("seen here on %(day)s") % {"day": day}] for stay in confirmed.ended]
        raise Conflict(known, claimed)
    return Played()


def play_state(actor: Actor, sealed: Sealed) -> Played:
    """The home is empty, lived in, rented out."""
    home = home_meant(sealed)
    values = read_values("dwelling", sealed.values, today=timezone.localdate())
    return say(
        actor,
        sealed,
        "dwelling",
        lambda: dwelling_of(actor, home),
        values,
        lambda version: correct_dwelling(actor, home, values=values, base_version=version, source="visit"),
    )


def home_meant(sealed: Sealed) -> UUID:
    """The home of an envelope."""
    if sealed.subject is None:
        raise NotVisible()
    return sealed.subject


def stays_meant(sealed: Sealed) -> list[UUID]:
    """The stays that a confirmation lists."""
    said = sealed.values.get("stays") or []
    if not isinstance(said, list) or len(said) > MOST:
        raise Unreadable(what="stays")
    return [read_uuid(one, "stays") for one in said]


register_player(Kind.CONFIRM, play_confirmation)
register_player(Kind.HOME, play_state)
