"""Deputies' suggestions as cases: their four answers, and giving back within the time of the law."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput
from shequyun.engines.cases import actions
from shequyun.engines.cases.actions.closing import SayUntilWhen
from shequyun.engines.cases.actions.giving import TooLateToRefuse
from shequyun.engines.cases.tests.conftest import row

Brought = Callable[..., UUID]


def test_deputies_suggestions_end_with_one_of_four_answers_and_a_day_where_one_is_promised(
    brought: Brought, wang: Actor
) -> None:
    key = brought(channel="deputy", kind="suggestion", resident_id=None)
    with pytest.raises(BadInput):
        actions.close(wang, key, result="solved", done="好")
    with pytest.raises(SayUntilWhen):
        actions.close(wang, key, result="2", done="已列入年度计划")
    actions.close(wang, key, result="2", done="已列入年度计划", by=timezone.localdate() + timedelta(days=60))
    found = row(wang, key)
    assert (found.result, found.result_by) == ("2", timezone.localdate() + timedelta(days=60))
    with pytest.raises(BadInput):
        actions.close(wang, brought(), result="1", done="好")


def test_a_suggestion_is_given_back_within_the_time_of_the_law_alone(
    brought: Brought, alice: Actor, wang: Actor, sun: Actor
) -> None:
    key = brought(channel="deputy", kind="suggestion", resident_id=None, take=False)
    with actions.as_of(timezone.now() - timedelta(days=40)):
        actions.assign(alice, key, to=sun.staff_id)
    with pytest.raises(TooLateToRefuse):
        actions.refuse(sun, key, rule="not_mine", words="不归我们")
    assert row(wang, key).due_clock == "answer"  # a right that lapsed presses nobody
    other = brought(channel="deputy", kind="suggestion", resident_id=None, take=False)
    actions.assign(alice, other, to=sun.staff_id)
    actions.refuse(sun, other, rule="not_mine", words="不归我们")
    assert (row(wang, other).state, row(wang, other).due_clock) == ("new", "assign")
