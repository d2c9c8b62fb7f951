"""Phones for the journeys at the door."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.journeys.field.phone import Phone, made
from tests.live import Live


@pytest.fixture
def phones(live: Live, browser: Any) -> Iterator[Callable[[], Phone]]:
    """As many phones as are asked for."""
    with made(live, browser) as make:
        yield make
