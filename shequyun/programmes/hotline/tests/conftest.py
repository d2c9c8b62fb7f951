"""Colleagues of alice, and a house."""

import pytest

from shequyun.base.actor import Actor
from shequyun.programmes.hotline.tests.house import House, built
from tests.cast import HERE, make


@pytest.fixture
def wang(db: None) -> Actor:
    return make("wang", "committee_worker", HERE)


@pytest.fixture
def sun(db: None) -> Actor:
    return make("sun", "committee_worker", HERE)


@pytest.fixture
def here(alice: Actor) -> House:
    return built(alice)
