"""Where a case stands, from what happened to it. Pure; the one place that knows."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from shequyun.engines.cases.choices import NOT_REACHED_TRIES, RATINGS, State
from shequyun.engines.cases.rules.facts import Fact, in_order


@dataclass
class Standing:
    """The state of a case, and who answers for what in it.

    `asked` names the other body while it has the case. `handlers` are all who ever handled it: none of them calls back.
    """

    state: str = State.NEW
    first: str = ""
    first_name: str = ""
    handler: str = ""
    handler_name: str = ""
    co: dict[str, str] = field(default_factory=dict)
    co_names: dict[str, str] = field(default_factory=dict)
    parts_done: set[str] = field(default_factory=set)
    handlers: set[str] = field(default_factory=set)
    accepted: bool = False
    paused: bool = False
    asked: str = ""
    asked_area: str = ""
    sensitive: bool = False
    result: str = ""
    result_by: str = ""
    tries: int = 0
    satisfied: bool | None = None
    ratings: dict[str, bool] = field(default_factory=dict)
    called_back: bool = False
    reopened: int = 0
    merged_into: str = ""
    wants_extension: dict[str, object] = field(default_factory=dict)

    @property
    def is_open(self) -> bool:
        """Whether work remains."""
        return self.state not in (State.CLOSED, State.DONE, State.MERGED)


def standing(facts: Iterable[Fact]) -> Standing:
    """What follows from all that happened."""
    found = Standing()
    for fact in in_order(facts):
        step = _STEPS.get(fact.kind)
        if step:
            step(found, fact)
    return found


def _registered(s: Standing, fact: Fact) -> None:
    s.first, s.first_name = fact.by, fact.by_name
    s.sensitive = bool(fact.data.get("sensitive"))


def _given(s: Standing, fact: Fact) -> None:
    """Assigned or handed over: somebody else's now, until they accept it. Who takes it himself has accepted it."""
    s.handler, s.handler_name = str(fact.data["to"]), str(fact.data.get("to_name", ""))
    s.accepted = s.handler == fact.by
    if s.accepted:
        s.handlers.add(s.handler)
    _place(s)


def _accepted(s: Standing, fact: Fact) -> None:
    s.accepted = True
    s.handlers.add(fact.by)
    _place(s)


def _refused(s: Standing, fact: Fact) -> None:
    s.handler, s.handler_name, s.accepted = "", "", False
    _place(s)


def _co(s: Standing, fact: Fact) -> None:
    key = str(fact.data["to"])
    s.co[key], s.co_names[key] = str(fact.data.get("part", "")), str(fact.data.get("to_name", ""))
    s.parts_done.discard(key)
    s.handlers.add(key)


def _part_done(s: Standing, fact: Fact) -> None:
    s.parts_done.add(fact.by)


def _asked(s: Standing, fact: Fact) -> None:
    s.asked, s.asked_area = str(fact.data.get("body", "")), str(fact.data.get("area", ""))
    _place(s)


def _replied(s: Standing, fact: Fact) -> None:
    s.asked = s.asked_area = ""
    _place(s)


def _paused(s: Standing, fact: Fact) -> None:
    s.paused = True
    _place(s)


def _resumed(s: Standing, fact: Fact) -> None:
    s.paused = False
    _place(s)


def _wanted(s: Standing, fact: Fact) -> None:
    s.wants_extension = dict(fact.data)


def _decided(s: Standing, fact: Fact) -> None:
    s.wants_extension = {}


def _closed(s: Standing, fact: Fact) -> None:
    s.state, s.result = State.CLOSED, str(fact.data.get("result", ""))
    s.result_by = str(fact.data.get("by", ""))
    s.handlers.add(fact.by)
    s.paused, s.asked, s.asked_area, s.tries, s.wants_extension = False, "", "", 0, {}
    s.satisfied, s.ratings, s.called_back = None, {}, False


def _called_back(s: Standing, fact: Fact) -> None:
    if not fact.data.get("reached"):
        s.tries += 1
        if s.tries >= NOT_REACHED_TRIES:
            s.state = State.DONE
        return
    s.called_back = True
    _rated(s, fact)


def _rated(s: Standing, fact: Fact) -> None:
    s.ratings = {name: bool(fact.data[name]) for name in RATINGS if name in fact.data}
    told = fact.data.get("satisfied")
    s.satisfied = all(s.ratings.values()) if s.ratings else None if told is None else bool(told)
    s.state = State.DONE


def _reopened(s: Standing, fact: Fact) -> None:
    s.state, s.result, s.result_by, s.satisfied, s.ratings, s.called_back = State.WORKING, "", "", None, {}, False
    s.reopened += 1
    _place(s)


def _merged(s: Standing, fact: Fact) -> None:
    s.state, s.merged_into = State.MERGED, str(fact.data.get("into", ""))


def _first_changed(s: Standing, fact: Fact) -> None:
    s.first, s.first_name = str(fact.data["to"]), str(fact.data.get("to_name", ""))


def _sensitive(s: Standing, fact: Fact) -> None:
    s.sensitive = bool(fact.data.get("on", True))


def _place(s: Standing) -> None:
    """The state of an open case: what holds it up before who has it."""
    if s.state in (State.CLOSED, State.DONE, State.MERGED):
        return
    if s.paused:
        s.state = State.PAUSED
    elif s.asked:
        s.state = State.ASKED
    elif not s.handler:
        s.state = State.NEW
    else:
        s.state = State.WORKING if s.accepted else State.ASSIGNED


_STEPS = {
    "registered": _registered, "assigned": _given, "handed_over": _given, "accepted": _accepted, "refused": _refused,
    "co_handler": _co, "part_done": _part_done, "asked": _asked, "replied": _replied, "paused": _paused,
    "resumed": _resumed, "extension_asked": _wanted, "extended": _decided, "not_extended": _decided, "closed": _closed,
    "called_back": _called_back, "rated": _rated, "reopened": _reopened, "merged": _merged,
    "first_changed": _first_changed, "sensitive": _sensitive,
}  # fmt: skip
