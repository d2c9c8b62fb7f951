"""Listening sessions: planned, held, closed with what the deputies said they would do, or cancelled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, ChangedMeanwhile, NotNow, NotVisible
from shequyun.base.ids import new_id
from shequyun.programmes.deputies.actions.contacts import committee_of
from shequyun.programmes.deputies.choices import SessionState
from shequyun.programmes.deputies.models import Deputy, Opinion, Presence, Session, Station
from shequyun.programmes.deputies.queries import deputies, stations


class NoTheme(BadInput):
    code = "deputies.no_theme"
    sentence = _("Write what the session is about.")


class NoPlace(BadInput):
    code = "deputies.no_place"
    sentence = _("Choose a station, or write where the session is held.")


class NoDeputy(BadInput):
    code = "deputies.no_deputy"
    sentence = _("Choose at least one deputy who takes part. Deputies are entered under “Deputies and stations”.")


class SessionOver(NotNow):
    code = "deputies.session_over"
    sentence = _("The session “%(theme)s” is closed. Re-open it first if something was forgotten.")


class NotYetHeld(NotNow):
    code = "deputies.not_yet_held"
    sentence = _("The session is on %(day)s. Opinions can be recorded from then on.")


class Unsorted(NotNow):
    code = "deputies.unsorted"
    sentence = _(
        "%(count)s opinions are neither in a suggestion nor set aside with a reason. Sort them first, so that none is "
        "lost."
    )


class HasOpinions(NotNow):
    code = "deputies.has_opinions"
    sentence = _("Opinions have been recorded in this session, so it cannot be cancelled. Close it instead.")


@dataclass(frozen=True)
class Plan:
    """What the form of a session holds. `session_id` is made by it. Without a place it is that of the station."""

    theme: str
    held_on: date
    deputy_ids: Sequence[UUID]
    session_id: UUID | None = None
    station_id: UUID | None = None
    place: str = ""


@action("deputies.plan_session", right="deputies.record")
def plan_session(actor: Actor, *, plan: Plan) -> UUID:
    """Plan a session, or record one that was held. The same form twice is one session.

    Refuses no theme, no place, no deputy, and people and places out of sight.
    """
    key = plan.session_id or new_id()
    known = Session.objects.visible_to(actor).filter(pk=key).first()
    if known is not None:
        note("session", known.pk, known.community, did="again")
        return known.pk
    station, present = _checked(actor, plan)
    one = Session.objects.create(
        id=key, community=committee_of(actor), theme=plan.theme.strip()[:120], station=station,
        place=_place(plan, station), held_on=plan.held_on, staff_id=actor.staff_id, staff_name=actor.name,
    )  # fmt: skip
    _present(one, present)
    note("session", one.pk, one.community, theme=one.theme, day=one.held_on.isoformat(), deputies=len(present))
    return one.pk


def _checked(actor: Actor, plan: Plan) -> tuple[Station | None, list[Deputy]]:
    if not plan.theme.strip():
        raise NoTheme()
    station = stations(actor).filter(pk=plan.station_id).first() if plan.station_id else None
    if plan.station_id and station is None:
        raise NotVisible()
    if not _place(plan, station):
        raise NoPlace()
    present = list(deputies(actor).filter(pk__in=list(plan.deputy_ids)))
    if len(present) != len(set(plan.deputy_ids)):
        raise NotVisible()
    if not present:
        raise NoDeputy()
    return station, present


def _place(plan: Plan, station: Station | None) -> str:
    return plan.place.strip()[:120] or (station.place if station else "")


def _present(session: Session, present: Sequence[Deputy]) -> None:
    Presence.objects.filter(session=session).exclude(deputy__in=present).delete()
    known = set(Presence.objects.filter(session=session).values_list("deputy_id", flat=True))
    Presence.objects.bulk_create(
        Presence(community=session.community, session=session, deputy=one) for one in present if one.pk not in known
    )


def locked_session(actor: Actor, session_id: UUID, base_version: int | None = None) -> Session:
    """The session, held until the action ends. Refuses one out of sight, and one that changed since `base_version`."""
    found = Session.objects.visible_to(actor).select_for_update().filter(pk=session_id).first()
    if found is None:
        raise NotVisible()
    if base_version is not None and base_version != found.version:
        raise ChangedMeanwhile()
    return found


def _saved(session: Session, verb: str, **details: Any) -> None:
    session.version += 1
    session.save()
    note("session", session.pk, session.community, theme=session.theme, did=verb, **details)


@action("deputies.change_session", right="deputies.record")
def change_session(actor: Actor, session_id: UUID, *, plan: Plan, base_version: int | None = None) -> None:
    """Another day, place, theme, or other deputies. Refuses a session that is over."""
    session = locked_session(actor, session_id, base_version)
    if session.state not in (SessionState.PLANNED, SessionState.HELD):
        raise SessionOver(theme=session.theme)
    station, present = _checked(actor, plan)
    session.theme, session.held_on, session.station = plan.theme.strip()[:120], plan.held_on, station
    session.place = _place(plan, station)
    _present(session, present)
    _saved(session, "change", deputies=len(present))


@action("deputies.start_session", right="deputies.record")
def start_session(actor: Actor, session_id: UUID) -> None:
    """It is being held, or a closed one is opened again; opinions can be recorded. Refuses before its day."""
    session = locked_session(actor, session_id)
    if session.state == SessionState.CANCELLED:
        raise SessionOver(theme=session.theme)
    if session.held_on > timezone.localdate():
        raise NotYetHeld(day=session.held_on)
    session.state = SessionState.HELD
    _saved(session, "start")


@action("deputies.close_session", right="deputies.record")
def close_session(
    actor: Actor, session_id: UUID, *, outcome: str, attendance: int | None = None, base_version: int | None = None
) -> None:
    """End the recording, with what the deputies said they would do. Refuses while an opinion is unsorted."""
    session = locked_session(actor, session_id, base_version)
    if session.state != SessionState.HELD:
        raise SessionOver(theme=session.theme)
    left = Opinion.objects.visible_to(actor).filter(session=session, suggestion=None, aside="").count()
    if left:
        raise Unsorted(count=left)
    session.state, session.outcome, session.attendance = SessionState.CLOSED, outcome.strip(), attendance
    _saved(session, "close")


@action("deputies.cancel_session", right="deputies.record")
def cancel_session(actor: Actor, session_id: UUID, *, reason: str) -> None:
    """It is not held. Refuses without a reason, and where opinions were recorded."""
    session = locked_session(actor, session_id)
    if not reason.strip():
        raise BadInput()
    if Opinion.objects.visible_to(actor).filter(session=session).exists():
        raise HasOpinions()
    session.state, session.outcome = SessionState.CANCELLED, reason.strip()
    _saved(session, "cancel", reason=reason.strip()[:200])
