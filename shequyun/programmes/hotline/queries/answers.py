"""What is handed in of an order: how it ended, what was done, what the caller was told, when, and whether they were content."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from shequyun.base.actor import Actor
from shequyun.engines.cases.choices import Happened
from shequyun.engines.cases.queries import events_of_many
from shequyun.programmes.hotline.queries.orders import OrderView
from shequyun.programmes.hotline.rules.answers import COLUMNS, CONTENT, RESULTS

CONTACT = (Happened.CALLED, Happened.VISITED, Happened.ANSWERED)


@dataclass(frozen=True)
class Answer:
    """The answer to one order, by the columns of the form."""

    view: OrderView
    cells: dict[str, str]

    @property
    def line(self) -> list[str]:
        """The number and the cells in the order of the form."""
        return [self.view.order.number, *(self.cells[name] for name in COLUMNS)]


def answers(actor: Actor, views: Sequence[OrderView]) -> list[Answer]:
    """The answers to orders that are closed; internal notes are never among them. One query for all."""
    told: dict[Any, list[Any]] = defaultdict(list)
    for event in events_of_many(actor, [view.case.pk for view in views]):
        told[event.case_id].append(event)
    return [Answer(view, _cells(view.case, told[view.case.pk])) for view in views]


def _cells(case: Any, events: Sequence[Any]) -> dict[str, str]:
    done = _last(events, Happened.CLOSED)
    reply = _last(events, Happened.ANSWERED)
    contact = next((event.at for event in events if event.kind in CONTACT), None)
    return {
        "result": RESULTS.get(case.result, ""),
        "done": done.words if done else "",
        "reply": (reply or done).words if reply or done else "",
        "contacted": _at(contact),
        "closed": _at(case.closed_at),
        "satisfaction": CONTENT[case.satisfied],
    }


def _last(events: Sequence[Any], kind: str) -> Any:
    return next((event for event in reversed(events) if event.kind == kind), None)


def _at(moment: datetime | None) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else ""
