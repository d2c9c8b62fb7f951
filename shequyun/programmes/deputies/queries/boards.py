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
from shequyun.programmes.deputies.models import Opinion, Rating, Signature, Suggestion, Told
from shequyun.programmes.deputies.queries.suggesting import said_of, suggestions, words
from shequyun.programmes.deputies.rules.ratings import Said, holding, together
from shequyun.programmes.deputies.rules.stages import Word, stage_of, still_waiting

MOST = 500


@dataclass(frozen=True)
class Line:
    """A suggestion on the board. `waiting`: how many are not told yet; `authors`: how many said it; `rating`: what the
    deputies who sign say of the answer together."""

    suggestion: Suggestion
    stage: Stage
    authors: int
    deputies: list[str]
    waiting: int
    case: Any
    rating: str

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
    by_rating: dict[str, int]
    cut: bool


def board(actor: Actor, *, year: int, power: str = "", stage: str = "", rating: str = "", text: str = "") -> Board:
    """Those made in a year, at most MOST. The counts of one filter are those under the other ones."""
    wanted = suggestions(actor).filter(made_at__year=year)
    if text:
        wanted = wanted.filter(title__contains=text)
    found = list(wanted[: MOST + 1])
    lines = lines_of(actor, found[:MOST])
    of_power = [one for one in lines if not power or one.suggestion.power == power]
    shown = [one for one in of_power if _fits(one, stage, rating)]
    return Board(
        sorted(shown, key=_order),
        dict(Counter(one.suggestion.power for one in lines if _fits(one, stage, rating))),
        dict(Counter(one.stage.value for one in of_power if _fits(one, "", rating))),
        dict(Counter(one.rating for one in of_power if one.rating and _fits(one, stage, ""))),
        len(found) > MOST,
    )


def _fits(line: Line, stage: str, rating: str) -> bool:
    return (not stage or line.stage == stage) and (not rating or line.rating == rating)


def _order(line: Line) -> tuple[Any, ...]:
    """By the level that has the power, then what is due first, then the newest; withdrawn ones last."""
    over = line.stage == Stage.WITHDRAWN
    due = line.due_at.timestamp() if line.due_at else float("inf")
    return list(Power.values).index(line.suggestion.power), over, due, -line.suggestion.made_at.timestamp()


def lines_of(actor: Actor, found: list[Suggestion]) -> list[Line]:
    """How each of them stands."""
    keys = [one.pk for one in found]
    known = {one.pk: one for one in cases(actor).filter(pk__in=[one.case_id for one in found if one.case_id])}
    authors, signers, told = _authors(actor, keys), _signers(actor, keys), _told(actor, keys)
    rated = _rated(actor, keys)
    lines = []
    for one in found:
        case = known.get(one.case_id) if one.case_id else None
        signed, answered_at = [key for key, _name in signers[one.pk]], case.closed_at if case else None
        waiting = len(still_waiting(authors[one.pk] + signed, told[one.pk], answered_at))
        rating = together(signed, holding(rated[one.pk], answered_at))
        state = case.state if case else "working" if one.case_id else ""
        stage = stage_of(case_state=state, withdrawn=bool(one.withdrawn_why), waiting=waiting)
        names = [name for _key, name in signers[one.pk]]
        lines.append(Line(one, stage, len(authors[one.pk]), names, waiting, case, rating))
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


def _rated(actor: Actor, keys: Iterable[UUID]) -> dict[UUID, list[Said]]:
    found: dict[UUID, list[Rating]] = defaultdict(list)
    for one in Rating.objects.visible_to(actor).filter(suggestion__in=list(keys)):
        found[one.suggestion_id].append(one)
    return defaultdict(list, {key: said_of(rows) for key, rows in found.items()})


def to_tell(actor: Actor, *, since: date) -> list[Line]:
    """Suggestions answered since a day of whose answer somebody is not told yet: the work that is left."""
    midnight = timezone.make_aware(datetime.combine(since, time.min))
    answered = cases(actor).filter(channel=Channel.DEPUTY, closed_at__gte=midnight).values_list("pk", flat=True)
    found = list(suggestions(actor).filter(case_id__in=list(answered[:MOST]), withdrawn_why=""))
    return sorted((one for one in lines_of(actor, found) if one.waiting), key=lambda one: one.case.closed_at)
