"""Who lives alone: one rule for the page, for lists and for the grid of a building."""

from datetime import date
from uuid import UUID

from shequyun.base.actor import NOBODY, Actor
from shequyun.base.scope import entered
from shequyun.kernel.facts.actions import Say, observe
from shequyun.kernel.residents.actions import split_household
from shequyun.kernel.residents.queries import homes_of, living_alone, page_of
from shequyun.kernel.residents.tests.conftest import Street

TODAY = date(2026, 3, 1)


def told_dead(street: Street, key: UUID) -> None:
    """A list says that somebody has died; nobody has ended their stay."""
    saying = Say("resident", street.actor.area, {"death_date": TODAY}, subject_id=key)
    with entered(street.actor.scope):
        observe(street.actor, [saying], source="police", observed_on=TODAY)


def alone(street: Street, *keys: UUID) -> list[bool]:
    """Whether each of them lives alone, which every reader has to tell alike."""
    with entered(street.actor.scope):
        pages = [page_of(street.actor, key, on=TODAY) for key in keys]
        building = pages[0].open_stays[0].dwelling.building_id
        grid = {home.dwelling.pk: home.alone for home in homes_of(street.actor, building)}
        listed = living_alone(street.actor, keys)
    shown = [page.lives_alone for page in pages]
    assert [key in listed for key in keys] == shown
    assert {home for home, said in grid.items() if said} == {
        page.resident.dwelling_id for page in pages if page.lives_alone
    }
    return shown


def test_another_household_in_the_home_is_company(street: Street, alice: Actor) -> None:
    father, son, other = street.enter("王父", relation="02"), street.enter("王子"), street.enter("赵六", home=1)
    stay = street.open(son).pk
    split_household(alice, street.open(father).household_id, stay_ids=[stay], head_stay_id=stay)
    assert alone(street, father, son, other) == [False, False, True]


def test_the_dead_are_no_company_and_do_not_live_alone(street: Street) -> None:
    husband, wife = street.enter("王父"), street.enter("李母")
    assert alone(street, husband, wife) == [False, False]
    told_dead(street, husband)
    assert alone(street, husband, wife) == [False, True]
    told_dead(street, wife)
    assert alone(street, husband, wife) == [False, False]


def test_who_is_only_registered_keeps_nobody_company(street: Street) -> None:
    here, away = street.enter("王父"), street.enter("李母", kinds=("hukou",))
    assert alone(street, here, away) == [True, False]


def test_nobody_is_told_who_lives_alone_elsewhere(street: Street, carol: Actor) -> None:
    key = street.enter("王父")
    for actor in (carol, NOBODY):
        with entered(actor.scope):
            assert living_alone(actor, [key]) == set()
