"""Splitting and merging households of one home."""

import pytest

from shequyun.base.actor import NOBODY, Actor
from shequyun.base.errors import NoRight, NotVisible
from shequyun.kernel.residents.actions import merge_households, split_household
from shequyun.kernel.residents.rules.moves import DifferentHomes, HeadNotChosen, NothingLeft, SameRecord
from shequyun.kernel.residents.tests.conftest import Street


def test_a_split_takes_members_along_under_a_new_head(street: Street, alice: Actor) -> None:
    father, son, wife = (street.enter("王父", relation="02"), street.enter("王子", relation="21"), street.enter("王媳", relation="38"))  # fmt: skip
    household, stays = street.open(father).household_id, [street.open(key).pk for key in (son, wife)]
    new = split_household(alice, household, stay_ids=stays, head_stay_id=stays[0], number="B123")
    assert (street.members(household), street.members(new)) == ({"王父": "02"}, {"王子": "02", "王媳": ""})
    assert (street.household(new).number, street.household(new).dwelling_id) == ("B123", street.homes[0])


def test_a_split_leaves_somebody_and_takes_somebody(street: Street, alice: Actor) -> None:
    one, two = street.enter("王一", relation="02"), street.enter("王二")
    household, first, second = street.open(one).household_id, street.open(one).pk, street.open(two).pk
    for leaving, head in (([], first), ([first, second], first), ([street.homes[0]], street.homes[0])):
        with pytest.raises(NothingLeft):
            split_household(alice, household, stay_ids=leaving, head_stay_id=head)
    with pytest.raises(HeadNotChosen):
        split_household(alice, household, stay_ids=[second], head_stay_id=first)
    assert street.members(household) == {"王一": "02", "王二": ""}


def test_merging_brings_all_under_one_head_and_closes_the_other(street: Street, alice: Actor) -> None:
    one, two, three = street.enter("王一", relation="02"), street.enter("王二"), street.enter("王三")
    household = street.open(one).household_id
    new = split_household(alice, household, stay_ids=[street.open(two).pk], head_stay_id=street.open(two).pk)
    merge_households(alice, new, into_id=household)
    assert street.members(household) == {"王一": "02", "王二": "", "王三": ""}
    assert (street.members(new), street.household(new).closed_on is None) == ({}, False)
    assert street.open(three).household_id == household


def test_only_households_of_one_home_and_kind_merge(street: Street, alice: Actor) -> None:
    here, there, book = street.enter("王一"), street.enter("王二", home=1), street.enter("王三", kinds=("hukou",))
    household = street.open(here).household_id
    for other in (street.open(there).household_id, street.open(book, "hukou").household_id):
        with pytest.raises(DifferentHomes):
            merge_households(alice, household, into_id=other)
    with pytest.raises(SameRecord):
        merge_households(alice, household, into_id=household)


def test_households_are_for_those_with_the_right_in_the_place(street: Street, bob: Actor, carol: Actor) -> None:
    one, two = street.enter("王一", relation="02"), street.enter("王二")
    household, stay = street.open(one).household_id, street.open(two).pk
    for actor, refusal in ((bob, NoRight), (carol, NotVisible), (NOBODY, NoRight)):
        with pytest.raises(refusal):
            split_household(actor, household, stay_ids=[stay], head_stay_id=stay)
        with pytest.raises(refusal):
            merge_households(actor, household, into_id=stay)
