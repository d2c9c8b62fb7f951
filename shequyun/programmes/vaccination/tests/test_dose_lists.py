"""A department's list of doses goes through preview, commit and undo like any file, and enters nobody."""

from datetime import date
from typing import Any

import pytest

from shequyun.base.actor import Actor
from shequyun.base.errors import NoRight
from shequyun.base.scope import entered
from shequyun.engines.intake import actions, queries
from shequyun.engines.intake.tests.street import (
    ALICE,
    JUNE,
    PEOPLE,
    build,
    committed,
    document,
    state,
    workbook,
)
from shequyun.kernel.residents.queries import residents
from shequyun.programmes.vaccination.actions import record_dose
from shequyun.programmes.vaccination.models import Dose

pytestmark = pytest.mark.django_db
RIGHTS = ALICE.rights | {"vaccination.record", "residents.read"}
NURSE = Actor(staff_id=ALICE.staff_id, post_id=ALICE.post_id, name="alice", area=ALICE.area, rights=RIGHTS)
HEADERS = ("姓名", "证件号码", "疫苗名称", "剂次", "接种日期", "生产企业", "批号", "接种单位")


@pytest.fixture(autouse=True)
def street() -> None:
    build(1, 2)
    committed(PEOPLE)


def listed(*rows: tuple[Any, ...]) -> Any:
    """An uploaded and compared list of doses."""
    content = workbook([dict(zip(HEADERS, row, strict=True)) for row in rows], headers=HEADERS)
    return brought(content)


def brought(content: bytes) -> Any:
    key = actions.upload(
        NURSE, file_name="接种名单.xlsx", content=content, source="health", observed_on=JUNE, subject_kind="dose"
    )
    actions.read(NURSE, key)
    with entered(NURSE.scope):
        sheets = queries.columns(NURSE, key)
    mapping = {sheet.index: {column.index: column.target for column in sheet.columns} for sheet in sheets}
    actions.map_columns(NURSE, key, mapping=mapping)
    actions.check(NURSE, key)
    return key


def first() -> dict[str, str]:
    return PEOPLE[0]


def dose(
    person: dict[str, str], number: str, day: str, name: str = "新冠疫苗（Vero细胞）", **more: str
) -> tuple[Any, ...]:
    row = {"姓名": person["姓名"], "证件号码": person["身份证号"], "疫苗名称": name, "剂次": number, "接种日期": day,
           "生产企业": "北京生物", "批号": "202104B", "接种单位": "石门二路社区卫生服务中心"} | more  # fmt: skip
    return tuple(row[header] for header in HEADERS)


def kept() -> list[tuple[Any, ...]]:
    with entered(NURSE.scope):
        return list(Dose.objects.order_by("given_on").values_list("product", "given_on", "number", "site", "evidence"))


def states(key: Any) -> list[str]:
    with entered(NURSE.scope):
        return [row.state for row in queries.rows(NURSE, key).rows]


def test_preview_commit_undo(nobody: Actor) -> None:
    key = listed(
        dose(first(), "第1剂", "2021-04-20"),
        dose(first(), "第2剂", "2021.5.25"),
        dose(first(), "2", "2021年5月25日"),
        dose({"姓名": "没有人", "身份证号": document(date(1950, 1, 1), 77)}, "1", "2021-04-20"),
        dose(first(), "1", "2021-04-21", name="板蓝根", 生产企业=""),
        dose(first(), "1", "2020-01-01"),
    )
    assert states(key) == ["changed", "changed", "duplicate", "refused", "refused", "refused"]
    with entered(NURSE.scope):
        found = queries.rows(NURSE, key).rows
        told = [[reason.code for reason in row.reasons] for row in found]
        assert {str(change.new) for change in found[0].changes} >= {"新冠灭活疫苗（北京生物）", "202104B"}
    assert told == [
        [],
        [],
        ["duplicate"],
        ["person_unknown"],
        ["vaccination.product_unknown"],
        ["vaccination.before_product"],
    ]
    assert kept() == []
    actions.start_commit(NURSE, key)
    actions.commit(NURSE, key)
    site = "石门二路社区卫生服务中心"
    assert kept() == [
        ("covid_beijing", date(2021, 4, 20), 1, site, "list"),
        ("covid_beijing", date(2021, 5, 25), 2, site, "list"),
    ]
    actions.undo(NURSE, key)
    assert kept() == []


def test_what_is_known_stays_and_what_others_entered_meanwhile_is_looked_at_again() -> None:
    with entered(NURSE.scope):
        person = residents(NURSE).get(name=first()["姓名"])
    record_dose(NURSE, person.pk, product="covid_beijing", given_on=date(2021, 4, 20))
    key = listed(dose(first(), "1", "2021-04-20"), dose(first(), "2", "2021-05-25"))
    assert [kept_row[1] for kept_row in kept()] == [date(2021, 4, 20)]
    record_dose(NURSE, person.pk, product="covid_beijing", given_on=date(2021, 5, 25))
    actions.start_commit(NURSE, key)
    actions.commit(NURSE, key)
    assert state(key).undecided == 2
    assert len(kept()) == 2


def test_a_list_of_doses_takes_a_right_of_its_own() -> None:
    with pytest.raises(NoRight):
        actions.upload(ALICE, file_name="一.csv", content=b"x", source="health", observed_on=JUNE, subject_kind="dose")
