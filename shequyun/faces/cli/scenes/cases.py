"""Six weeks at the reception desk of 恒丰, and some at 新福康里: matters in every state there is.

`cases.csv` says on which working day before today who took what in, and step by step what became of it. A step happens
three working hours after the one before; `who` is r (the next resident), a (anonymous) or p:name:phone (a passer-by).
"""

import csv
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path
from uuid import UUID

from django.utils import timezone

from shequyun.base.actor import Actor
from shequyun.base.calendar import WorkingCalendar
from shequyun.base.scope import entered, subdistrict_of
from shequyun.engines.cases import actions
from shequyun.engines.cases.actions import Intake, as_of
from shequyun.engines.cases.choices import RATINGS
from shequyun.engines.cases.queries import case_of, cases
from shequyun.engines.cases.rules.matters import suggest_kind
from shequyun.engines.worklist.queries import working_calendar
from shequyun.kernel.access.queries import actor_by_name
from shequyun.kernel.residents.queries import residents

FILE = Path(__file__).with_name("cases.csv")
STAFF = ("wang", "sun", "gu", "li", "zhao", "chen")
EVERY = 7  # one resident in so many brings something
GAP = 3  # working hours between two steps
SAID = {
    "call": "已电话联系，问清情况，约好上门时间。", "visit": "已到现场查看，情况属实，拍照留存。", "note": "涉及多方，先分头了解再碰头。",
    "pause": "已告知所缺材料。", "hand": "现场已看过，对方白天不在家，晚上方便联系。", "ask": "请协助处理并反馈时间。",
    "reply": "已安排人员处理，处理结果已现场确认。", "escalate": "需街道协调多部门到场。", "extend": "需等厂家配件到货。",
    "answer": "已了解您反映的情况，正在处理，有进展会及时告知。", "yes": "满意。", "no": "问题还在，觉得没有彻底解决。", "none": "",
}  # fmt: skip


def play() -> None:
    """Play it, if there are people and nothing was brought yet."""
    staff = {name: actor_by_name(name) for name in STAFF}
    with entered(staff["chen"].scope):
        if cases(staff["chen"]).exists():
            return
    people = {actor.area: _people(actor) for actor in (staff["li"], staff["zhao"])}
    before, calendar = None, working_calendar()
    with FILE.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            registrar = staff[row["first"]]
            person = next(people[registrar.area], None) if row["who"] == "r" else None
            if row["who"] == "r" and person is None:
                continue
            before = _Told(staff, calendar, row, person, before).play()


def _people(actor: Actor) -> Iterator[UUID]:
    with entered(actor.scope):
        found = residents(actor).filter(
            community=actor.area, living_here=True, death_date=None, dwelling__isnull=False,
            birth_date__lt=timezone.localdate() - timedelta(days=30 * 365),
        )  # fmt: skip
        return iter(list(found.order_by("pk").values_list("pk", flat=True))[::EVERY])


