"""The hotline's list: read, compared, committed as cases; brought in again it changes them and doubles none."""

import pytest
from django.utils import timezone

from shequyun.base.actor import Actor
from shequyun.base.errors import NoRight, NotNow
from shequyun.base.scope import entered
from shequyun.engines.cases.actions import Intake, close, register
from shequyun.engines.cases.models import Case, Event
from shequyun.engines.intake import actions, queries
from shequyun.programmes.hotline.models import Order
from shequyun.programmes.hotline.queries import OrderFilter, counts, order_views, orders
from shequyun.programmes.hotline.tests.house import House
from shequyun.programmes.hotline.tests.lists import brought, committed, order, states, workbook
from tests.cast import HERE

HOME, HOUSE = "恒丰路610弄3号102室", "恒丰路610弄3号"
LEAK, NOISE = "20261120001", "20261120002"


def two() -> bytes:
    return workbook([
        order(LEAK, 诉求人="李梅", 联系电话="13800001234", 地址=HOME, 办理时限="5个工作日"),
        order(NOISE, "楼上夜里装修噪声扰民", 诉求人="王先生", 联系电话="13911112222", 地址="新闸路某处", 诉求类型="投诉", 紧急程度="紧急"),
    ], head="12345工单转办清单")  # fmt: skip


def row(actor: Actor, number: str) -> Case:
    with entered(actor.scope):
        return Case.objects.get(outside_number=number)


def events(actor: Actor, case: Case) -> list[tuple[str, str]]:
    with entered(actor.scope):
        return [(one.kind, one.words) for one in Event.objects.filter(case_id=case.pk).order_by("seq")]


def test_orders_become_cases_with_the_hotlines_clocks(here: House, alice: Actor) -> None:
    key = brought(alice, two())
    assert states(alice, key) == ["new", "new"]
    with entered(alice.scope):
        assert Case.objects.count() == 0
    actions.start_commit(alice, key)
    actions.commit(alice, key)
    leak, noise = row(alice, LEAK), row(alice, NOISE)
    assert (leak.channel, leak.kind, leak.matter, leak.urgency) == ("hotline", "help", "house.leak", "normal")
    assert (leak.dwelling_id, leak.building_id, leak.resident_id) == (
        here.dwelling,
        here.building,
        here.resident,
    )
    assert f"{timezone.localtime(leak.received_at):%m-%d %H:%M}" == "11-20 09:30"
    assert (leak.state, leak.handler_id, leak.community) == ("new", None, HERE)
    assert (noise.kind, noise.matter, noise.urgency, noise.who, noise.caller_name, noise.place) == (
        "complaint", "neighbour.noise", "urgent", "passer", "王先生", "新闸路某处",
    )  # fmt: skip
    assert (noise.building_id, noise.resident_id) == (None, None)
    with entered(alice.scope):
        limits = [
            timezone.localtime(one.limit_at) if one.limit_at else None for one in Order.objects.order_by("number")
        ]
    assert (f"{limits[0]:%m-%d %H:%M}", limits[1]) == ("11-27 17:30", None)


def test_the_same_list_again_changes_nothing(here: House, alice: Actor) -> None:
    committed(alice, two())
    again = brought(alice, two())
    assert states(alice, again) == ["unchanged", "unchanged"]
    with entered(alice.scope):
        assert len(queries.upload_state(alice, again).earlier) == 1
    actions.start_commit(alice, again)
    actions.commit(alice, again)
    with entered(alice.scope):
        assert (Case.objects.count(), set(Order.objects.values_list("upload_id", flat=True))) == (2, {again})
    assert [kind for kind, _words in events(alice, row(alice, LEAK))] == ["registered"]


