"""A colleague of alice."""

import pytest

from shequyun.base.actor import Actor
from tests.cast import HERE, make


@pytest.fixture
def wang(db: None) -> Actor:
    return make("wang", "committee_worker", HERE)
