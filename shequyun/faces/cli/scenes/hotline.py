"""A list of hotline orders in the demo: sent by the subdistrict to a committee, brought in, some worked off, one handed in; and
the file itself to try the import with (the next day's list, not committed)."""

import io
from datetime import datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID

import xlsxwriter
from django.utils import timezone

from shequyun.base.actor import Actor
from shequyun.base.scope import entered
from shequyun.engines.cases.actions import accept, answer, assign, call_back, close, record_call
from shequyun.engines.intake import actions, queries
from shequyun.kernel.access.queries import actor_by_name
from shequyun.kernel.residents.queries import residents
from shequyun.programmes.hotline.actions import hand_in
from shequyun.programmes.hotline.queries import OrderFilter, order_views, orders

SEED = 20211123
TITLES = (
    "序号", "工单编号", "工单标题", "诉求内容", "诉求人", "联系电话", "是否保密", "地址", "诉求类型", "紧急程度", "派单时间", "办理时限",
    "工单状态", "办理结果", "办理情况", "答复内容",
)  # fmt: skip
SAID = [
    ("楼道堆物", "楼道内长期堆放杂物，有消防隐患，要求清理。", "投诉", "一般", 4),
    ("电梯故障", "电梯连续两天停运，家中老人无法下楼。", "求助", "紧急", 1),
    ("夜间施工噪声", "楼上住户晚上八点后仍在装修，噪声扰民。", "投诉", "一般", 5),
    ("长护险咨询", "咨询父亲如何申请长护险评估，需要哪些材料。", "咨询", "一般", 1),
    ("垃圾清运", "垃圾厢房外溢，异味大，希望增加清运次数。", "投诉", "一般", 3),
    ("路灯不亮", "小区东门路灯坏了一周，夜间行走不安全。", "求助", "一般", 6),
    ("电瓶车飞线充电", "有人从窗口拉线给电动车充电。", "投诉", "紧急", 1),
    ("加装电梯建议", "建议居委组织征询本楼加装电梯意愿。", "建议", "一般", 2),
    ("漏水", "卫生间天花板渗水，楼上不配合维修。", "求助", "一般", 7),
]
DONE = [
    (0, "explained", "已上门劝离并由楼组长协助清理，楼道畅通。", "您好，楼道杂物已清理，后续纳入每周巡查。"),
    (
        3,
        "explained",
        "已电话告知申请条件、材料和受理地点。",
        "您好，长护险由街道社区事务受理服务中心受理，请带身份证、医保卡。",
    ),
    (4, "solved", "已协调保洁公司增加一次晚间清运。", "您好，自今日起每晚八点增加一次清运，如仍有异味请来电。"),
]


def play() -> None:
    """Bring one list in and work some of it off; leave the next one compared."""
    li, wang, sun = map(actor_by_name, ("li", "wang", "sun"))
    with entered(li.scope):
        people = list(residents(li).exclude(dwelling=None).select_related("dwelling").order_by("pk")[:40])
    if len(people) < len(SAID):
        return
    lines = _lines(Random(SEED), people)
    _committed(li, "12345工单转办单.xlsx", workbook(lines[:8]))
    keys = _keys(li)
    for place, (index, result, done, reply) in enumerate(DONE):
        _worked_off(li, [wang, sun][place % 2], keys[lines[index]["工单编号"]][1], result, done, reply)
    for index in (1, 2, 5):
        case = keys[lines[index]["工单编号"]][1]
        assign(li, case, to=_staff(wang))
        record_call(wang, case, reached=True, words="已电话联系，约定上门时间。")
    hand_in(li, [keys[lines[3]["工单编号"]][0]], reason="按要求回传")
    again = {**lines[2], "紧急程度": "紧急", "工单状态": "督办"}
    _compared(li, "12345工单转办单（次日）.xlsx", workbook([again, lines[5], lines[8], {**lines[7], "工单编号": ""}]))


def _lines(random: Random, people: list[Any]) -> list[dict[str, str]]:
    chosen, lines = random.sample(people, len(SAID)), []
    for place, (title, words, kind, urgency, days) in enumerate(SAID):
        one, at = chosen[place], _at(min(days, 2), 9 + place % 6)
        lines.append({
            "序号": str(place + 1), "工单编号": f"SH{at:%Y%m%d}{random.randrange(10**6):06d}", "工单标题": title, "诉求内容": words,
            "诉求人": one.name if place % 3 == 0 else f"{one.name[0]}{'女士' if one.sex == '2' else '先生'}",
            "联系电话": f"1660000{random.randrange(10**4):04d}", "是否保密": "是" if place == 6 else "否",
            "地址": one.dwelling.address, "诉求类型": kind, "紧急程度": urgency, "派单时间": f"{at:%Y-%m-%d %H:%M}",
            "办理时限": "1个工作日" if kind == "咨询" else "5个工作日", "工单状态": "",
        })  # fmt: skip
    return lines


def _at(days: int, hour: int) -> datetime:
    return datetime.combine(timezone.localdate() - timedelta(days=days), time(hour, 12))


def workbook(lines: list[dict[str, str]]) -> bytes:
    """The list as a subdistrict sends it."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("转办工单")
    head = book.add_format({"bold": True, "align": "center", "font_size": 14})
    title = book.add_format({"bold": True, "border": 1, "bg_color": "#DDE6F0", "text_wrap": True})
    cell = book.add_format({"border": 1, "text_wrap": True, "valign": "top", "num_format": "@"})
    sheet.merge_range(0, 0, 0, len(TITLES) - 1, "12345 市民服务热线工单转办清单", head)
    for column, name in enumerate(TITLES):
        sheet.write_string(1, column, name, title)
        sheet.set_column(column, column, 34 if name in ("诉求内容", "办理情况", "答复内容") else 14)
        for row, line in enumerate(lines, 2):
            sheet.write_string(row, column, line.get(name, ""), cell)
    book.close()
    return out.getvalue()


def _compared(actor: Actor, name: str, content: bytes) -> UUID:
    key = actions.upload(
        actor, file_name=name, content=content, source="hotline", observed_on=timezone.localdate(), subject_kind="order"
    )
    actions.read(actor, key)
    with entered(actor.scope):
        sheets = queries.columns(actor, key)
    actions.map_columns(
        actor, key, mapping={sheet.index: {c.index: c.target for c in sheet.columns} for sheet in sheets}
    )
    actions.check(actor, key)
    return key


def _committed(actor: Actor, name: str, content: bytes) -> None:
    key = _compared(actor, name, content)
    with entered(actor.scope):
        doubtful = queries.upload_state(actor, key).undecided
    if doubtful:
        actions.decide_all(actor, key, decision="new")
    actions.start_commit(actor, key)
    actions.commit(actor, key)


def _keys(actor: Actor) -> dict[str, tuple[UUID, UUID]]:
    with entered(actor.scope):
        views = order_views(actor, orders(actor, OrderFilter(state="all"), now=timezone.now()))
    return {view.order.number: (view.order.pk, view.case.pk) for view in views}


def _staff(actor: Actor) -> UUID:
    assert actor.staff_id is not None
    return actor.staff_id


def _worked_off(li: Actor, worker: Actor, case: UUID, result: str, done: str, reply: str) -> None:
    assign(li, case, to=_staff(worker))
    accept(worker, case)
    record_call(worker, case, reached=True, words="已电话联系，约定处理时间。")
    answer(worker, case, words=reply)
    close(worker, case, result=result, done=done)
    call_back(li, case, reached=True, ratings={"speed": True, "attitude": True, "result": True})
