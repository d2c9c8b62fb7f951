"""Players of envelopes about a stay: somebody moved out."""

from django.utils import timezone
from django.utils.translation import gettext as _

from shequyun.base.actor import Actor
from shequyun.base.errors import NotVisible
from shequyun.engines.sync.actions.players.table import Played, register_player
from shequyun.engines.sync.choices import Kind
from shequyun.engines.sync.rules.envelopes import Conflict, Sealed, read_day
from shequyun.engines.sync.rules.values import NotACode
from shequyun.kernel.residents.actions import move_out
from shequyun.kernel.residents.choices import END_REASONS
from shequyun.kernel.residents.queries import stay_of

LONGEST = 160


def play_departure(actor: Actor, sealed: Sealed) -> Played:
    """A stay ended. Ended on that day already: done. On another day, or confirmed by somebody since: a conflict."""
    if sealed.subject is None:
        raise NotVisible()
    stay = stay_of(actor, sealed.subject)
    on, reason, to_address = read_departure(sealed)
    if stay.to_date == on:
        return Played(remark=_("This has already been recorded."))
    said = [[stay.resident.name, _("left on %(day)s") % {"day": on}]]
    if stay.to_date is not None:
        raise Conflict([[stay.resident.name, _("left on %(day)s") % {"day": stay.to_date}]], said)
    seen = sealed.values.get("seen_on")
    if seen and stay.observed_on > max(on, read_day(seen, "seen_on")):
        raise Conflict([[stay.resident.name, _("seen here on %(day)s") % {"day": stay.observed_on}]], said)
    move_out(actor, stay.pk, on=on, reason=reason, to_address=to_address, source="visit")
    return Played()


def read_departure(sealed: Sealed):  # type: ignore[no-untyped-def]
    """(day, reason, where to) of a departure."""
    today = timezone.localdate()
    said = sealed.values
    on = read_day(said["on"], "on") if said.get("on") else sealed.day(today=today, zone=timezone.get_current_timezone())
    reason = str(said.get("reason") or "moved")
    if reason not in END_REASONS or reason in ("merged", "death"):
        raise NotACode(field=_("Reason"))
    return on, reason, str(said.get("to_address") or "")[:LONGEST]


register_player(Kind.MOVE_OUT, play_departure)
