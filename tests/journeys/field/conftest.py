"""Phones for the journeys at the door: with the Chromium of today, or of three years ago where a journey asks for it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.journeys.field.phone import Phone, made
from tests.live import Live


@pytest.fixture
def aged(request: pytest.FixtureRequest) -> Any:
    """The browser of the phones, by the name of its fixture."""
    return request.getfixturevalue(getattr(request, "param", "browser"))


@pytest.fixture
def phones(live: Live, aged: Any) -> Iterator[Callable[[], Phone]]:
    """As many phones as are asked for."""
    with made(live, aged) as make:
        yield make
