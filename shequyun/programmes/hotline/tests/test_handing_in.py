"""Answers go back in the workbook that came in, only those that were asked for, and on the record."""

import io
from pathlib import Path
from typing import Any
from uuid import UUID

import openpyxl
import pytest
from django.core.management import call_command
from django.utils import timezone

from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, NoRight, NotNow, NotVisible
from shequyun.base.scope import entered
from shequyun.engines.cases.actions import answer, assign, call_back, close, note_inside, record_call
from shequyun.engines.cases.models import Case
from shequyun.kernel.audit.models import Entry
from shequyun.programmes.hotline.actions import hand_in
from shequyun.programmes.hotline.models import Order
from shequyun.programmes.hotline.queries import OrderFilter, counts, order_views, orders
from shequyun.programmes.hotline.tests.house import House
from shequyun.programmes.hotline.tests.lists import TITLES, committed, order, workbook
from tests.cast import HERE

ONE, TWO, THREE = "20261120001", "20261120002", "20261120003"
YES = {"speed": True, "attitude": True, "result": True}


def lines() -> list[dict[str, str]]:
    return [
        order(ONE, 诉求人="李梅", 联系电话="13800001234", 地址="恒丰路610弄3号102室"),
        order(TWO, "路灯不亮", 诉求人="王先生", 联系电话="13911112222"),
        order(THREE, "垃圾清运不及时"),
    ]


def keys(actor: Actor, *numbers: str) -> list[UUID]:
    with entered(actor.scope):
        known = dict(Order.objects.values_list("number", "pk"))
    return [known[number] for number in numbers]


def worked_off(alice: Actor, wang: Actor, number: str) -> UUID:
    """Assigned, called, noted, answered, closed, called back."""
    with entered(alice.scope):
        key = Case.objects.get(outside_number=number).pk
    assign(alice, key, to=wang.staff_id)
    record_call(wang, key, reached=True, words="已联系")
    note_inside(wang, key, words="内部：此人常投诉")
    answer(wang, key, words="您好，已通知物业维修。")
    close(wang, key, result="solved", done="物业更换水管，现场已不漏")
    call_back(alice, key, reached=True, ratings=YES)
    return key


def sheet(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]


def cells(page: Any, row: int) -> list[Any]:
    return [cell.value for cell in page[row]]


def test_the_workbook_that_came_in_is_filled(here: House, alice: Actor, wang: Actor) -> None:
    committed(wang, workbook(lines(), head="12345工单转办清单"), name="转办 11-20.xlsx")
    worked_off(alice, wang, ONE)
    handed = hand_in(wang, keys(wang, ONE), reason="按要求回传")
    assert (handed.name, handed.count, handed.own_layout) == ("转办 11-20-答复.xlsx", 1, True)
    page = sheet(handed.content)
    assert page["A1"].value == "12345工单转办清单"
    assert cells(page, 2) == [*TITLES, "办理情况", "答复内容", "先行联系时间", "办结时间", "满意度"]
    said = dict(zip(cells(page, 2), cells(page, 3), strict=True))
    today = f"{timezone.localdate():%Y-%m-%d}"
    assert [said[name] for name in ("工单编号", "诉求人", "办理结果", "办理情况", "答复内容", "满意度")] == [
        ONE, "李梅", "已解决", "物业更换水管，现场已不漏", "您好，已通知物业维修。", "满意",
    ]  # fmt: skip
    assert [said["先行联系时间"][:10], said["办结时间"][:10]] == [today, today]
    assert (page["L3"].border.left.style, page["L2"].font.bold) == (page["K3"].border.left.style, True)


def test_nothing_of_other_orders_leaves(here: House, alice: Actor, wang: Actor) -> None:
    committed(wang, workbook(lines()))
    worked_off(alice, wang, ONE)
    page = sheet(hand_in(wang, keys(wang, ONE), reason="回传").content)
    assert [set(cells(page, row)) for row in (3, 4)] == [{None}, {None}]
    assert (page.row_dimensions[2].hidden, page.row_dimensions[3].hidden) == (False, True)
    whole = " ".join(str(cell.value) for row in page.iter_rows() for cell in row)
    assert ("王先生" in whole, "内部" in whole) == (False, False)


def test_orders_of_several_lists_get_a_form_of_ours(here: House, alice: Actor, wang: Actor) -> None:
    committed(wang, workbook(lines()[:1]))
    committed(wang, workbook(lines()[1:2]))
    for number in (ONE, TWO):
        worked_off(alice, wang, number)
    handed = hand_in(wang, keys(wang, TWO, ONE), reason="回传")
    page = sheet(handed.content)
    assert (handed.own_layout, page.max_row, [page["A2"].value, page["A3"].value]) == (False, 3, [ONE, TWO])
    assert cells(page, 1) == ["工单编号", "办理结果", "办理情况", "答复内容", "先行联系时间", "办结时间", "满意度"]


def test_it_is_a_disclosure_and_the_order_shows_it(here: House, alice: Actor, wang: Actor) -> None:
    committed(wang, workbook(lines()))
    key, now = worked_off(alice, wang, ONE), timezone.now
    with entered(wang.scope):
        assert counts(wang, OrderFilter(), now=now())["state"] == {"open": 2, "ready": 1, "handed_in": 0}
    hand_in(wang, keys(wang, ONE), reason="回传")
    with entered(wang.scope):
        assert counts(wang, OrderFilter(), now=now())["state"] == {"open": 2, "ready": 0, "handed_in": 1}
        (view,) = order_views(wang, orders(wang, OrderFilter(state="handed_in"), now=now()))
    assert (view.case.pk, view.handed_in, view.order.handed_in_by_name) == (key, True, "wang")
    with entered(wang.scope):
        entry = Entry.objects.filter(verb="hotline.hand_in").get()
    assert (entry.reason, entry.disclosure, entry.details["orders"], entry.community) == ("回传", True, [ONE], HERE)


def test_refusals(here: House, alice: Actor, wang: Actor, bob: Actor, carol: Actor, nobody: Actor) -> None:
    committed(wang, workbook(lines()))
    worked_off(alice, wang, ONE)
    ready = keys(alice, ONE)
    for chosen, reason, kind in (
        ([], "回传", BadInput),
        (ready, " ", BadInput),
        (keys(alice, ONE, TWO), "回传", NotNow),
    ):
        with pytest.raises(kind):
            hand_in(wang, chosen, reason=reason)
    for other, refused in ((bob, NoRight), (nobody, NoRight), (carol, NotVisible)):
        with pytest.raises(refused):
            hand_in(other, ready, reason="回传")


def test_the_command_line(here: House, alice: Actor, wang: Actor, tmp_path: Path, capsys: Any) -> None:
    incoming, outgoing = tmp_path / "in.xlsx", tmp_path / "out.xlsx"
    incoming.write_bytes(workbook(lines()))

    def run(*words: str) -> str:
        call_command("hotline", *words, "--area", HERE, "--as", "wang")
        return str(capsys.readouterr().out)

    assert "committed: 3" in run("commit", str(incoming))
    assert [line.strip() for line in run("list").splitlines() if '"order"' in line] == [
        f'"order": "{number}",' for number in (ONE, TWO, THREE)
    ]
    worked_off(alice, wang, TWO)
    assert "answers: 1" in run("answers", str(outgoing), "--reason", "回传")
    assert sheet(outgoing.read_bytes())["A3"].value == TWO
    with pytest.raises(SystemExit) as end:
        run("answers", str(outgoing), "--reason", "回传", "--order", ONE)
    assert (end.value.code, "hotline.not_answered" in capsys.readouterr().out) == (1, True)
