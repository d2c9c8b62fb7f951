"""Taking a visit back; what somebody who left still holds; handing promises over; rule labels that ask of visits."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from shequyun.base.actor import Actor
from shequyun.base.errors import NoRight, NotVisible
from shequyun.base.scope import entered
from shequyun.engines.cohorts.actions import define_rule
from shequyun.engines.cohorts.actions.following import RuleOnRule
from shequyun.engines.cohorts.queries import members
from shequyun.engines.worklist.actions import (
    Promised,
    finish_task,
    hand_promise,
    keep_promise,
    reassign,
    record_visit,
    reopen_task,
    share_out,
    withdraw_visit,
)
from shequyun.engines.worklist.actions.handing import NothingOpen, NotYourPromise, SameHands
from shequyun.engines.worklist.actions.sharing import NotAWorker
from shequyun.engines.worklist.actions.withdrawing import NotYourVisit, TakenBack
from shequyun.engines.worklist.actions.working import ReasonMissing
from shequyun.engines.worklist.choices import PromiseState
from shequyun.engines.worklist.models import Task, VisitWithdrawal
from shequyun.engines.worklist.queries import (
    due,
    last_visit,
    leavers,
    open_promises,
    open_tasks,
    promise_hand_overs,
    promise_is,
    promise_of,
    promises_from,
    results_of,
    standing_visits,
    visits_of,
    when_to_knock,
)
from shequyun.kernel.access.actions import end_post
from shequyun.kernel.access.models import Post
from shequyun.kernel.audit.models import Entry
from shequyun.kernel.labels.queries import carried
from shequyun.kernel.residents.models import Resident
from tests.cast import ROOM
from tests.community import Community

TODAY = timezone.localdate
DUE = timedelta(3)


def visited(actor: Actor, here: Community, outcome: str = "met", **more: Any) -> UUID:
    return record_visit(
        actor, **{"dwelling_id": here.dwelling, "resident_ids": [here.resident], "outcome": outcome, **more}
    )


def test_what_a_visit_said_and_did_goes_back_with_it(alice: Actor, here: Community) -> None:
    share_out(
        alice, matter="elder_care", title="看望", subject_kind="resident", subject_ids=[here.resident], fields=["name"]
    )
    with entered(alice.scope):
        before = Resident.objects.get(pk=here.resident)
        labels = [one.label.pk for one in carried(alice, [here.resident], today=TODAY()).get(here.resident, [])]
    key = visited(
        alice, here, observed={here.resident: {"contact_name": "张小红"}}, label_ids=[here.label],
        promises=[Promised("送轮椅申请表", TODAY() + DUE)],
    )  # fmt: skip
    assert withdraw_visit(alice, key, reason="登错了门牌") == []
    with entered(alice.scope):
        after = Resident.objects.get(pk=here.resident)
        assert (after.contact_name, after.observed_on) == (before.contact_name, before.observed_on)
        assert [one.label.pk for one in carried(alice, [here.resident], today=TODAY()).get(here.resident, [])] == labels
        (task,) = open_tasks(alice)
        assert [(one.outcome, one.said) for one in results_of(alice, [task.pk])[task.pk]] == [
            ("reopened", "走访已撤回：登错了门牌"),
            ("done", ""),
        ]
        (promise,) = promises_from(alice, [key])[key]
        assert promise_is(promise, today=TODAY()) == PromiseState.WITHDRAWN
        assert list(open_promises(alice)) == []
        said = VisitWithdrawal.objects.get(visit_id=key)
        assert (said.reason, said.staff_name) == ("登错了门牌", "alice")
        (entry,) = Entry.objects.filter(subject_id=str(key), verb="visits.withdraw")
        assert (entry.reason, entry.details["tasks"], entry.details["promises"]) == ("登错了门牌", 1, 1)


def test_it_stays_on_the_time_line_and_counts_for_nothing(alice: Actor, here: Community) -> None:
    key = visited(alice, here, "nobody_home", resident_ids=[])
    other = visited(alice, here, "phoned")
    withdraw_visit(alice, key, reason="弄错楼")
    withdraw_visit(alice, other, reason="弄错人")
    asked = {"all": [{"field": "contacted", "op": "last_days", "value": 5}]}
    with entered(alice.scope):
        assert {one.pk for one in visits_of(alice, "dwelling", here.dwelling)} == {key, other}
        assert list(standing_visits(alice)) == []
        assert last_visit(alice, "dwelling", here.dwelling) is None
        assert when_to_knock(alice, here.dwelling, here.building) is None
        assert list(members(alice, asked, today=TODAY())) == []


def test_what_somebody_has_changed_since_stays_and_is_told(alice: Actor, here: Community) -> None:
    key = visited(alice, here, observed={here.resident: {"contact_name": "张小红"}})
    visited(alice, here, observed={here.resident: {"contact_name": "张小兰"}})
    (left,) = withdraw_visit(alice, key, reason="登错")
    assert (left.subject_kind, left.field) == ("resident", "contact_name")
    with entered(alice.scope):
        assert Resident.objects.get(pk=here.resident).contact_name == "张小兰"


def test_a_task_that_was_ended_again_since_stays_ended(alice: Actor, here: Community) -> None:
    share_out(
        alice, matter="elder_care", title="看望", subject_kind="resident", subject_ids=[here.resident], fields=["name"]
    )
    key = visited(alice, here)
    with entered(alice.scope):
        task = Task.objects.get()
    reopen_task(alice, task.pk, reason="再看一次")
    finish_task(alice, task.pk)
    withdraw_visit(alice, key, reason="登错")
    with entered(alice.scope):
        assert Task.objects.get().outcome == "done"


def test_who_may_take_it_back_and_when(
    alice: Actor, wang: Actor, bob: Actor, carol: Actor, nobody: Actor, here: Community
) -> None:
    mine, theirs = visited(wang, here), visited(alice, here)
    for actor, refusal in ((bob, NoRight), (nobody, NoRight), (carol, NotVisible)):
        with pytest.raises(refusal):
            withdraw_visit(actor, mine, reason="登错")
    with pytest.raises(NotYourVisit):
        withdraw_visit(wang, theirs, reason="登错")
    with pytest.raises(ReasonMissing):
        withdraw_visit(wang, mine, reason="  ")
    withdraw_visit(alice, mine, reason="代为撤回")
    with pytest.raises(TakenBack):
        withdraw_visit(wang, mine, reason="登错")


def test_rule_labels_that_ask_of_visits_follow_at_once(alice: Actor, here: Community) -> None:
    condition = {"all": [{"field": "contacted", "op": "last_days", "value": 30}]}
    label = define_rule(
        alice, name="近期联系", short="联系", meaning="30 天内联系上", condition=condition, owner="居委会"
    )

    def carry() -> bool:
        with entered(alice.scope):
            found = carried(alice, [here.resident], today=TODAY()).get(here.resident, [])
            return label in {one.label.pk for one in found}

    assert not carry()
    key = visited(alice, here)
    assert carry()
    withdraw_visit(alice, key, reason="登错")
    assert not carry()
    asked = {"all": [{"field": "open_task", "op": "yes"}]}
    with pytest.raises(RuleOnRule):
        define_rule(alice, name="有任务", short="任务", meaning="有待办任务", condition=asked, owner="居委会")


def leave(actor: Actor) -> None:
    end_post(ROOM, Post.objects.get(staff_id=actor.staff_id, to_date=None).pk)


def test_what_a_leaver_holds_is_shown_and_moves_whole(alice: Actor, wang: Actor, here: Community) -> None:
    share_out(
        alice, matter="elder_care", title="看望", subject_kind="resident", subject_ids=[here.resident],
        workers=[wang.staff_id],
    )  # fmt: skip
    visited(wang, here, "come_back", promises=[Promised("带表来", TODAY() + DUE)])
    with entered(alice.scope):
        assert leavers(alice) == []
    leave(wang)
    with entered(alice.scope):
        (left,) = leavers(alice)
        assert (left.staff_id, left.name, left.tasks, left.promises) == (wang.staff_id, "wang", 1, 1)
    assert reassign(alice, from_id=wang.staff_id, to_ids=[alice.staff_id], words="接手") == 2
    with entered(alice.scope):
        assert leavers(alice) == []
        (promise,) = open_promises(alice, by=alice.staff_id)
        assert (promise.staff_name, promise.keeper_name) == ("wang", "alice")
        assert [
            (one.from_name, one.to_name, one.note) for one in promise_hand_overs(alice, [promise.pk])[promise.pk]
        ] == [("wang", "alice", "接手")]
        assert due(alice, owner=alice.staff_id, today=TODAY()).week == 1 + (Task.objects.get().due_on > TODAY())


def test_a_promise_goes_to_a_colleague_and_no_further(
    alice: Actor, wang: Actor, bob: Actor, carol: Actor, here: Community
) -> None:
    visited(alice, here, promises=[Promised("带表来", TODAY() + DUE)])
    with entered(alice.scope):
        (promise,) = open_promises(alice)
    with pytest.raises(NoRight):
        hand_promise(bob, promise.pk, to=alice.staff_id)
    with pytest.raises(NotVisible):
        hand_promise(carol, promise.pk, to=carol.staff_id)
    with pytest.raises(NotYourPromise):
        hand_promise(wang, promise.pk, to=wang.staff_id)
    with pytest.raises(NotAWorker):
        hand_promise(alice, promise.pk, to=carol.staff_id)
    with pytest.raises(SameHands):
        hand_promise(alice, promise.pk, to=alice.staff_id)
    hand_promise(alice, promise.pk, to=wang.staff_id, words="请代办")
    keep_promise(wang, promise.pk)
    with pytest.raises(NothingOpen):
        hand_promise(alice, promise.pk, to=wang.staff_id)
    with entered(alice.scope):
        assert promise_of(alice, promise.pk).keeper_name == "wang"
        verbs = [entry.verb for entry in Entry.objects.filter(subject_id=str(promise.pk)).order_by("at")]
        assert verbs == ["promises.hand_over", "promises.keep"]
