"""What becomes of rows: every way in which a row meets the register."""

from datetime import date
from typing import Any

import pytest

from shequyun.engines.intake.tests.street import (
    PEOPLE,
    brought_in,
    build,
    committed,
    document,
    person,
    rows,
    state,
    told,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def street() -> None:
    build(1, 2)
    committed(PEOPLE)


def only(**changes: str) -> Any:
    upload = brought_in([PEOPLE[0] | changes])
    return rows(upload)[0]


def test_the_same_again_changes_nothing() -> None:
    assert told(brought_in(PEOPLE)) == [(3, "unchanged", []), (4, "unchanged", []), (5, "unchanged", [])]


def test_a_changed_phone_is_shown_masked_with_its_source() -> None:
    row = only(联系电话="13911112222")
    assert row.state == "changed"
    assert [(c.old, c.new, c.old_source, c.old_date, c.verdict) for c in row.changes] == [
        ("138****0001", "139****2222", "居委台账", date(2021, 5, 1), "set")
    ]


def test_another_home_is_a_move_of_both_stays() -> None:
    row = only(现住址="恒丰路610弄2号202室")
    assert [(c.old, c.new) for c in row.changes] == [("恒丰路610弄1号101", "恒丰路610弄2号202")] * 2


def test_the_only_lane_of_its_number_needs_no_road() -> None:
    for said in ("610-1-101", "610弄1号101室", "６１０弄一号１０１"):
        assert only(现住址=said).state == "unchanged"


@pytest.mark.parametrize(
    ("changes", "score", "reason"),
    [
        ({"姓名": "张建军"}, 60, "document_other_name"),
        ({"身份证号": "", "现住址": "恒丰路610弄2号202室"}, 80, "person_other_home"),
        ({"身份证号": document(date(1952, 3, 4), 77)}, 80, "person_other_document"),
        ({"身份证号": "", "出生日期": ""}, 75, "name_at_home"),
        ({"身份证号": "", "姓名": "张健国"}, 70, "near_name"),
    ],
)
def test_doubtful(changes: dict[str, str], score: int, reason: str) -> None:
    row = only(**changes)
    assert (row.state, row.score) == ("doubtful", score)
    assert row.candidates[0].score == score
    assert rows_reason(row) == reason


def rows_reason(row: Any) -> str:
    from shequyun.engines.intake.queries.reasons import SENTENCES

    return next(code for code, sentence in SENTENCES.items() if str(sentence) == row.candidates[0].reasons[0])


def test_without_a_document_name_birth_and_home_are_enough() -> None:
    assert only(身份证号="").state == "unchanged"


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"身份证号": "3.10106E+17"}, ["identity.digits_lost"]),
        ({"身份证号": "310106195203040011"}, ["identity.wrong_check_digit"]),
        ({"出生日期": "1952-03-05"}, ["identity.birth_contradicts"]),
        ({"姓名": "", "身份证号": "123"}, ["name_missing", "identity.unknown_form"]),
    ],
)
def test_refused(changes: dict[str, str], codes: list[str]) -> None:
    row = only(**changes)
    assert (row.state, [reason.code for reason in row.reasons]) == ("refused", codes)


def test_a_bad_phone_is_left_out_and_the_row_stays() -> None:
    row = only(联系电话="没有")
    assert (row.state, [reason.code for reason in row.reasons]) == ("unchanged", ["phone_unread"])


@pytest.mark.parametrize(
    ("home", "state_", "codes"),
    [
        ("恒丰路610弄2号909室", "new", []),
        ("恒丰路610弄99号101室", "refused", ["building_unknown"]),
        ("", "refused", ["address_missing"]),
    ],
)
def test_where_somebody_new_lives(home: str, state_: str, codes: list[str]) -> None:
    upload = brought_in([person("新来的", date(1990, 1, 1), 50, "", 现住址=home)])
    row = rows(upload)[0]
    assert (row.state, [reason.code for reason in row.reasons]) == (state_, codes)


def test_twice_in_the_file() -> None:
    new = person("新来的", date(1990, 1, 1), 50, "2号202")
    assert told(brought_in([new, new, PEOPLE[0], PEOPLE[0]])) == [
        (3, "new", []), (4, "duplicate", ["duplicate"]), (5, "unchanged", []), (6, "duplicate", ["duplicate"]),
    ]  # fmt: skip


def test_hukou_only_ends_the_living_stay() -> None:
    row = only(人户状态="户在人不在")
    assert (row.state, [(c.old, c.new) for c in row.changes]) == ("changed", [("恒丰路610弄1号101", "")])


def test_an_older_file_changes_nothing() -> None:
    upload = brought_in([PEOPLE[0] | {"联系电话": "13911112222", "现住址": "恒丰路610弄2号202室"}], date(2021, 4, 1))
    assert state(upload).counts["changed"] == 0


def test_buildings_homes_and_organisations() -> None:
    homes = brought_in(
        [{"地址": "恒丰路610弄1号101", "用途": "住宅"}, {"地址": "恒丰路610弄2号303", "用途": "空置"}, {"地址": "西藏路9号1室", "用途": ""}],
        subject_kind="dwelling", headers=("地址", "用途"),
    )  # fmt: skip
    assert [row.state for row in rows(homes)] == ["changed", "new", "refused"]
    houses = brought_in(
        [{"楼栋地址": "恒丰路610弄1号", "层数": "6"}, {"楼栋地址": "恒丰路610弄7号", "层数": "18"}],
        subject_kind="building", headers=("楼栋地址", "层数"),
    )  # fmt: skip
    assert [row.state for row in rows(houses)] == ["changed", "new"]
    units = brought_in(
        [{"单位名称": "恒丰面馆", "经营地址": "恒丰路610弄1号"}],
        subject_kind="organisation",
        headers=("单位名称", "经营地址"),
    )
    assert [row.state for row in rows(units)] == ["new"]
