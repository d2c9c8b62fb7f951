"""Doses that phones seal at the door: played through the action of the desk, once."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shequyun.base.actor import Actor
from shequyun.engines.sync.actions.players import Played, register_player
from shequyun.engines.sync.actions.players.people import person_meant
from shequyun.engines.sync.rules.envelopes import Sealed, read_day
from shequyun.programmes.vaccination.actions.recording import record_dose
from shequyun.programmes.vaccination.choices import Evidence

KIND = "dose"


def play_dose(actor: Actor, sealed: Sealed) -> Played:
    """A dose that was seen or told at the door: {product, on, evidence}. Known already: done."""
    said, today = sealed.values, timezone.localdate()
    day = sealed.day(today=today, zone=timezone.get_current_timezone())
    evidence = str(said.get("evidence") or "")
    found = record_dose(
        actor,
        person_meant(actor, sealed.subject),
        product=str(said.get("product") or ""),
        given_on=read_day(said["on"], "on") if said.get("on") else day,
        evidence=evidence if evidence in Evidence.values else Evidence.SAID.value,
        source="visit",
    )
    return Played(made_id=found.dose_id, remark=_("This has already been recorded.") if found.known else "")


register_player(KIND, play_dose, words=_("Dose marked"))