def test_what_changed_is_noted_on_the_case(here: House, alice: Actor) -> None:
    committed(alice, two())
    before = row(alice, LEAK).due_at
    key = brought(alice, workbook([
        order(LEAK, 诉求人="李梅", 联系电话="13900009999", 地址=HOME, 办理时限="2026-11-23 12:00", 紧急程度="紧急"),
    ]))  # fmt: skip
    assert states(alice, key) == ["changed"]
    with entered(alice.scope):
        (shown,) = queries.rows(alice, key).rows
        assert [change.new for change in shown.changes] == ["139****9999", "紧急", "2026-11-23 12:00"]
    actions.start_commit(alice, key)
    actions.commit(alice, key)
    leak = row(alice, LEAK)
    assert (leak.urgency, leak.due_at < before) == ("urgent", True)
    (_registered, (kind, words)) = events(alice, leak)
    assert (kind, "2026-11-27 17:30 → 2026-11-23 12:00" in words, "13900009999" in words) == ("noted", True, False)
    with entered(alice.scope):
        assert Case.objects.count() == 2


@pytest.mark.parametrize(("line", "code"), [
    (order("", "漏水"), "hotline.no_number"),
    (order("X1", ""), "hotline.no_words"),
    (order("2.0261120001E+16", "漏水"), "hotline.digits_lost"),
    (order("X1", "漏水", 派单时间="2999-01-01"), "hotline.received_later"),
    (order("X1", "长" * 4001), "cases.too_long"),
])  # fmt: skip
def test_lines_that_are_sent_back(here: House, alice: Actor, line: dict[str, str], code: str) -> None:
    key = brought(alice, workbook([line, order("Y1", "垃圾清运")]))
    with entered(alice.scope):
        first, second = queries.rows(alice, key).rows
    assert (first.state, [reason.code for reason in first.reasons], second.state) == ("refused", [code], "new")


def test_an_order_twice_in_a_list_is_one_case(here: House, alice: Actor) -> None:
    key = committed(alice, workbook([order(LEAK, 地址=HOUSE), order(LEAK, 地址=HOUSE)]))
    assert states(alice, key) == ["new", "duplicate"]
    with entered(alice.scope):
        assert Case.objects.count() == 1


def test_a_case_from_the_desk_may_be_the_same(here: House, alice: Actor) -> None:
    desk = register(alice, intake=Intake(words="厨房漏水", resident_id=here.resident))
    content = workbook([order(LEAK, 诉求人="李梅", 联系电话="13800001234", 地址=HOME, 派单时间="")])
    key = brought(alice, content)
    with entered(alice.scope):
        (shown,) = queries.rows(alice, key).rows
        assert (shown.state, shown.candidates[0].resident_id, shown.candidates[0].score) == ("doubtful", desk, 85)
    actions.decide(alice, key, numbers=[1], decision="same", candidate=desk)
    actions.start_commit(alice, key)
    actions.commit(alice, key)
    with entered(alice.scope):
        assert [(one.pk, one.outside_number, one.channel) for one in Case.objects.all()] == [(desk, LEAK, "desk")]
        assert Order.objects.get().case_id == desk
    assert states(alice, brought(alice, content)) == ["unchanged"]


def test_it_may_be_another_matter_all_the_same(here: House, alice: Actor) -> None:
    register(alice, intake=Intake(words="厨房漏水", resident_id=here.resident))
    key = brought(alice, workbook([order(LEAK, 地址=HOME, 派单时间="")]))
    assert states(alice, key) == ["doubtful"]
    with pytest.raises(NotNow):
        actions.start_commit(alice, key)
    actions.decide_all(alice, key, decision="new")
    actions.start_commit(alice, key)
    actions.commit(alice, key)
    with entered(alice.scope):
        assert Case.objects.count() == 2


def test_an_order_that_is_given_again_waits_for_a_person(here: House, alice: Actor, wang: Actor) -> None:
    titles = ("工单编号", "诉求内容", "工单状态")
    committed(alice, workbook([order(LEAK)], titles=titles))
    case = row(alice, LEAK)
    close(wang, case.pk, result="solved", done="已修好")
    key = brought(alice, workbook([order(LEAK, 工单状态="退回重办")], titles=titles))
    with entered(alice.scope):
        (shown,) = queries.rows(alice, key).rows
        assert (shown.state, shown.candidates[0].reasons) == (
            "doubtful", ["该件已办结，热线又重新派发"],
        )  # fmt: skip
    actions.decide(alice, key, numbers=[1], decision="same")
    actions.start_commit(alice, key)
    actions.commit(alice, key)
    again = row(alice, LEAK)
    assert (again.state, again.reopened, again.grades) == ("new", 1, ["site", "supervised"])


