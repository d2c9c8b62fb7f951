"""Public-opinion reports: written, submitted, followed to adoption; and the report of a session on paper."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, ChangedMeanwhile, NotNow, NotVisible
from shequyun.base.ids import new_id
from shequyun.engines.cases.actions.recording import now
from shequyun.programmes.deputies.actions.contacts import committee_of
from shequyun.programmes.deputies.choices import Channel, ReportState
from shequyun.programmes.deputies.models import OpinionReport, ReportEvent
from shequyun.programmes.deputies.queries import Minutes, minutes_of, suggestion_of
from shequyun.programmes.deputies.rules.limits import length_of, limit_of
from shequyun.programmes.deputies.rules.reports import may_follow, state_of


class ReportIncomplete(BadInput):
    code = "deputies.report_incomplete"
    sentence = _("A report needs a title, the facts, an analysis, a proposal and a writer. Fill in what is missing.")


class ReportTooLong(BadInput):
    code = "deputies.report_too_long"
    sentence = _(
        "The report has %(length)s characters; at most %(most)s are allowed (%(source)s). Keep to one matter and "
        "shorten it."
    )


class Submitted(NotNow):
    code = "deputies.submitted"
    sentence = _("The report has been submitted and can no longer be changed.")


class NotNext(NotNow):
    code = "deputies.not_next"
    sentence = _("This cannot be recorded now: the report is “%(state)s”.")


class DayAhead(BadInput):
    code = "deputies.day_ahead"
    sentence = _("The date is in the future. Enter the day on which it happened.")


@dataclass(frozen=True)
class Draft:
    """What the form of a report holds. `report_id` is made by it."""

    title: str
    facts: str
    analysis: str
    proposal: str
    writer: str
    report_id: UUID | None = None
    suggestion_id: UUID | None = None


@action("deputies.write_report", right="deputies.report")
def write_report(actor: Actor, *, draft: Draft) -> UUID:
    """A report of one matter. The same form twice is one report. Refuses a missing part, and one that is too long."""
    key = draft.report_id or new_id()
    known = OpinionReport.objects.visible_to(actor).filter(pk=key).first()
    if known is not None:
        note("opinion_report", known.pk, known.community, did="again")
        return known.pk
    suggestion = suggestion_of(actor, draft.suggestion_id) if draft.suggestion_id else None
    community = suggestion.community if suggestion else committee_of(actor)
    one = OpinionReport.objects.create(
        id=key, community=community, suggestion=suggestion, made_at=now(), staff_id=actor.staff_id, staff_name=actor.name,
        **_checked(draft),
    )  # fmt: skip
    note("opinion_report", one.pk, community, title=one.title, did="write")
    return one.pk


def _checked(draft: Draft) -> dict[str, str]:
    texts = {name: getattr(draft, name).strip() for name in ("title", "facts", "analysis", "proposal", "writer")}
    if not all(texts.values()):
        raise ReportIncomplete()
    limit = limit_of("report", timezone.localdate())
    length = length_of(texts["facts"], texts["analysis"], texts["proposal"])
    if length > limit.most:
        raise ReportTooLong(length=length, most=limit.most, source=limit.source)
    return texts | {"title": texts["title"][:60], "writer": texts["writer"][:64]}


def _locked(actor: Actor, report_id: UUID, base_version: int | None = None) -> OpinionReport:
    found = OpinionReport.objects.visible_to(actor).select_for_update().filter(pk=report_id).first()
    if found is None:
        raise NotVisible()
    if base_version is not None and base_version != found.version:
        raise ChangedMeanwhile()
    return found


@action("deputies.change_report", right="deputies.report")
def change_report(actor: Actor, report_id: UUID, *, draft: Draft, base_version: int | None = None) -> None:
    """Write it better. Refuses once it was submitted, unless it was not adopted: then it may be written anew."""
    one = _locked(actor, report_id, base_version)
    if one.state not in (ReportState.DRAFT, ReportState.NOT_ADOPTED):
        raise Submitted()
    for name, text in _checked(draft).items():
        setattr(one, name, text)
    one.version += 1
    one.save()
    note("opinion_report", one.pk, one.community, title=one.title, did="change")


@action("deputies.follow_report", right="deputies.report")
def follow_report(
    actor: Actor, report_id: UUID, *, kind: str, channel: str, on: date | None = None, words: str = ""
) -> None:
    """It was submitted to a body, adopted by one, put to use, or not adopted. Submitting is for whoever hands in.

    Refuses what cannot follow, and a day ahead.
    """
    if kind not in ReportState.values or channel not in Channel.values:
        raise BadInput()
    if kind == ReportState.SUBMITTED:
        actor.need("deputies.hand_in")
    day = on or timezone.localdate()
    if day > timezone.localdate():
        raise DayAhead()
    one = _locked(actor, report_id)
    if not may_follow(one.state, kind):
        raise NotNext(state=one.get_state_display())
    ReportEvent.objects.create(
        community=one.community, report=one, kind=kind, channel=channel, on=day, words=words.strip(), at=now(),
        staff_id=actor.staff_id, staff_name=actor.name,
    )  # fmt: skip
    past = ReportEvent.objects.visible_to(actor).filter(report=one).order_by("at", "pk").values_list("kind", flat=True)
    one.state, one.channel, one.version = state_of(past), channel, one.version + 1
    one.save()
    note("opinion_report", one.pk, one.community, title=one.title, did=kind, channel=channel)


@action("deputies.take_minutes", right="deputies.record")
def take_minutes(actor: Actor, session_id: UUID) -> Minutes:
    """The report of a session leaves the platform on paper: without names, and in the trail."""
    found = minutes_of(actor, session_id)
    note("session", found.session.pk, found.session.community, theme=found.session.theme, count=found.said)
    return found
