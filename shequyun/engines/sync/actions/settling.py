"""Settling a conflict: a person says which side is right, at the desk or on the phone."""

from collections.abc import Callable
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, NotNow, NotVisible
from shequyun.engines.sync.actions.players.answers import keep_answer
from shequyun.engines.sync.actions.players.homes import home_meant, stays_meant
from shequyun.engines.sync.actions.players.people import Entry, person_meant
from shequyun.engines.sync.actions.players.stays import read_departure
from shequyun.engines.sync.actions.players.table import Played, register_player
from shequyun.engines.sync.choices import Choice, Kind
from shequyun.engines.sync.models import Receipt, Settlement
from shequyun.engines.sync.queries.envelopes import conflict_of, content_of
from shequyun.engines.sync.rules.envelopes import Sealed, read_envelope
from shequyun.engines.sync.rules.values import read_values
from shequyun.kernel.places.actions import correct_dwelling
from shequyun.kernel.places.queries import dwelling_of
from shequyun.kernel.residents.actions import change_end, confirm_home, correct, move_in, move_out
from shequyun.kernel.residents.queries import resident_of, stay_of


class SettledAlready(NotNow):
    """Somebody was quicker."""

    code = "sync.settled_already"
    sentence = _("This conflict has been settled already.")


class NotAChoice(BadInput):
    """What can be chosen hangs on the conflict."""

    code = "sync.not_a_choice"
    sentence = _("Choose one of the options shown.")


@action("field.settle")
def settle(actor: Actor, receipt_id: UUID, *, choice: str) -> UUID | None:
    """Keep what is known, take what was said at the door, or enter another person. Returns whom it entered, if anybody.

    What is taken is said today, by whoever settles. Refuses what is settled (409) and choices that do not fit (422).
    """
    receipt = conflict_of(actor, receipt_id)
    if Settlement.objects.visible_to(actor).filter(receipt=receipt).exists():
        raise SettledAlready()
    sealed = read_envelope(content_of(receipt))
    if choice not in choices_for(sealed):
        raise NotAChoice()
    made = _SETTLE[sealed.kind](actor, sealed, choice) if choice != Choice.KEEP else kept_person(actor, sealed)
    Settlement.objects.create(
        community=receipt.community,
        receipt=receipt,
        choice=choice,
        staff_id=actor.staff_id,
        staff_name=actor.name,
        made_id=made,
    )
    note("envelope", receipt.envelope_id, receipt.community, kind=sealed.kind, choice=choice)
    return made


def choices_for(sealed: Sealed) -> list[str]:
    """What can be chosen: nobody enters a second person with the same document."""
    if sealed.kind == Kind.ENTER and not sealed.values.get("document_number"):
        return [Choice.KEEP, Choice.TAKE, Choice.NEW]
    return [Choice.KEEP, Choice.TAKE]


def receipt_choices(receipt: Receipt) -> list[str]:
    """What can be chosen for a conflict."""
    return choices_for(read_envelope(content_of(receipt)))


def kept_person(actor: Actor, sealed: Sealed) -> UUID | None:
    """Whom an envelope that would have entered somebody meant."""
    if sealed.kind != Kind.ENTER:
        return None
    known = Entry(sealed).known_to(actor)
    return known.pk if known else None


def _correction(actor: Actor, sealed: Sealed, choice: str) -> None:
    key = person_meant(actor, sealed.subject)
    values = read_values("resident", sealed.values, today=timezone.localdate())
    correct(actor, key, values=values, base_version=resident_of(actor, key).version, source="visit")


def _state(actor: Actor, sealed: Sealed, choice: str) -> None:
    home = dwelling_of(actor, home_meant(sealed))
    values = read_values("dwelling", sealed.values, today=timezone.localdate())
    correct_dwelling(actor, home.pk, values=values, base_version=home.version, source="visit")


def _departure(actor: Actor, sealed: Sealed, choice: str) -> None:
    if sealed.subject is None:
        raise NotVisible()
    on, reason, to_address = read_departure(sealed)
    if stay_of(actor, sealed.subject).to_date is None:
        move_out(actor, sealed.subject, on=on, reason=reason, to_address=to_address, source="visit")
    else:
        change_end(actor, sealed.subject, on=on, reason=reason, source="visit")


def _confirmation(actor: Actor, sealed: Sealed, choice: str) -> None:
    """Those who were seen after they had left came back that day."""
    home = home_meant(sealed)
    day = sealed.day(today=timezone.localdate(), zone=timezone.get_current_timezone())
    for stay in confirm_home(actor, home, stay_ids=stays_meant(sealed), on=day).ended:
        move_in(
            actor, stay.resident_id, dwelling_id=home, kind=stay.kind, from_date=day, tenure=stay.tenure, source="visit"
        )


def _entering(actor: Actor, sealed: Sealed, choice: str) -> UUID:
    entry = Entry(sealed)
    known = entry.known_to(actor) if choice == Choice.TAKE else None
    if known is None:
        return entry.enter(actor)
    correct(actor, known.pk, values=entry.values, base_version=known.version, source="visit")
    if known.dwelling_id != entry.home or not known.living_here:
        move_in(
            actor, known.pk, dwelling_id=entry.home, kind="living", from_date=entry.day, tenure=entry.tenure,
            source="visit",
        )  # fmt: skip
    return known.pk


def _answering(actor: Actor, sealed: Sealed, choice: str) -> None:
    """The later answer counts; the earlier one stays in the list."""
    keep_answer(actor, sealed)


_SETTLE: dict[str, Callable[[Actor, Sealed, str], UUID | None]] = {
    Kind.CORRECT: _correction,
    Kind.HOME: _state,
    Kind.MOVE_OUT: _departure,
    Kind.CONFIRM: _confirmation,
    Kind.ENTER: _entering,
    Kind.ANSWER: _answering,
}


def play_settlement(actor: Actor, sealed: Sealed) -> Played:
    """The worker settled a conflict on the phone: the subject is the envelope that was in conflict."""
    if sealed.subject is None:
        raise NotVisible()
    return Played(made_id=settle(actor, sealed.subject, choice=str(sealed.values.get("choice"))))


register_player(Kind.SETTLE, play_settlement)