def test_a_number_that_was_typed_at_the_desk_is_known(here: House, alice: Actor) -> None:
    desk = register(alice, intake=Intake(words="漏水", channel="hotline", outside_number=LEAK))
    with pytest.raises(NotNow) as refused:
        register(alice, intake=Intake(words="又漏水", channel="hotline", outside_number=f" {LEAK} "))
    assert refused.value.code == "cases.number_taken"
    committed(alice, workbook([order(LEAK, 地址=HOUSE)]))
    with entered(alice.scope):
        assert [one.pk for one in Case.objects.all()] == [desk]


def test_confidential_and_sensitive_orders_stay_with_their_handlers(
    here: House, alice: Actor, wang: Actor, sun: Actor
) -> None:
    titles = ("工单编号", "诉求内容", "诉求人", "是否保密", "地址")
    content = workbook([
        order("S1", "邻居打老婆，家暴", 诉求人="李梅", 地址=HOME),
        order("S2", "举报群租", 诉求人="李梅", 是否保密="是", 地址=HOUSE),
        order("S3", "路灯不亮"),
    ], titles=titles)  # fmt: skip
    key = brought(wang, content)
    with entered(sun.scope):
        told = [f"{one.told} {one.address}" for one in queries.rows(sun, key).rows]
    assert ["家暴" in told[0], "李梅" in told[0], "群租" in told[1], "路灯" in told[2]] == [False, False, False, True]
    actions.start_commit(wang, key)
    actions.commit(wang, key)
    now = timezone.now()
    with entered(sun.scope):
        assert [one.number for one in orders(sun, OrderFilter(), now=now)] == ["S3"]
        assert counts(sun, OrderFilter(), now=now)["state"] == {"open": 1, "ready": 0, "handed_in": 0}
    with entered(wang.scope):
        assert len(order_views(wang, orders(wang, OrderFilter(), now=now))) == 3
    assert states(sun, brought(sun, content)) == ["unchanged"] * 3


def test_who_may_and_who_may_not(here: House, alice: Actor, bob: Actor, carol: Actor, nobody: Actor) -> None:
    for other in (bob, nobody):
        with pytest.raises(NoRight):
            brought(other, two())
    reader = Actor(staff_id=alice.staff_id, name="x", area=HERE, rights=frozenset({"intake.preview", "intake.commit"}))
    with pytest.raises(NoRight):
        brought(reader, two())
    committed(alice, two())
    committed(carol, two())
    with entered(carol.scope):
        assert {case.community for case in Case.objects.all()} == {carol.area}


def test_an_officer_brings_a_list_for_all_committees(here: House, alice: Actor, officer: Actor) -> None:
    committed(officer, workbook([order(LEAK, 地址=HOUSE), order(NOISE, "噪声扰民", 地址="康定路不知道")]))
    with entered(officer.scope):
        found = {one.outside_number: one.community for one in Case.objects.all()}
    assert found == {LEAK: HERE, NOISE: officer.area}
    assert states(alice, brought(alice, workbook([order(LEAK, 地址=HOUSE)]))) == ["unchanged"]


def test_a_list_is_not_undone(here: House, alice: Actor) -> None:
    key = committed(alice, two())
    with entered(alice.scope):
        assert queries.upload_state(alice, key).can_undo is False
    with pytest.raises(NotNow) as refused:
        actions.undo(alice, key)
    assert refused.value.code == "intake.not_a_register"


def test_columns_that_were_set_are_remembered(here: House, alice: Actor) -> None:
    titles = ("工单编号", "诉求内容", "市民说的地方")
    content = workbook([order(LEAK, 市民说的地方=HOUSE)], titles=titles)
    key = actions.upload(
        alice,
        file_name="a.xlsx",
        content=content,
        source="hotline",
        observed_on=timezone.localdate(),
        subject_kind="order",
    )
    actions.read(alice, key)
    actions.map_columns(alice, key, mapping={0: {0: "number", 1: "words", 2: "address"}})
    other = workbook([order(NOISE, 市民说的地方=HOUSE)], titles=titles)
    assert states(alice, committed(alice, other)) == ["new"]
    assert row(alice, NOISE).building_id == here.building
