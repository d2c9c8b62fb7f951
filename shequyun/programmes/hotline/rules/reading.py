"""One line of a list of orders as what it says. Every problem of a line is collected; without a number or words it is refused."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from shequyun.base.calendar import WorkingCalendar
from shequyun.base.errors import Refusal
from shequyun.engines.cases.choices import Kind, Urgency
from shequyun.engines.intake.rules.cells import text_of
from shequyun.kernel.residents.rules.contacts import read_phones
from shequyun.kernel.residents.rules.names import normal_name
from shequyun.programmes.hotline.rules.moments import read_moment, read_span

MOST_WORDS = 4000
KINDS = {
    "咨询": Kind.CONSULT, "求助": Kind.HELP, "帮助": Kind.HELP, "报修": Kind.HELP, "求决": Kind.HELP, "投诉": Kind.COMPLAINT,
    "举报": Kind.COMPLAINT, "建议": Kind.SUGGESTION, "意见": Kind.SUGGESTION, "表扬": Kind.SUGGESTION, "感谢": Kind.SUGGESTION,
}  # fmt: skip
URGENT = ("紧急", "特急", "加急", "急件", "催办")
NOT_URGENT = ("不紧急", "非紧急")
NOBODY = frozenset({"匿名", "匿名市民", "不详", "不愿透露", "无", "-", "/"})
HIDDEN = frozenset({"是", "保密", "要求保密", "需保密", "y", "1", "√"})
AGAIN = ("重办", "退回", "回退", "再办", "不满意", "二次派单")
SUPERVISED = ("督办", "重办", "回访复核")
COMPLEX = ("疑难", "复杂")
_LOST = re.compile(r"\d(\.\d+)?[Ee]\+\d+")


@dataclass
class Said:
    """What a line says of an order. `received` and `limit` without a time zone, as the city's clocks show them."""

    number: str = ""
    words: str = ""
    about: str = ""
    kind: str = ""
    urgency: str = ""
    caller: str = ""
    anonymous: bool = False
    confidential: bool = False
    phone: str = ""
    address: str = ""
    received: datetime | None = None
    limit: datetime | None = None
    grades: tuple[str, ...] = ()
    again: bool = False
    refused: bool = False
    problems: list[list[Any]] = field(default_factory=list)

    def tell(self, code: str, target: str, *, refuse: bool = False, **details: Any) -> None:
        self.problems.append([code, target, details])
        self.refused |= refuse


def read_order(cells: Mapping[str, Any], *, now: datetime, calendar: WorkingCalendar) -> Said:
    """A line in words and values. `now`: without a time zone; nothing can have come in later."""
    said = Said()
    _number(said, cells.get("number"))
    content, title = (text_of(cells.get(name)) for name in ("words", "title"))
    said.words = (content if title in content else f"{title}\n{content}").strip() or title
    if not said.words:
        said.tell("hotline.no_words", "words", refuse=True)
    if len(said.words) > MOST_WORDS:
        said.tell("cases.too_long", "words", refuse=True, length=len(said.words), most=MOST_WORDS)
    said.about = text_of(cells.get("matter"))
    _classes(said, cells)
    _caller(said, cells)
    said.address = text_of(cells.get("address"))[:120]
    _times(said, cells, now, calendar)
    return said


def _number(said: Said, cell: Any) -> None:
    said.number = re.sub(r"\s", "", text_of(cell)).upper()[:40]
    if not said.number:
        said.tell("hotline.no_number", "number", refuse=True)
    if (isinstance(cell, float) and (abs(cell) >= 1e15 or _LOST.fullmatch(said.number))) or _LOST.fullmatch(
        said.number
    ):
        said.tell("hotline.digits_lost", "number", refuse=True)


def _classes(said: Said, cells: Mapping[str, Any]) -> None:
    kind = text_of(cells.get("kind"))
    said.kind = next((value for word, value in KINDS.items() if word in kind), "")
    if kind and not said.kind:
        said.tell("code_unknown", "kind", said=kind[:40])
    urgency, state = text_of(cells.get("urgency")), text_of(cells.get("state"))
    whole = f"{urgency} {state} {kind}"
    if any(word in urgency for word in URGENT) and not any(word in urgency for word in NOT_URGENT):
        said.urgency = Urgency.URGENT
    elif urgency:
        said.urgency = Urgency.NORMAL
    said.again = any(word in state for word in AGAIN)
    marks = (("supervised", SUPERVISED), ("complex", COMPLEX))
    said.grades = tuple(grade for grade, words in marks if any(word in whole for word in words))


def _caller(said: Said, cells: Mapping[str, Any]) -> None:
    said.confidential = text_of(cells.get("confidential")).lower() in HIDDEN
    name = normal_name(text_of(cells.get("caller")))[:64]
    said.anonymous = name in NOBODY
    said.caller = "" if said.anonymous else name
    phone = text_of(cells.get("phone"))
    if phone and not said.anonymous:
        numbers, _unread = read_phones(phone)
        said.phone = numbers[0] if numbers else ""
        if not numbers:
            said.tell("phone_unread", "phone", said=re.sub(r"\d", "*", phone)[:20])


def _times(said: Said, cells: Mapping[str, Any], now: datetime, calendar: WorkingCalendar) -> None:
    said.received = _moment(said, "received", cells.get("received"), now.date(), calendar.opens)
    if said.received and said.received > now:
        if said.received.date() > now.date():
            said.tell("hotline.received_later", "received", refuse=True)
        said.received = now
    span = read_span(cells.get("limit")) if cells.get("limit") else None
    if span and said.received:
        said.limit = after(said.received, *span, calendar)
    elif not span:
        said.limit = _moment(said, "limit", cells.get("limit"), now.date(), calendar.closes)
    if said.limit and said.received and said.limit < said.received:
        said.tell("hotline.limit_before", "limit")
        said.limit = None


def _moment(said: Said, target: str, cell: Any, today: date, else_at: time) -> datetime | None:
    if not text_of(cell):
        return None
    try:
        return read_moment(cell, today=today, else_at=else_at)
    except Refusal as refusal:
        said.problems.append([refusal.code, target, {name: str(value) for name, value in refusal.details.items()}])
        return None


def after(start: datetime, amount: int, unit: str, calendar: WorkingCalendar) -> datetime:
    """The end of a span that a list gives: working days and days end when the office closes."""
    if unit == "wh":
        return calendar.after_hours(start, amount)
    if unit == "h":
        return start + timedelta(hours=amount)
    day = calendar.after(start.date(), amount) if unit == "wd" else start.date() + timedelta(days=amount)
    return datetime.combine(day, calendar.closes)
