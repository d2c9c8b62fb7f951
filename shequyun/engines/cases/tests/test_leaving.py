"""Somebody leaves: what they had goes on, nothing waits for them; and a visit that a case asks for is a task."""

from collections.abc import Callable
from uuid import UUID

import pytest
from django.utils import timezone

from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, ChangedMeanwhile
from shequyun.base.scope import entered
from shequyun.engines.cases import actions, queries
from shequyun.engines.cases.actions.closing import PartsOpen
from shequyun.engines.cases.actions.giving import NoOpenPart, SamePerson
from shequyun.engines.cases.actions.tasking import NobodyToVisit, NoTaskOfSensitive
from shequyun.engines.cases.queries import CaseFilter, Holder
from shequyun.engines.cases.tests.conftest import row, seen
from shequyun.engines.worklist.queries import task_of
from shequyun.kernel.access.actions import end_post
from shequyun.kernel.audit.models import Entry
from tests.cast import ROOM
from tests.community import Community

Brought = Callable[..., UUID]


def flagged(actor: Actor, flag: str) -> list[UUID]:
    """The cases of a list with that flag."""
    with entered(actor.scope):
        return [one.pk for one in queries.filtered(actor, CaseFilter(flag=flag), now=timezone.now())]


def test_who_leaves_hands_everything_over(brought: Brought, alice: Actor, wang: Actor, sun: Actor) -> None:
    mine, given = brought(), brought()
    actions.assign(wang, given, to=alice.staff_id)
    assert actions.hand_all_over(alice, wang.staff_id, to=sun.staff_id, words="调离") == 2
    assert [(row(alice, key).first_name, row(alice, key).handler_name) for key in (mine, given)] == [
        ("sun", "sun"),
        ("sun", "alice"),
    ]


def test_an_open_part_goes_along_and_does_not_hold_the_case_up(
    brought: Brought, alice: Actor, wang: Actor, sun: Actor
) -> None:
    key = brought()
    actions.add_co_handler(wang, key, to=sun.staff_id, part="联系物业")
    with pytest.raises(PartsOpen):
        actions.close(wang, key, result="solved", done="已修")
    with pytest.raises(SamePerson):
        actions.hand_all_over(alice, sun.staff_id, to=sun.staff_id, words="调离")
    assert actions.hand_all_over(alice, sun.staff_id, to=alice.staff_id, words="调离") == 1
    found = seen(wang, key).standing
    assert (found.co[str(alice.staff_id)], found.co.keys() - found.parts_done) == ("联系物业", {str(alice.staff_id)})
    assert actions.hand_all_over(alice, alice.staff_id, to=wang.staff_id, words="也调离") == 2  # one of them her own
    actions.close(wang, key, result="solved", done="已修")  # who handles the case has the part anyway
    assert row(wang, key).state == "closed"


def test_a_part_that_is_no_longer_needed_is_dropped_with_a_reason(brought: Brought, wang: Actor, sun: Actor) -> None:
    key = brought()
    actions.add_co_handler(wang, key, to=sun.staff_id, part="联系物业")
    with pytest.raises(BadInput):
        actions.drop_part(wang, key, of=sun.staff_id, words=" ")
    actions.drop_part(wang, key, of=sun.staff_id, words="物业已到场")
    with pytest.raises(NoOpenPart):
        actions.drop_part(wang, key, of=sun.staff_id, words="再来")
    actions.close(wang, key, result="solved", done="已修")
    last = seen(wang, key).events[-2]
    assert (last.kind, last.words, last.data["of_name"]) == ("part_done", "物业已到场", "sun")


def test_who_holds_no_post_any_more_is_told_first(brought: Brought, alice: Actor, wang: Actor, officer: Actor) -> None:
    mine, above = brought(), brought()
    actions.assign(officer, above, to=officer.staff_id)
    assert flagged(alice, "gone") == []
    end_post(ROOM, wang.post_id)
    assert (flagged(alice, "gone"), flagged(officer, "gone")) == ([mine], [mine])
    with entered(alice.scope):
        assert queries.holders(alice) == [
            Holder(wang.staff_id, "wang", 2, True),
            Holder(alice.staff_id, "alice", 1, False),
            Holder(officer.staff_id, "olga", 1, False),
        ]
        assert (queries.left_behind(alice), queries.left_behind(wang)) == (1, 0)


def test_what_is_asked_and_reported_shows_above(brought: Brought, wang: Actor, officer: Actor) -> None:
    asked, reported, _neither = brought(), brought(), brought()
    actions.ask_body(wang, asked, body="街道", area=officer.area, words="请协调")
    actions.escalate(wang, reported, words="需协调")
    assert (flagged(officer, "asked"), flagged(officer, "escalated")) == ([asked], [reported])
    with entered(officer.scope):
        desk = queries.my_desk(officer, now=timezone.now())
        assert (desk["asked"], desk["escalated"]) == (1, 1)
    actions.body_replied(officer, asked, words="已协调")
    assert flagged(officer, "asked") == []


def test_a_visit_for_a_case_is_a_task(here: Community, brought: Brought, wang: Actor, sun: Actor) -> None:
    key = brought()
    version = row(wang, key).version
    task = actions.make_task(wang, key, to=sun.staff_id, words="看漏点", base_version=version)
    with pytest.raises(ChangedMeanwhile):
        actions.make_task(wang, key, to=sun.staff_id, words="看漏点", base_version=version)
    with entered(sun.scope):
        made = task_of(sun, task)
        assert (made.subject_id, made.owner_name, made.drive.note) == (here.resident, "sun", "看漏点")
        assert [one.pk for one in queries.cases_about(sun, task)] == [key]
        assert Entry.objects.get(verb="cases.make_task").subject_id == str(key)
    assert seen(wang, key).events[-1].data["id"] == str(task)


def test_no_visit_to_nobody_and_none_that_would_tell_of_a_sensitive_case(
    brought: Brought, wang: Actor, sun: Actor
) -> None:
    with pytest.raises(NobodyToVisit):
        actions.make_task(wang, brought(resident_id=None, place="弄口"), to=sun.staff_id, words="看看")
    with pytest.raises(NoTaskOfSensitive):
        actions.make_task(wang, brought(words="她被丈夫打，家暴"), to=sun.staff_id, words="看看")
