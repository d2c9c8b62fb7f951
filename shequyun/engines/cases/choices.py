"""The words of reception: channels, kinds, what can happen, states, results, reasons."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Channel(TextChoices):
    """How a matter came; each has its own clocks."""

    DESK = "desk", _("At the desk")
    PHONE = "phone", _("By phone")
    DOOR = "door", _("At the door")
    PORTAL = "portal", _("From the resident's page")
    HOTLINE = "hotline", _("Hotline 12345")
    PETITION = "petition", _("Petition (xinfang)")
    DEPUTY = "deputy", _("Deputies' suggestion")


OWN_LAW = (Channel.PETITION, Channel.DEPUTY)  # the clocks of their own law hold for these, and no others
BY_HAND = (Channel.DESK, Channel.PHONE, Channel.DOOR, Channel.HOTLINE, Channel.PETITION)


class Kind(TextChoices):
    """What somebody wants; the four classes of the hotline."""

    CONSULT = "consult", _("Question")
    HELP = "help", _("Request")
    COMPLAINT = "complaint", _("Complaint")
    SUGGESTION = "suggestion", _("Suggestion")


class Urgency(TextChoices):
    NORMAL = "normal", _("Normal")
    URGENT = "urgent", _("Urgent")


class Who(TextChoices):
    """What is known of who brings it."""

    RESIDENT = "resident", _("A resident")
    PASSER = "passer", _("A passer-by")
    ANONYMOUS = "anonymous", _("Anonymous")


class State(TextChoices):
    """Where a case stands; follows from its events."""

    NEW = "new", _("To be assigned")
    ASSIGNED = "assigned", _("Assigned")
    WORKING = "working", _("Being handled")
    PAUSED = "paused", _("Paused")
    ASKED = "asked", _("With another body")
    CLOSED = "closed", _("Closed, to be called back")
    DONE = "done", _("Done")
    MERGED = "merged", _("Merged")


OPEN_STATES = (State.NEW, State.ASSIGNED, State.WORKING, State.PAUSED, State.ASKED)
UNFINISHED_STATES = (*OPEN_STATES, State.CLOSED)  # somebody still waits for a step
STATE_TONES = {
    "new": "bad",
    "assigned": "info",
    "working": "info",
    "paused": "warn",
    "asked": "warn",
    "closed": "warn",
    "done": "ok",
}


class Happened(TextChoices):
    """What can happen to a case. The order of events, and nothing else, says where it stands."""

    REGISTERED = "registered", _("Registered")
    ASSIGNED = "assigned", _("Assigned")
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Refused")
    HANDED_OVER = "handed_over", _("Passed to a colleague")
    CO_HANDLER = "co_handler", _("Co-handler added")
    PART_DONE = "part_done", _("Part done")
    ASKED = "asked", _("Another body asked")
    REPLIED = "replied", _("The other body replied")
    CALLED = "called", _("Resident contacted")
    VISITED = "visited", _("Seen on site")
    NOTED = "noted", _("Internal note")
    ANSWERED = "answered", _("Answer to the resident")
    PAUSED = "paused", _("Paused")
    RESUMED = "resumed", _("Resumed")
    EXTENSION_ASKED = "extension_asked", _("Extension asked for")
    EXTENDED = "extended", _("Extension approved")
    NOT_EXTENDED = "not_extended", _("Extension refused")
    ESCALATED = "escalated", _("Reported upwards")
    CLOSED = "closed", _("Closed")
    CALLED_BACK = "called_back", _("Called back")
    RATED = "rated", _("Rated by the resident")
    REOPENED = "reopened", _("Re-opened")
    MERGED = "merged", _("Merged into another case")
    ABSORBED = "absorbed", _("Another case merged in")
    SPLIT = "split", _("Split off")
    LINKED = "linked", _("Linked")
    PROMISED = "promised", _("Promise made")
    KEPT = "kept", _("Promise kept")
    FIRST_CHANGED = "first_changed", _("First contact changed")
    SENSITIVE = "sensitive", _("Marked as sensitive")


class Result(TextChoices):
    """How it ended."""

    SOLVED = "solved", _("Solved")
    EXPLAINED = "explained", _("Explained")
    PARTLY = "partly", _("Solved in part, rest planned")
    NOT_POSSIBLE = "not_possible", _("Cannot be solved, reason given")
    PASSED_ON = "passed_on", _("Passed to the body in charge")
    WITHDRAWN = "withdrawn", _("Withdrawn by the resident")


class SuggestionResult(TextChoices):
    """The four kinds of answer to a deputies' suggestion (Shanghai's rule on deputies' suggestions, art. 18), stored as
    numbers; how a level of government writes them is its own (A to D elsewhere)."""

    ADOPTED = "1", _("Solved or adopted")
    UNDER_WAY = "2", _("Being solved, in this year's plan")
    PLANNED = "3", _("Planned, to be solved step by step")
    KEPT = "4", _("Kept for reference, or cannot be solved")


DATED_RESULTS = (SuggestionResult.UNDER_WAY, SuggestionResult.PLANNED)  # the answer names the day until when
SOLVED_RESULTS = (Result.SOLVED, Result.EXPLAINED, SuggestionResult.ADOPTED)


def results_for(channel: str) -> type[TextChoices]:
    """How a case that came so can end."""
    return SuggestionResult if channel == Channel.DEPUTY else Result


OUTSIDE_BODIES = (  # who is asked beside the subdistrict; another one is typed
    _("Police station"),
    _("Housing office"),
    _("Property management"),
    _("Owners' committee"),
    _("Urban management"),
    _("Fire brigade"),
    _("Health centre"),
    _("Women's federation"),
)


class PauseReason(TextChoices):
    """Why a clock may stand still: what has to come from outside."""

    PAPERS = "papers", _("Papers to be brought by the resident")
    RESIDENT = "resident", _("The resident asked to wait")
    AWAY = "away", _("The resident cannot be reached")
    OTHER_BODY = "other_body", _("An outside body decides first")
    OWNERS = "owners", _("A vote of the owners or residents")
    WEATHER = "weather", _("Weather or season")
    COURT = "court", _("In court, arbitration or law enforcement")


class RefusalRule(TextChoices):
    """The rule by which a handler may refuse an assignment."""

    NOT_MINE = "not_mine", _("Not the duty of this post")
    NOT_LISTED = (
        "not_listed",
        _("Not on the committee's list of matters to assist (Regulation on residents' committees, art. 27)"),
    )
    NO_CERTIFICATE = "no_certificate", _("Not on the list of certificates (Regulation, art. 28)")
    PERSONAL = "personal", _("The handler is a party or a relative")
    COURT = "court", _("In court, arbitration or law enforcement")


class Part(TextChoices):
    """What somebody is to a case."""

    FIRST = "first", _("First contact")
    HANDLER = "handler", _("Handler")
    CO = "co", _("Co-handler")
    SEEN = "seen", _("Was handler")


NOT_REACHED_TRIES = 3  # of a call-back, after which the case is done without an answer (practice, no rule)
RATINGS = ("speed", "attitude", "result")
RATING_WORDS = {"speed": _("Speed"), "attitude": _("Attitude"), "result": _("Result")}
