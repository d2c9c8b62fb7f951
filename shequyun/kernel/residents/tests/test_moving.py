"""Moving in and out, births and deaths: dated, one hukou, households that close behind the last one out."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from shequyun.base.actor import NOBODY, Actor
from shequyun.base.errors import NoRight, NotVisible
from shequyun.base.scope import entered
from shequyun.kernel.residents.actions import change_end, move_in, move_out, record_birth, record_death
from shequyun.kernel.residents.models import Resident
from shequyun.kernel.residents.rules.moves import (
    AlreadyHere,
    BeforeItBegan,
    DiedAlready,
    EndedAlready,
    InTheFuture,
    TwoHeads,
)
from shequyun.kernel.residents.tests.conftest import SINCE, Street

JUNE = date(2021, 6, 16)


def test_entering_as_little_as_a_name(street: Street) -> None:
    key = street.enter("王五")
    found = street.resident(key)
    assert (found.name, found.initials, found.living_here, found.hukou_here) == ("王五", "ww", True, False)
    assert (street.stays(key), found.dwelling_id) == ([("living", 0, None, "")], street.homes[0])


def test_moving_in_elsewhere_leaves_the_old_home_open_until_it_is_said(street: Street, alice: Actor) -> None:
    key = street.enter("王五")
    move_in(alice, key, dwelling_id=street.homes[1], kind="living", from_date=JUNE, tenure="rented")
    assert street.stays(key) == [("living", 0, None, ""), ("living", 1, None, "")]


def test_a_hukou_moves(street: Street, alice: Actor) -> None:
    """户口登记条例 art. 6: a citizen has one; the old one ends the day the new one begins."""
    key = street.enter("王五", kinds=("hukou",))
    move_in(alice, key, dwelling_id=street.homes[1], kind="hukou", from_date=JUNE)
    assert street.stays(key) == [("hukou", 0, JUNE, "moved"), ("hukou", 1, None, "")]


def test_whoever_moves_in_joins_the_household_of_the_home(street: Street, alice: Actor) -> None:
    first, second = street.enter("王五", relation="02"), street.enter("赵六", home=1)
    move_in(alice, second, dwelling_id=street.homes[0], kind="living", from_date=JUNE, relation="12")
    assert street.members(street.open(first).household_id) == {"王五": "02", "赵六": "12"}


def test_moving_in_is_refused(street: Street, alice: Actor) -> None:
    key = street.enter("王五", relation="02", values={"birth_date": date(2020, 6, 1)}, since=date(2020, 7, 1))
    other = street.enter("赵六", home=1)
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(AlreadyHere):
        move_in(alice, key, dwelling_id=street.homes[0], kind="living", from_date=JUNE)
    with pytest.raises(TwoHeads):
        move_in(alice, other, dwelling_id=street.homes[0], kind="living", from_date=JUNE, relation="02")
    with pytest.raises(InTheFuture):
        move_in(alice, key, dwelling_id=street.homes[1], kind="living", from_date=tomorrow)
    with pytest.raises(BeforeItBegan):
        move_in(alice, key, dwelling_id=street.homes[1], kind="living", from_date=date(2020, 5, 31))
    assert street.stays(key) == [("living", 0, None, "")]


def test_moving_out_ends_the_stay_and_keeps_where_to(street: Street, alice: Actor) -> None:
    key = street.enter("王五", kinds=("hukou", "living"))
    move_out(alice, street.open(key).pk, on=JUNE, to_address="浦东新区上南路118弄7号502")
    found = street.resident(key)
    assert street.stays(key) == [("hukou", 0, None, ""), ("living", 0, JUNE, "moved")]
    assert (found.living_here, found.hukou_here, found.living_elsewhere) == (False, True, "浦东新区上南路118弄7号502")


def test_the_last_one_out_closes_the_household(street: Street, alice: Actor) -> None:
    one, two = street.enter("王五"), street.enter("赵六")
    household = street.open(one).household_id
    move_out(alice, street.open(one).pk, on=JUNE)
    assert street.household(household).closed_on is None
    move_out(alice, street.open(two).pk, on=JUNE)
    assert street.household(household).closed_on == JUNE


def test_moving_out_is_refused(street: Street, alice: Actor) -> None:
    key = street.enter("王五")
    stay = street.open(key).pk
    with pytest.raises(BeforeItBegan):
        move_out(alice, stay, on=SINCE - timedelta(days=1))
    with pytest.raises(InTheFuture):
        move_out(alice, stay, on=timezone.localdate() + timedelta(days=1))
    move_out(alice, stay, on=JUNE)
    with pytest.raises(EndedAlready):
        move_out(alice, stay, on=JUNE)


def test_an_end_can_be_said_otherwise(street: Street, alice: Actor) -> None:
    key = street.enter("王五")
    stay = street.open(key).pk
    with pytest.raises(NotVisible):
        change_end(alice, stay, on=JUNE)
    move_out(alice, stay, on=JUNE)
    change_end(alice, stay, on=date(2021, 5, 1))
    assert street.stays(key) == [("living", 0, date(2021, 5, 1), "moved")]


def test_a_birth_joins_the_household(street: Street, alice: Actor) -> None:
    mother = street.enter("顾佳怡", kinds=("hukou",), relation="02")
    household = street.open(mother, "hukou").household_id
    child = record_birth(alice, household, name="沈一诺", sex="2", birth_date=JUNE, relation="31")
    found = street.resident(child)
    assert (found.sex, found.birth_date, found.hukou_here) == ("2", JUNE, True)
    assert street.members(household) == {"顾佳怡": "02", "沈一诺": "31"}
    with pytest.raises(InTheFuture):
        record_birth(alice, household, name="沈二", sex="1", birth_date=timezone.localdate() + timedelta(days=1))


def test_a_death_ends_every_stay_and_is_recorded_once(street: Street, alice: Actor) -> None:
    key = street.enter("王五", kinds=("hukou", "living"))
    record_death(alice, key, on=JUNE)
    assert street.stays(key) == [("hukou", 0, JUNE, "death"), ("living", 0, JUNE, "death")]
    with pytest.raises(DiedAlready):
        record_death(alice, key, on=JUNE)
    with pytest.raises(DiedAlready):
        move_in(alice, key, dwelling_id=street.homes[1], kind="living", from_date=JUNE)


def test_moves_are_for_those_with_the_right_in_the_place(
    street: Street, alice: Actor, bob: Actor, carol: Actor
) -> None:
    key = street.enter("王五")
    stay = street.open(key).pk
    for actor, refusal in ((bob, NoRight), (carol, NotVisible), (NOBODY, NoRight)):
        with pytest.raises(refusal):
            move_out(actor, stay, on=JUNE)
        with pytest.raises(refusal):
            move_in(actor, key, dwelling_id=street.homes[1], kind="living", from_date=JUNE)
        with pytest.raises(refusal):
            record_death(actor, key, on=JUNE)
    with entered(alice.scope):
        assert Resident.objects.get(pk=key).version == street.resident(key).version
    assert street.stays(key) == [("living", 0, None, "")]
