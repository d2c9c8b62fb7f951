"""A department's list of people who carry a label goes through preview, commit and undo like any file."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from shequyun.base.actor import Actor
from shequyun.base.errors import NoRight
from shequyun.base.scope import entered
from shequyun.engines.intake import actions, queries
from shequyun.engines.intake.tests.street import ALICE, JUNE, PEOPLE, build, committed, document, workbook
from shequyun.kernel.labels.models import Labelling

pytestmark = pytest.mark.django_db
RIGHTS = ALICE.rights | {"labels.put", "labels.see_sensitive", "residents.read"}
WORKER = Actor(staff_id=ALICE.staff_id, post_id=ALICE.post_id, name="alice", area=ALICE.area, rights=RIGHTS)


@pytest.fixture(autouse=True)
def street() -> None:
    build(1, 2)
    committed(PEOPLE)


def brought(rows: list[dict[str, str]], *, name: str = "名单.xlsx", actor: Actor = WORKER) -> Any:
    """An uploaded and compared list."""
    content = workbook(rows, headers=tuple(rows[0]))
    key = actions.upload(
        actor, file_name=name, content=content, source="civil", observed_on=JUNE, subject_kind="labelling"
    )
    actions.read(actor, key)
    with entered(actor.scope):
        sheets = queries.columns(actor, key)
    mapping = {sheet.index: {column.index: column.target for column in sheet.columns} for sheet in sheets}
    actions.map_columns(actor, key, mapping=mapping)
    actions.check(actor, key)
    return key


def person(at: int, **more: str) -> dict[str, str]:
    return {"姓名": PEOPLE[at]["姓名"], "身份证号": PEOPLE[at]["身份证号"], **more}


def states(key: Any) -> list[str]:
    with entered(WORKER.scope):
        return [row.state for row in queries.rows(WORKER, key).rows]


def carried() -> list[tuple[Any, ...]]:
    with entered(WORKER.scope):
        found = Labelling.objects.filter(to_date=None).select_related("label")
        return sorted((one.label.name, one.evidence, one.from_date, one.until) for one in found)


def test_preview_commit_undo() -> None:
    key = brought([
        person(0, 标签="退役军人", 依据="优待证 31-001", 认定日期="2020年5月1日"),
        person(1, 标签="志愿者", 依据="", 认定日期=""),
    ])  # fmt: skip
    assert (states(key), carried()) == (["changed", "changed"], [])
    actions.start_commit(WORKER, key)
    actions.commit(WORKER, key)
    today = timezone.localdate()
    assert carried() == [("志愿者", "", today, None), ("退役军人", "优待证 31-001", date(2020, 5, 1), None)]
    actions.undo(WORKER, key)
    assert carried() == []


def test_the_file_may_say_which_label_and_the_same_list_again_changes_nothing() -> None:
    rows = [person(0, 证书编号="低保证 7"), person(1, 证书编号="低保证 8")]
    key = brought(rows, name="石门二路街道低保对象名单（6月）.xlsx")
    actions.start_commit(WORKER, key)
    actions.commit(WORKER, key)
    until = timezone.localdate() + timedelta(days=365)
    assert [(name, last) for name, _evidence, _since, last in carried()] == [("低保", until), ("低保", until)]
    again = brought(rows, name="石门二路街道低保对象名单（7月）.xlsx")
    assert states(again) == ["unchanged", "unchanged"]


def test_a_later_list_renews_what_expires() -> None:
    key = brought([person(0, 证书编号="低保证 7")], name="低保名单.xlsx")
    actions.start_commit(WORKER, key)
    actions.commit(WORKER, key)
    with entered(WORKER.scope):
        Labelling.objects.update(until=timezone.localdate() + timedelta(days=9), from_date=date(2020, 1, 1))
    again = brought([person(0, 证书编号="低保证 9")], name="低保名单.xlsx")
    assert states(again) == ["changed"]
    actions.start_commit(WORKER, again)
    actions.commit(WORKER, again)
    until = timezone.localdate() + timedelta(days=365)
    assert carried() == [("低保", "低保证 9", date(2020, 1, 1), until)]


@pytest.mark.parametrize(
    ("row", "name", "sentence"),
    [
        ({"标签": ""}, "名单.xlsx", "不清楚是哪个标签"),
        ({"标签": "富豪"}, "名单.xlsx", "“富豪”不是可手工加的标签"),
        ({"标签": "高龄"}, "名单.xlsx", "“高龄”不是可手工加的标签"),
        ({"标签": "退役军人"}, "名单.xlsx", "需要依据"),
        ({"标签": "志愿者", "到期日期": "2020-01-01"}, "名单.xlsx", "已经过去"),
    ],
)
def test_a_row_that_cannot_be_is_sent_back_with_the_reason(row: dict[str, str], name: str, sentence: str) -> None:
    key = brought([person(0, **row)], name=name)
    with entered(WORKER.scope):
        (found,) = queries.rows(WORKER, key).rows
    told = "".join(one.sentence for one in found.reasons)
    assert (found.state, sentence in told) == ("refused", True), told


def test_nobody_is_entered_by_it() -> None:
    key = brought([{"姓名": "陌生人", "身份证号": document(date(1950, 1, 1), 77), "标签": "志愿者"}])
    assert states(key) == ["refused"]


def test_sensitive_labels_and_the_right_to_put_any() -> None:
    blind = Actor(WORKER.staff_id, WORKER.post_id, "alice", "", WORKER.area, RIGHTS - {"labels.see_sensitive"})
    key = brought([person(0, 标签="低保", 依据="低保证")], actor=blind)
    assert states(key) == ["refused"]
    with pytest.raises(NoRight):
        brought([person(0, 标签="志愿者")], actor=ALICE)
