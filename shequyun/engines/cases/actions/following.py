"""What a resident does with the code of a receipt, without an account: looking, rating, asking to take it up again.

The code is not guessed (99 bits); trying is bounded all the same, so that nobody tries to.
"""

from datetime import timedelta
from uuid import UUID

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from shequyun.base.action import action
from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, NotNow, NotVisible, Refusal
from shequyun.base.secrets import keyring
from shequyun.engines.cases.actions.closing import reopened
from shequyun.engines.cases.actions.recording import happen, said, settle
from shequyun.engines.cases.choices import RATINGS, Happened, State
from shequyun.engines.cases.models import Case, Knock
from shequyun.engines.cases.queries.pages import events_of, facts_of
from shequyun.engines.cases.rules.states import standing

MOST_TRIES, WHILE = 10, timedelta(minutes=15)
MOST_REOPENED = 3  # by who holds the code; after that a person talks to them
LONGEST = 500


class TooManyTries(Refusal):
    code = "cases.too_many_tries"
    status = 429
    sentence = _("Too many wrong codes were entered. Wait a quarter of an hour, or call the committee.")


class RatedAlready(NotNow):
    code = "cases.rated_already"
    sentence = _("This case is not waiting for your rating. Call the committee if something is wrong.")


class TalkFirst(NotNow):
    code = "cases.talk_first"
    sentence = _("This case has already been re-opened several times. Please call the committee, or come by.")


def resident_actor(community: str) -> Actor:
    """Whoever holds the code of a case there: sees and does nothing else."""
    known = community.isdigit() and 9 <= len(community) <= 15
    return Actor(
        name=_now("Resident"), role="resident", area=community if known else "", rights=frozenset({"cases.follow"})
    )


def case_by_code(actor: Actor, code: str) -> Case:
    """The case of a code; 404 for a wrong one. Of a case that was merged or moved, where it went on is asked next."""
    actor.need("cases.follow")
    blind = keyring().blind(code.strip().upper())
    found = Case.objects.visible_to(actor).filter(token_blind=blind).order_by("-received_at").first()
    if found is None:
        raise NotVisible()
    return found


def check_knocks(address: str) -> None:
    """Refuse an address from which too many wrong codes came lately."""
    known = Knock.objects.filter(address=keyring().blind("knock:" + address)).first()
    if known and known.count >= MOST_TRIES and timezone.now() - known.since < WHILE:
        raise TooManyTries()


def knock(address: str) -> None:
    """Count a wrong code. Old counts begin anew."""
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into cases_knock (address, since, count) values (%s, %s, 1) on conflict (address) do update set "
            "count = case when cases_knock.since < %s then 1 else cases_knock.count + 1 end, "
            "since = case when cases_knock.since < %s then excluded.since else cases_knock.since end",
            [keyring().blind("knock:" + address), now, now - WHILE, now - WHILE],
        )


@action("cases.rate", right="cases.follow")
def rate_as_resident(actor: Actor, case_id: UUID, *, ratings: dict[str, bool], words: str = "") -> None:
    """The resident says whether speed, attitude and result were right; then the case is done."""
    if set(ratings) != set(RATINGS):
        raise BadInput()
    case = _held(actor, case_id)
    found = standing(facts_of(events_of(actor, case.pk)))
    if found.state not in (State.CLOSED, State.DONE) or found.ratings:
        raise RatedAlready()
    happen(actor, case, Happened.RATED, words[:LONGEST], **ratings)
    settle(actor, case, "rate")


@action("cases.reopen_by_resident", right="cases.follow")
def reopen_as_resident(actor: Actor, case_id: UUID, *, words: str) -> None:
    """The resident asks to take it up again. Refuses without a reason, and after they did so several times themselves."""
    case = _held(actor, case_id)
    if events_of(actor, case.pk).filter(kind=Happened.REOPENED, data__by_resident=True).count() >= MOST_REOPENED:
        raise TalkFirst()
    reopened(actor, case, said(words)[:LONGEST], by_resident=True)


def _held(actor: Actor, case_id: UUID) -> Case:
    found = Case.objects.visible_to(actor).select_for_update().filter(pk=case_id).first()
    if found is None:
        raise NotVisible()
    return found
