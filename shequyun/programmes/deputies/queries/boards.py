"""The board of suggestions, and who still waits to be told: in a fixed number of queries."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.utils import timezone

from shequyun.base.actor import Actor
from shequyun.engines.cases.choices import Channel
from shequyun.engines.cases.queries import cases
from shequyun.programmes.deputies.choices import Power, Stage
from shequyun.programmes.deputies.models import Opinion, Signature, Suggestion, Told
from shequyun.programmes.deputies.queries.suggesting import suggestions, words
from shequyun.programmes.deputies.rules.stages import Word, stage_of, still_waiting

MOST = 500


@dataclass(frozen=True)
class Line:
    """A suggestion on the board. `waiting`: how many are not told yet; `authors`: how many said it."""

    suggestion: Suggestion
    stage: Stage
    authors: int
    deputies: list[str]
    waiting: int
    case: Any

    @property
    def due_at(self) -> datetime | None:
        """The end of the clock that is due first."""
        return self.case.due_at if self.case else None


@dataclass(frozen=True)
class Board:
    """The suggestions of a year under a filter; how many there are of each choice; `cut` where there were more."""

    lines: list[Line]
    by_power: dict[str, int]
    by_stage: dict[str, int]
    cut: bool


def board(actor: Actor, *, year: int, power: str = "", stage: str = "", text: str = "") -> Board:
    """Those made in a year, at most MOST. The counts of one filter are those under the other one."""
    wanted = suggestions(actor).filter(made_at__year=year)
    if text:
        wanted = wanted.filter(title__contains=text)
    found = list(wanted[: MOST + 1])
    lines = _lines(actor, found[:MOST])
    by_power = Counter(one.suggestion.power for one in lines if not stage or one.stage == stage)
    by_stage = Counter(one.stage.value for one in lines if not power or one.suggestion.power == power)
    shown = [one for one in lines if (not power or one.suggestion.power == power) and (not stage or one.stage == stage)]
    shown.sort(key=_order)
    return Board(shown, dict(by_power), dict(by_stage), len(found) > MOST)


def _order(line: Line) -> tuple[Any, ...]:
    """By the level that has the power, then what is due first, then the newest; withdrawn ones last."""
    over = line.stage == Stage.WITHDRAWN
    due = line.due_at.timestamp() if line.due_at else float("inf")
    return list(Power.values).index(line.suggestion.power), over, due, -line.suggestion.made_at.timestamp()


def _lines(actor: Actor, found: list[Suggestion]) -> list[Line]:
    keys = [one.pk for one in found]
    known = {one.pk: one for one in cases(actor).filter(pk__in=[one.case_id for one in found if one.case_id])}
    authors, signers, told = _authors(actor, keys), _signers(actor, keys), _told(actor, keys)
    lines = []
    for one in found:
        case = known.get(one.case_id) if one.case_id else None
        who = authors[one.pk] + [key for key, _name in signers[one.pk]]
        waiting = len(still_waiting(who, told[one.pk], case.closed_at if case else None))
        state = case.state if case else "working" if one.case_id else ""
        stage = stage_of(case_state=state, withdrawn=bool(one.withdrawn_why), waiting=waiting)
        lines.append(Line(one, stage, len(authors[one.pk]), [name for _key, name in signers[one.pk]], waiting, case))
    return lines


def _authors(actor: Actor, keys: list[UUID]) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = defaultdict(list)
    rows = Opinion.objects.visible_to(actor).filter(suggestion__in=keys).order_by("at", "pk")
    for suggestion, key in rows.values_list("suggestion_id", "pk"):
        found[suggestion].append(str(key))
    return found


def _signers(actor: Actor, keys: list[UUID]) -> dict[UUID, list[tuple[str, str]]]:
    found: dict[UUID, list[tuple[str, str]]] = defaultdict(list)
    rows = Signature.objects.visible_to(actor).filter(suggestion__in=keys).order_by("place")
    for suggestion, key, name in rows.values_list("suggestion_id", "deputy_id", "deputy__name"):
        found[suggestion].append((str(key), name))
    return found


def _told(actor: Actor, keys: Iterable[UUID]) -> dict[UUID, list[Word]]:
    found: dict[UUID, list[Told]] = defaultdict(list)
    for one in Told.objects.visible_to(actor).filter(suggestion__in=list(keys)):
        found[one.suggestion_id].append(one)
    return defaultdict(list, {key: words(rows) for key, rows in found.items()})


def to_tell(actor: Actor, *, since: date) -> list[Line]:
    """Suggestions answered since a day of whose answer somebody is not told yet: the work that is left."""
    midnight = timezone.make_aware(datetime.combine(since, time.min))
    answered = cases(actor).filter(channel=Channel.DEPUTY, closed_at__gte=midnight).values_list("pk", flat=True)
    found = list(suggestions(actor).filter(case_id__in=list(answered[:MOST]), withdrawn_why=""))
    return sorted((one for one in _lines(actor, found) if one.waiting), key=lambda one: one.case.closed_at)
