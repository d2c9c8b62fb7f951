"""Vaccination coverage on screen: every number opens the list behind it, on any day."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from shequyun.base.actor import Actor
from shequyun.programmes.vaccination.actions import record_dose
from tests.community import Community, make_community

FIRST, SECOND = date(2021, 5, 20), date(2021, 6, 16)
NUMBERS = ("people", "none", "begun", "full", "boosted", "held")


@pytest.fixture
def here(alice: Actor) -> Community:
    made = make_community(alice)
    record_dose(alice, made.resident, product="covid_wuhan", given_on=FIRST)
    record_dose(alice, made.resident, product="covid_wuhan", given_on=SECOND)
    return made


@pytest.fixture
def client(here: Community, alice: Actor, signed_in: Any) -> Client:
    found: Client = signed_in(alice)
    return found


@pytest.mark.parametrize(("on", "full"), [("2021-05-19", 0), ("2021-06-15", 0), ("2021-06-16", 1), ("", 1)])
def test_every_number_opens_a_list_of_so_many_people(client: Client, on: str, full: int) -> None:
    page = client.get(f"/vaccination/?vaccine=covid&on={on}")
    assert page.context["linked"]
    counted = 0
    for _band, (cell, lists) in page.context["totals"]:
        for name in NUMBERS:
            assert client.get(lists[name]).context["count"] == getattr(cell, name), (name, on)
            counted += getattr(cell, name)
    assert counted
    assert sum(cell.full for _band, (cell, _lists) in page.context["totals"]) == full


def test_the_list_of_another_day_is_to_be_looked_at(client: Client, here: Community) -> None:
    """What is done to people is done with the list of today; a day that cannot be read is today."""
    condition = '{"all":[{"field":"age","op":"between","value":[70,79]}]}'
    then = client.get("/people/", {"condition": condition, "on": "2021-06-15"})
    assert here.resident in [line[0].pk for line in then.context["lines"]]
    assert "71" in then.content.decode()
    assert "2021-06-15" in then.content.decode()
    assert "put-label" not in then.content.decode()
    assert "put-label" in client.get("/people/", {"condition": condition, "on": "morgen"}).content.decode()
