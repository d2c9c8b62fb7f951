"""A committee with deputies, a station and a session that is being held."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from shequyun.base.actor import Actor
from shequyun.base.ids import new_id
from shequyun.base.scope import entered
from shequyun.engines.cases import actions as case_actions
from shequyun.engines.cases.models import Case
from shequyun.kernel.facts.actions import Say, observe
from shequyun.kernel.residents.actions import enter
from shequyun.programmes.deputies import actions, queries
from shequyun.programmes.deputies.actions import Plan, Said
from tests.cast import HERE
from tests.community import plant_areas


@dataclass(frozen=True)
class Round:
    """Keys of one of each."""

    city: UUID
    district: UUID
    station: UUID
    session: UUID


@pytest.fixture
def here(alice: Actor) -> Round:
    plant_areas(HERE)
    city = actions.enter_deputy(alice, name="沈代表", congress="city", unit="静安区选举")
    district = actions.enter_deputy(alice, name="陆代表", congress="district")
    station = actions.enter_station(alice, name="恒丰联系点", kind="point", place="恒丰路610弄1号底楼")
    plan = Plan(theme="公共卫生条例", held_on=timezone.localdate(), deputy_ids=[city, district], station_id=station)
    session = actions.plan_session(alice, plan=plan)
    actions.start_session(alice, session)
    return Round(city, district, station, session)


@pytest.fixture
def resident(alice: Actor) -> UUID:
    """Somebody of the register."""
    plant_areas(HERE)
    door = {"door": "恒丰路610弄3号", "road": "恒丰路", "lane": "610", "number": "3", "sort_key": "1"}
    home = {"address": "恒丰路610弄3号101", "room": "101", "sort_key": "1", "floor": 1}
    building, dwelling, today = new_id(), new_id(), timezone.localdate()
    says = [
        Say("building", HERE, {"floors": 6}, subject_id=building, new=True, fixed=door),
        Say("dwelling", HERE, {}, subject_id=dwelling, new=True, fixed=home | {"building_id": building}),
    ]
    with entered(alice.scope):
        observe(alice, says, source="police", observed_on=today)
    return enter(alice, values={"name": "张建国"}, dwelling_id=dwelling, source="police")


@pytest.fixture
def said(here: Round, wang: Actor) -> Callable[..., UUID]:
    """Record an opinion as wang, unless another actor is given; named unless said otherwise."""

    def one(words: str = "楼道灯不亮", actor: Actor = wang, **more: Any) -> UUID:
        if not more.keys() & {"resident_id", "anonymous"}:
            more.setdefault("name", "钱阿姨")
        return actions.record_opinion(actor, here.session, said=Said(words, **more))

    return one


@pytest.fixture
def handed_in(alice: Actor, said: Callable[..., UUID]) -> UUID:
    """A suggestion of two authors, one of them anonymous, handed in."""
    keys = [said("楼道灯不亮"), said("路灯也暗", anonymous=True)]
    key = actions.draft_suggestion(alice, keys, title="改善照明", power="subdistrict", proposal="列入年度计划")
    actions.hand_in(alice, key)
    return key


def shown(actor: Actor, key: UUID) -> queries.SuggestionPage:
    """The page of a suggestion."""
    with entered(actor.scope):
        return queries.suggestion_page(actor, key)


def answered(actor: Actor, key: UUID, **more: Any) -> None:
    """Answer a suggestion, taking it on first where nobody has it."""
    with entered(actor.scope):
        case = queries.suggestion_of(actor, key).case_id
        handler = Case.objects.get(pk=case).handler_id
    if handler is None:
        case_actions.assign(actor, case, to=actor.staff_id)
    values = {"result": "2", "words": "已列入年度方案", "by": timezone.localdate() + timedelta(days=90)} | more
    actions.answer(actor, key, **values)
