"""A house."""

import pytest

from shequyun.base.actor import Actor
from shequyun.programmes.hotline.tests.house import House, built


@pytest.fixture
def here(alice: Actor) -> House:
    return built(alice)
