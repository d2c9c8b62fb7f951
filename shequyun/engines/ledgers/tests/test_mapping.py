"""Titles understood: a table of what departments write, and that understanding again changes nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shequyun.engines.intake.rules.cells import Column, letters_of
from shequyun.engines.intake.rules.headers import folded
from shequyun.engines.ledgers.fields import fixed
from shequyun.engines.ledgers.rules.mapping import band_of, understood
from shequyun.engines.ledgers.rules.titles import HEADER_TITLES

LABELS = {"低保": "label:low_income", "残疾": "label:disabled", "退役军人": "label:veteran"}
KNOWN = [*fixed(), *LABELS.values()]


def meant(*titles: str, remembered: dict[str, str] | None = None, counting: bool = False) -> list[str]:
    columns = [Column(index, letters_of(index), title) for index, title in enumerate(titles)]
    found = understood(columns, remembered=remembered or {}, labels=LABELS, known=KNOWN, counting=counting)
    return [one.meaning for one in found]


@pytest.mark.parametrize(
    ("title", "meaning"),
    [
        ("序号", "serial"),
        ("姓 名", "name"),
        ("性别（1男2女）", "sex"),
        ("公民身份号码", "document_number"),
        ("年龄（周岁）", "age"),
        ("年龄段", "age_band"),
        ("是否独居", "lives_alone"),
        ("是否低保户", "label:low_income"),
        ("残疾人", "label:disabled"),
        ("所属居委会", "committee"),
        ("联系人/电话", "contact_phone"),
        ("现住址/室", "room"),
        ("民族", ""),
        ("签名", ""),
        ("血型", ""),
    ],
)
def test_a_title(title: str, meaning: str) -> None:
    assert meant(title) == [meaning]


def test_columns_of_counts() -> None:
    titles = ("居委会", "男", "60-69岁", "80岁以上/女", "户数", "低保人数", "合计")
    assert meant(*titles, counting=True) == [
        "committee", "count_men", "count:60-69", "count_women:80-150", "count_homes", "count:label:low_income", "count",
    ]  # fmt: skip


def test_what_was_said_the_last_time_wins_unless_it_is_gone() -> None:
    assert meant("电话", remembered={"电话": "contact_phone"}) == ["contact_phone"]
    assert meant("电话", remembered={"电话": ""}) == [""]
    assert meant("电话", remembered={"电话": "label:gone"}) == ["phone"]


@pytest.mark.parametrize(
    ("text", "ages"), [("60-69岁", (60, 69)), ("80岁及以上", (80, 150)), ("18岁以下", (0, 17)), ("姓名", None)]
)
def test_ages_of_a_title(text: str, ages: tuple[int, int] | None) -> None:
    assert band_of(text) == ages


@given(st.lists(st.sampled_from(sorted(HEADER_TITLES)) | st.text(max_size=12), max_size=20))
def test_understanding_what_was_understood_changes_nothing(titles: list[str]) -> None:
    first = meant(*titles)
    by_title = {folded(title.replace("/", "")): meaning for title, meaning in zip(titles, first, strict=True)}
    again = meant(*titles, remembered={title: meaning for title, meaning in by_title.items() if title})
    assert [a for a, t in zip(again, titles, strict=True) if folded(t)] == [
        by_title[folded(t.replace("/", ""))] for t in titles if folded(t)
    ]
