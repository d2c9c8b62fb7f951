"""Some weeks of walks in 恒丰: visits at all hours, promises, drives half done, and what waits for a decision.

The same people every time: they are taken in the order in which people walk, with a seed.
"""

from datetime import datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.utils import timezone

from shequyun.base.actor import Actor
from shequyun.base.scope import entered
from shequyun.engines.cohorts.queries import SORTS, members
from shequyun.engines.worklist.actions import Promised, finish_task, keep_promise, reassign, record_visit, share_out
from shequyun.engines.worklist.queries import open_promises, open_tasks, visits
from shequyun.kernel.access.queries import actor_by_name
from shequyun.kernel.labels.queries import labels

SEED = 20210616
ALONE = {"all": [{"field": "age", "op": "ge", "value": 60}, {"field": "lives_alone", "op": "yes"}]}
TENANTS = {"all": [{"field": "tenure", "op": "in", "value": ["rented"]}]}
ELDERS = {
    "all": [
        {"field": "age", "op": "ge", "value": 75},
        {"field": "presence", "op": "in", "value": ["both", "living_only"]},
    ]
}
SAID = [
    "身体尚可，社区食堂用餐满意。", "近期膝盖疼，下楼不便。", "希望楼道加装扶手。", "女儿每周末来。", "反映楼上夜间漏水。",
    "想参加助浴服务。", "已教会使用一键呼叫器。", "子女在外地，委托邻居照看。",
]  # fmt: skip
CONTACTS = [("女儿", "16300008801"), ("儿子", "16300008802"), ("侄女", "16300008803"), ("邻居", "16300008804")]
PROMISES = [("送轮椅申请表", 0), ("联系物业检修楼道灯", -3), ("带来长护险申请材料", 2), ("约家庭医生上门", 5)]


def play() -> None:
    """Play it, if the committee has people and nobody has visited anybody yet."""
    wang, sun, gu, li, chen, qu = map(actor_by_name, ("wang", "sun", "gu", "li", "chen", "qu"))
    with entered(li.scope):
        people = _people(li, ALONE, 45)
        if not people or visits(li).exists():
            return
    random = Random(SEED)
    _weeks_of_walks(random, [wang, sun, gu], people)
    _drives(random, [wang, sun, gu], li, chen, qu, people)


def _people(actor: Actor, condition: Any, most: int) -> list[Any]:
    found = members(actor, condition, today=timezone.localdate()).exclude(dwelling=None)
    return list(found.order_by(*SORTS["address"])[:most])


def _at(days: int, hour: int, minute: int) -> datetime:
    day = timezone.localdate() - timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def _weeks_of_walks(random: Random, staff: list[Actor], people: list[Any]) -> None:
    """Mornings meet half of them, evenings most: what "another time" is read from."""
    with entered(staff[0].scope):
        care = next((one.pk for one in labels(staff[0]) if one.name == "重点关爱"), None)
    for index, one in enumerate(people[:30]):
        actor = staff[index % len(staff)]
        hour = random.choice((9, 10, 14, 15, 18, 19))
        met = random.random() < (0.9 if hour >= 18 else 0.55)
        days = 30 - index if index < 26 else random.randint(2, 6)
        _visit(actor, one, "met" if met else "nobody_home", _at(days, hour, random.randint(0, 59)),
               said=random.choice(SAID) if met else "", labels=[care] if care and met and index % 9 == 0 else [])  # fmt: skip
    for index, one in enumerate(people[30:34]):
        what, days = PROMISES[index]
        due = timezone.localdate() + timedelta(days=days)
        _visit(staff[index % 2], one, "met", _at(6, 16, 10 + index), said=SAID[index], promises=[Promised(what, due)])
    _visit(staff[0], people[34], "come_back", _at(1, 10, 20), again=_at(-1, 18, 30))
    _visit(staff[1], people[35], "refused", _at(2, 15, 5))
    with entered(staff[0].scope):
        soon = list(open_promises(staff[0]).order_by("-due_on")[:1])
    for one in soon:
        keep_promise(staff[0], one.pk, words="医生已上门")


def _visit(
    actor: Actor, one: Any, outcome: str, at: datetime, *, said: str = "", labels: list[UUID] = (),  # type: ignore[assignment]
    promises: list[Promised] = (), observed: Any = None, again: datetime | None = None,  # type: ignore[assignment]
) -> None:  # fmt: skip
    record_visit(
        actor, dwelling_id=one.dwelling_id, resident_ids=[] if outcome == "nobody_home" else [one.pk], outcome=outcome,
        visited_at=at, said=said, label_ids=labels, promises=promises, observed=observed or {}, again_at=again,
    )  # fmt: skip


def _drives(random: Random, staff: list[Actor], li: Actor, chen: Actor, qu: Actor, people: list[Any]) -> None:
    today = timezone.localdate()
    crew = [one.staff_id for one in staff if one.staff_id]
    share_out(
        li, matter="elder_care", title="独居老人关爱巡访", subject_kind="resident", workers=crew,
        subject_ids=[one.pk for one in people[:36]], due_on=today, note="重点看：用电、饮食、联系人电话是否有效。",
    )  # fmt: skip
    with entered(chen.scope):
        tenants = _people(li, TENANTS, 24)
        elders = _people(li, ELDERS, 12)
    if tenants:
        homes = list(dict.fromkeys(one.dwelling_id for one in tenants))
        share_out(
            chen, matter="population", title="来沪租住人员核实", subject_kind="dwelling", subject_ids=homes,
            fields=["tenure"], due_on=today + timedelta(days=4), asked_for="派出所",
        )  # fmt: skip
        reassign(li, from_id=None, to_ids=crew, words="按楼栋分")
    share_out(
        qu, matter="vaccination", title="高龄老人疫苗接种意愿摸底", subject_kind="resident",
        subject_ids=[one.pk for one in elders], asked_for="区卫健委",
    )  # fmt: skip
    share_out(
        chen, matter="unlisted", matter_name="夜间消费满意度问卷", title="夜间消费满意度入户问卷", subject_kind="resident",
        subject_ids=[one.pk for one in elders[:6]], asked_for="商务部门",
    )  # fmt: skip
    _half_done(random, staff)


def _half_done(random: Random, staff: list[Actor]) -> None:
    """Every other task ends: some at the door with a contact learned, some at the desk, one with a refusal."""
    for actor in staff:
        with entered(actor.scope):
            mine = list(open_tasks(actor, owner=actor.staff_id))
        for index, task in enumerate(mine[::2]):
            name, phone = random.choice(CONTACTS)
            people = task.subject_kind == "resident"
            values = {"contact_name": name, "contact_phone": phone} if people else {"tenure": "rented"}
            if index == 4:
                finish_task(actor, task.pk, outcome="refused", said="不愿提供，约下次再谈")
            else:
                finish_task(
                    actor, task.pk, values=values, said="" if index % 3 else random.choice(SAID), source="visit"
                )
