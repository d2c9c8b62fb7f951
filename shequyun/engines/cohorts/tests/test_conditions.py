"""Conditions: what can be read, what is refused and where, and that reading and writing are each other's reverse."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shequyun.engines.cohorts.choices import TEMPLATES
from shequyun.engines.cohorts.rules.conditions import MAX_LEAVES, ConditionWrong, as_json, leaves, read_condition
from shequyun.engines.cohorts.rules.periods import bounds
from shequyun.engines.cohorts.rules.sentences import sentence
from shequyun.engines.cohorts.tests.drawn import conditions

pytestmark = pytest.mark.django_db
AGED = {"field": "age", "op": "ge", "value": 60}
ALONE = {"field": "lives_alone", "op": "yes"}


@given(conditions())
def test_reading_and_writing_are_each_others_reverse(said: Any) -> None:
    once = as_json(read_condition(said))
    assert as_json(read_condition(json.loads(json.dumps(once)))) == once
    assert sentence(read_condition(once)) == sentence(read_condition(said)) != ""


@pytest.mark.parametrize(
    ("said", "at"),
    [
        ([], "$"),
        ({}, "$"),
        ({"all": AGED}, "$"),
        ({"all": [AGED], "any": [ALONE]}, "$"),
        ({"all": [{"field": "shoe_size", "op": "ge", "value": 40}]}, "$.all[0]"),
        ({"any": [AGED, {"field": "age", "op": "starts", "value": "6"}]}, "$.any[1]"),
        ({"not": {"field": "age", "op": "ge", "value": "sixty"}}, "$.not"),
        ({"all": [AGED | {"sql": "1=1"}]}, "$.all[0]"),
        ({"all": [{"field": "age", "op": "between", "value": [70, 60]}]}, "$.all[0]"),
        ({"all": [{"field": "sex", "op": "in", "value": ["3"]}]}, "$.all[0]"),
        ({"all": [{"field": "sex", "op": "in", "value": []}]}, "$.all[0]"),
        ({"all": [{"field": "birth_date", "op": "before", "value": "1960-13-01"}]}, "$.all[0]"),
        ({"all": [{"field": "employer", "op": "is", "value": "x" * 65}]}, "$.all[0]"),
        ({"all": [{"field": "name", "op": "starts", "value": "\x00"}]}, "$.all[0]"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(said: Any, at: str) -> None:
    with pytest.raises(ConditionWrong) as refused:
        read_condition(said)
    assert refused.value.details["at"] == at


def test_size_and_depth_are_bounded() -> None:
    deep: Any = AGED
    for _ in range(5):
        deep = {"all": [deep]}
    for said in ({"all": [AGED] * (MAX_LEAVES + 1)}, {"all": [deep]}):
        with pytest.raises(ConditionWrong):
            read_condition(said)
    assert len(list(leaves(read_condition({"all": [AGED] * MAX_LEAVES})))) == MAX_LEAVES


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"all": []}, "全部在册人员"),
        (AGED, "60 岁以上"),
        ({"all": [AGED, ALONE]}, "60 岁以上 且 独居"),
        ({"all": [AGED, {"any": [ALONE, {"field": "sex", "op": "in", "value": ["1"]}]}]}, "60 岁以上 且 （独居 或 性别为男）"),
        ({"not": {"all": [AGED, ALONE]}}, "不是（60 岁以上 且 独居）"),
        ({"field": "turns", "op": "this_quarter", "value": 80}, "本季度满 80 岁"),
        ({"field": "presence", "op": "in", "value": ["living_only", "both"]}, "居住在此"),
        ({"field": "presence", "op": "in", "value": ["hukou_only"]}, "人户状态为户在人不在"),
    ],
)  # fmt: skip
def test_a_condition_is_said_aloud(said: Any, words: str) -> None:
    assert sentence(read_condition(said)) == words


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: one.code)
def test_every_template_can_be_read_and_says_something(template: Any) -> None:
    assert sentence(read_condition(template.condition)) != "全部在册人员"


def test_there_are_twenty_templates_and_more() -> None:
    assert len({template.code for template in TEMPLATES}) == len(TEMPLATES) >= 20


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("this_month", date(2021, 11, 1), date(2021, 11, 30)),
        ("next_month", date(2021, 12, 1), date(2021, 12, 31)),
        ("this_quarter", date(2021, 10, 1), date(2021, 12, 31)),
        ("next_quarter", date(2022, 1, 1), date(2022, 3, 31)),
        ("this_year", date(2021, 1, 1), date(2021, 12, 31)),
        ("next_year", date(2022, 1, 1), date(2022, 12, 31)),
    ],
)
def test_periods_of_the_calendar(period: str, first: date, last: date) -> None:
    assert bounds(period, date(2021, 11, 25)) == (first, last)


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.sampled_from(["month", "quarter", "year"]))
def test_the_next_period_begins_where_this_one_ends(day: date, unit: str) -> None:
    this, following = bounds(f"this_{unit}", day), bounds(f"next_{unit}", day)
    assert this[0] <= day <= this[1]
    assert (following[0] - this[1]).days == 1