class _Told:
    """One row of the file, as it goes on."""

    def __init__(
        self, staff: dict[str, Actor], calendar: WorkingCalendar, row: dict[str, str], person: UUID | None, before: UUID | None
    ) -> None:  # fmt: skip
        self.staff, self.row, self.person, self.before = staff, row, person, before
        self.first = self.holder = staff[row["first"]]
        self.calendar = calendar
        self.at = _moment(calendar, int(row["days"]), len(row["words"]))
        self.key: UUID

    def play(self) -> UUID:
        """Take it in and go through its steps. Returns the case."""
        steps = self.row["steps"].split()
        self.key = actions.register(self.first, intake=self._intake(steps))
        for step in steps:
            name, _colon, value = step.partition(":")
            if name in ("+urgent", "leave"):
                continue
            self.at = self._later(GAP)
            with as_of(self.at):
                getattr(self, f"_{name}")(value)
        return self.key

    def _later(self, hours: float) -> datetime:
        return min(self.calendar.after_hours(self.at, hours), timezone.now() - timedelta(minutes=1))

    def _wait(self, days: str) -> None:
        self.at = self._later(9 * int(days))

    def _intake(self, steps: list[str]) -> Intake:
        row = self.row
        _kind, name, phone = [*row["who"].split(":"), "", ""][:3]
        return Intake(
            words=row["words"], channel=row["channel"], kind=suggest_kind(row["words"]),
            urgency="urgent" if "+urgent" in steps else "normal", resident_id=self.person, caller_name=name, phone=phone,
            anonymous=row["who"] == "a", place="" if self.person else "恒丰路弄口", received_at=self.at,
            take="leave" not in steps and not any(step.startswith("assign") for step in steps),
        )  # fmt: skip

    def _assign(self, to: str) -> None:
        self.holder = self.staff[to]
        actions.assign(self.staff["li"], self.key, to=self._id(to))

    def _accept(self, _value: str) -> None:
        if not self._is_accepted():
            actions.accept(self.holder, self.key)

    def _is_accepted(self) -> bool:
        with entered(self.holder.scope):
            return case_of(self.holder, self.key).state != "assigned"

    def _refuse(self, rule: str) -> None:
        actions.refuse(self.holder, self.key, rule=rule, words="收入证明不在居委会出具证明清单内，请由受理中心指引。")

    def _hand(self, to: str) -> None:
        actions.hand_over(self.holder, self.key, to=self._id(to), words=SAID["hand"])
        self.holder = self.staff[to]

    def _co(self, to: str) -> None:
        actions.add_co_handler(self.holder, self.key, to=self._id(to), part="陪同验伤，联系妇联")

    def _id(self, name: str) -> UUID:
        key = self.staff[name].staff_id
        assert key is not None
        return key

    def _call(self, _value: str) -> None:
        actions.record_call(self.holder, self.key, reached=True, words=SAID["call"])

    def _visit(self, _value: str) -> None:
        actions.record_visit(self.holder, self.key, words=SAID["visit"])

    def _note(self, _value: str) -> None:
        actions.note_inside(self.holder, self.key, words=SAID["note"])

    def _answer(self, _value: str) -> None:
        actions.answer(self.holder, self.key, words=SAID["answer"])

    def _pause(self, reason: str) -> None:
        actions.pause(self.holder, self.key, reason=reason, words=SAID["pause"] if reason == "papers" else "")

    def _resume(self, _value: str) -> None:
        self._wait("2")
        actions.resume(self.holder, self.key)

    def _ask(self, body: str) -> None:
        area = subdistrict_of(self.first.area) if body.startswith("街道") else ""
        actions.ask_body(self.holder, self.key, body=body, area=area, words=SAID["ask"])

    def _reply(self, _value: str) -> None:
        actions.body_replied(self.holder, self.key, words=SAID["reply"])

    def _escalate(self, _value: str) -> None:
        actions.escalate(self.holder, self.key, words=SAID["escalate"])

    def _extend(self, days: str) -> None:
        actions.ask_extension(self.holder, self.key, clock="close", amount=int(days), words=SAID["extend"])

    def _promise(self, days: str) -> None:
        due = timezone.localdate() + timedelta(days=int(days))
        actions.promise(self.holder, self.key, what=_PROMISES[int(days)], due_on=due)

    def _close(self, result: str) -> None:
        actions.close(self.holder, self.key, result=result, done=self.row["outcome"], evidence="现场照片、通话记录")

    def _back(self, content: str) -> None:
        """By the head, or from the subdistrict where the head handled it."""
        caller = self.staff["chen" if self.first is self.staff["zhao"] else "li"]
        actions.call_back(caller, self.key, reached=content != "none", ratings=_ratings(content), words=SAID[content])

    def _rate(self, content: str) -> None:
        with entered(self.first.scope):
            community = case_of(self.first, self.key).community
        actions.rate_as_resident(actions.resident_actor(community), self.key, ratings=_ratings(content) or {})

    def _reopen(self, words: str) -> None:
        actions.reopen(self.staff["li"], self.key, words=words)

    def _merge(self, _value: str) -> None:
        assert self.before
        actions.merge(self.holder, self.key, into=self.before)

    def _task(self, _value: str) -> None:
        actions.make_task(self.holder, self.key, to=self._id("sun"), words="看看用电、饮食，联系人电话是否有效。")


_PROMISES = {
    5: "把轮椅租赁申请表送到家", 4: "请施工方上门量扶手尺寸", 3: "联系白蚁防治所上门", 2: "联系卫生中心上门接种",
}  # fmt: skip


def _ratings(content: str) -> dict[str, bool] | None:
    if content == "none":
        return None
    return {name: content == "yes" or name == "attitude" for name in RATINGS}


def _moment(calendar: WorkingCalendar, days: int, spread: int) -> datetime:
    """In the morning or the afternoon of the last working day that is so many days ago, but not in the future."""
    day = timezone.localdate() - timedelta(days=days)
    while not calendar.is_working(day):
        day -= timedelta(days=1)
    at = timezone.make_aware(datetime.combine(day, time(9 + spread % 7, spread * 7 % 60)))
    return min(at, timezone.now() - timedelta(minutes=2))
