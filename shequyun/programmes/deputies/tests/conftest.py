"""A committee with deputies, a station and a session that is being held."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from shequyun.base.actor import Actor
from shequyun.base.scope import entered
from shequyun.programmes.deputies import actions, queries
from shequyun.programmes.deputies.actions import Plan, Said
from tests.cast import HERE, make
from tests.community import Community, make_community


@dataclass(frozen=True)
class Round:
    """Keys of one of each."""

    community: Community
    city: UUID
    district: UUID
    station: UUID
    session: UUID


@pytest.fixture
def wang(db: None) -> Actor:
    """A worker here."""
    return make("wang", "committee_worker", HERE)


@pytest.fixture
def here(alice: Actor) -> Round:
    community = make_community(alice)
    city = actions.enter_deputy(alice, name="沈代表", congress="city", unit="静安区选举")
    district = actions.enter_deputy(alice, name="陆代表", congress="district")
    station = actions.enter_station(alice, name="恒丰联系点", kind="point", place="恒丰路610弄1号底楼")
    plan = Plan(theme="公共卫生条例", held_on=timezone.localdate(), deputy_ids=[city, district], station_id=station)
    session = actions.plan_session(alice, plan=plan)
    actions.start_session(alice, session)
    return Round(community, city, district, station, session)


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
