"""A committee with people and a colleague, and cases in it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from shequyun.base.actor import Actor
from shequyun.base.scope import entered
from shequyun.engines.cases.actions import Intake, register
from shequyun.engines.cases.models import Case
from shequyun.engines.cases.queries import CasePage, page_of
from tests.community import Community

WORDS = "三楼漏水，天花板在滴水"


@pytest.fixture
def brought(here: Community, wang: Actor) -> Callable[..., UUID]:
    """Register as wang, unless another actor is given."""

    def one(actor: Actor = wang, words: str = WORDS, **more: Any) -> UUID:
        more.setdefault("resident_id", here.resident)
        return register(actor, intake=Intake(words=words, **more))

    return one


def seen(actor: Actor, key: UUID) -> CasePage:
    """The page of a case."""
    with entered(actor.scope):
        return page_of(actor, key)


def row(actor: Actor, key: UUID) -> Case:
    """The row of a case, whoever may see it."""
    with entered(actor.scope):
        return Case.objects.get(pk=key)
