"""Grids under a committee, other names of addresses, and buildings corrected together."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from shequyun.base.actor import NOBODY, Actor
from shequyun.base.errors import NoRight, NotVisible
from shequyun.base.scope import entered
from shequyun.kernel.audit.queries import entries
from shequyun.kernel.places.actions import (
    close_grid,
    correct_buildings,
    correct_dwellings,
    forget_alias,
    name_alias,
    open_grid,
    rename_grid,
)
from shequyun.kernel.places.actions.correcting import GridElsewhere
from shequyun.kernel.places.actions.gridding import GridInUse, GridNameTaken, NoGridName
from shequyun.kernel.places.actions.naming import NotAName
from shequyun.kernel.places.models import Area
from shequyun.kernel.places.queries import alias_list, areas_under, building_of, find_dwellings, grids
from tests.cast import ELSEWHERE, HERE, make
from tests.community import Community, plant_areas


def test_a_grid_is_opened_renamed_filled_and_closed(here: Community, alice: Actor) -> None:
    first, second = open_grid(alice, HERE, name="第一网格"), open_grid(alice, HERE, name="第二网格")
    assert (first, second) == (f"{HERE}001", f"{HERE}002")
    rename_grid(alice, second, name="弄堂网格")
    correct_buildings(alice, [here.building], values={"grid": second})
    with entered(alice.scope):
        assert building_of(alice, here.building).grid == second
    with pytest.raises(GridInUse) as refused:
        close_grid(alice, second)
    assert refused.value.details == {"n": 1}
    Area.objects.filter(code=first).update(valid_from=timezone.localdate() - timedelta(days=30))
    close_grid(alice, first)
    assert [grid.name for grid in grids(alice)] == ["弄堂网格"]
    assert [(grid.code, grid.valid_to) for grid in areas_under(alice, HERE)] == [
        (second, None), (first, timezone.localdate()),
    ]  # fmt: skip
    assert open_grid(alice, HERE, name="第一网格") == f"{HERE}003"
    auditor = make("ada", "audit_admin", HERE)
    with entered(auditor.scope):
        told = [one.details["did"] for one in entries(auditor, verb="areas.change")]
    assert told == ["open", "close", "rename", "open", "open"]


def test_grids_have_names_of_their_own(here: Community, alice: Actor) -> None:
    open_grid(alice, HERE, name="第一网格")
    with pytest.raises(GridNameTaken):
        open_grid(alice, HERE, name=" 第一网格 ")
    with pytest.raises(NoGridName):
        open_grid(alice, HERE, name="  ")


def test_grids_are_opened_in_sight_and_with_the_right(here: Community, alice: Actor, bob: Actor, carol: Actor) -> None:
    grid = open_grid(alice, HERE, name="第一网格")
    for actor, refusal in ((bob, NoRight), (carol, NotVisible), (NOBODY, NoRight)):
        for act in (lambda who: open_grid(who, HERE, name="别的"), lambda who: close_grid(who, grid)):
            with pytest.raises(refusal):
                act(actor)


def test_a_grid_holds_buildings_of_its_committee(here: Community, alice: Actor, officer: Actor) -> None:
    plant_areas(ELSEWHERE)
    other = open_grid(officer, ELSEWHERE, name="邻网格")
    with pytest.raises(GridElsewhere):
        correct_buildings(officer, [here.building], values={"grid": other})


def test_homes_are_corrected_together_or_not_at_all(here: Community, alice: Actor, bob: Actor, carol: Actor) -> None:
    both = [here.dwelling, here.other_dwelling]
    assert correct_dwellings(alice, both, values={"use": "empty"}).changed == 2
    for actor, refusal in ((bob, NoRight), (carol, NotVisible), (NOBODY, NoRight)):
        with pytest.raises(refusal):
            correct_dwellings(actor, both, values={"use": "home"})
    with pytest.raises(NotVisible):
        correct_dwellings(alice, [here.dwelling, UUID(int=7)], values={"use": "home"})


def test_an_old_name_is_read_until_it_is_forgotten(here: Community, alice: Actor) -> None:
    name_alias(alice, community=HERE, said="老闸路", meant="恒丰路")
    with entered(alice.scope):
        assert [home.address for home in find_dwellings(alice, "老闸路610弄3号101")] == ["恒丰路610弄3号101"]
        assert [(one.said, one.meant) for one in alias_list(alice, HERE)] == [("老闸路", "恒丰路")]
    forget_alias(alice, community=HERE, said="老闸路")
    with entered(alice.scope):
        assert find_dwellings(alice, "老闸路610弄3号101") == []


def test_a_name_means_a_part_of_an_address(here: Community, alice: Actor, bob: Actor, carol: Actor) -> None:
    for said, meant in (("恒丰", "恒丰路"), ("老街", "不知所云"), ("", "恒丰路")):
        with pytest.raises(NotAName):
            name_alias(alice, community=HERE, said=said, meant=meant)
    for actor, refusal in ((bob, NoRight), (carol, NotVisible), (NOBODY, NoRight)):
        with pytest.raises(refusal):
            name_alias(actor, community=HERE, said="老闸路", meant="恒丰路")
    with pytest.raises(NotVisible):
        forget_alias(alice, community=HERE, said="没有")
