"""A fixed cast: alice (right, here) with wang and sun, bob (here, no right), carol (right, elsewhere), an officer above, and
nobody."""

from typing import Any

import pytest
from django.test import Client

from shequyun.base.actor import NOBODY, Actor
from shequyun.kernel.access.actions import assign_post, create_staff
from shequyun.kernel.access.queries import actor_by_name

HERE, ELSEWHERE, ABOVE = "310106011023", "310106011022", "310106011"
PASSWORD = "Correct-Horse-9"
ROOM = Actor(name="机房", role="set_up", area="31", rights=frozenset({"staff.manage", "posts.manage", "roles.manage"}))


def make(username: str, role: str, area: str) -> Actor:
    """An account with one post."""
    key, _password = create_staff(ROOM, username=username, name=username, password=PASSWORD)
    assign_post(ROOM, key, role=role, area=area)
    return actor_by_name(username)


@pytest.fixture
def alice(db: None) -> Actor:
    return make("alice", "committee_head", HERE)


@pytest.fixture
def bob(db: None) -> Actor:
    """Here, with a post that carries no right over residents."""
    return make("bob", "city_officer", "31").__class__(name="bob", role="none", area=HERE)


@pytest.fixture
def wang(db: None) -> Actor:
    """A colleague of alice, who works and does not lead."""
    return make("wang", "committee_worker", HERE)


@pytest.fixture
def sun(db: None) -> Actor:
    """Another one."""
    return make("sun", "committee_worker", HERE)


@pytest.fixture
def carol(db: None) -> Actor:
    return make("carol", "committee_head", ELSEWHERE)


@pytest.fixture
def officer(db: None) -> Actor:
    return make("olga", "subdistrict_officer", ABOVE)


@pytest.fixture
def nobody() -> Actor:
    return NOBODY


@pytest.fixture
def here(alice: Actor) -> Any:
    """The small community of alice, unless a test makes its own."""
    from tests.community import make_community

    return make_community(alice)


@pytest.fixture
def signed_in(db: None) -> Any:
    """A client of an actor who has signed in."""

    def client_of(actor: Actor) -> Client:
        from shequyun.kernel.access.queries import active_staff

        client = Client()
        client.force_login(active_staff(str(actor.staff_id)), backend="django.contrib.auth.backends.ModelBackend")
        return client

    return client_of
