"""Recording visits, what they confirm and answer; promises; what screening asks of both."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from shequyun.base.actor import Actor
from shequyun.base.errors import NoRight, NotVisible
from shequyun.base.ids import new_id
from shequyun.base.scope import entered
from shequyun.engines.cohorts.queries import members
from shequyun.engines.worklist.actions import (
    Promised,
    break_promise,
    keep_promise,
    make_promise,
    record_visit,
    share_out,
)
from shequyun.engines.worklist.actions.promising import (
    BrokenWithoutReason,
    PromisedInThePast,
    PromiseEmpty,
    PromiseEnded,
)
from shequyun.engines.worklist.actions.visiting import InTheFuture, LearnedOfNobody, NobodyVisited
from shequyun.engines.worklist.models import Visit
from shequyun.engines.worklist.queries import (
    last_visit,
    open_promises,
    open_tasks,
    promise_is,
    promise_of,
    promises_from,
    promises_of,
    results_of_visit,
    visits_of,
    when_to_knock,
)
from shequyun.engines.worklist.rules.matters import UnknownField
from shequyun.kernel.audit.models import Entry
from shequyun.kernel.labels.queries import carried
from shequyun.kernel.residents.models import Resident, Stay
from tests.community import Community

TODAY = timezone.localdate


def visited(actor: Actor, here: Community, outcome: str = "met", **more: Any) -> UUID:
    return record_visit(
        actor, **{"dwelling_id": here.dwelling, "resident_ids": [here.resident], "outcome": outcome, **more}
    )


def test_who_was_met_is_confirmed_with_the_date(alice: Actor, here: Community) -> None:
    key = visited(alice, here, said="身体都好")
    with entered(alice.scope):
        assert Resident.objects.get(pk=here.resident).observed_on == TODAY()
        assert set(Stay.objects.filter(resident_id=here.resident).values_list("observed_on", flat=True)) == {TODAY()}
        for kind, subject in (
            ("resident", here.resident),
            ("dwelling", here.dwelling),
            ("building", here.building),
        ):
            assert [one.pk for one in visits_of(alice, kind, subject)] == [key]
        assert visits_of(alice, "organisation", here.organisation).count() == 0
        assert [entry.verb for entry in Entry.objects.filter(subject_id=str(key))] == ["visits.record"]


def test_nobody_home_confirms_nobody_and_says_when_to_come_again(alice: Actor, here: Community) -> None:
    with entered(alice.scope):
        before = Resident.objects.get(pk=here.resident).observed_on
    visited(alice, here, "nobody_home", resident_ids=[])
    with entered(alice.scope):
        assert Resident.objects.get(pk=here.resident).observed_on == before
        assert when_to_knock(alice, here.dwelling, here.building) is not None
        assert when_to_knock(alice, here.other_dwelling, here.building) is None


def test_what_was_learned_labels_and_promises_come_with_the_visit(alice: Actor, here: Community) -> None:
    due = TODAY() + timedelta(3)
    key = visited(
        alice, here,
        observed={here.resident: {"contact_name": "张小红", "phone": ""}, here.dwelling: {"tenure": "rented"}},
        label_ids=[here.label], promises=[Promised("送轮椅申请表", due)],
    )  # fmt: skip
    with entered(alice.scope):
        assert Resident.objects.get(pk=here.resident).contact_name == "张小红"
        assert [one.label.pk for one in carried(alice, [here.resident], today=TODAY())[here.resident]][-1] == here.label
        (promise,) = promises_from(alice, [key])[key]
        assert (promise.what, promise.to_name, promise.due_on, promise.building_id) == (
            "送轮椅申请表", "张建国", due, here.building,
        )  # fmt: skip
        assert [one.pk for one in promises_of(alice, "dwelling", here.dwelling)] == [promise.pk]


def test_a_visit_ends_the_tasks_that_it_answers_and_leaves_what_is_still_asked(alice: Actor, here: Community) -> None:
    for title, fields in (("看望", []), ("补联系人", ["contact_name"])):
        share_out(
            alice, matter="elder_care", title=title, subject_kind="resident", subject_ids=[here.resident],
            fields=fields or ["name"],
        )  # fmt: skip
    first = visited(alice, here)
    with entered(alice.scope):
        assert [one.task.drive.title for one in results_of_visit(alice, first)] == ["看望"]
        assert [task.drive.title for task in open_tasks(alice)] == ["补联系人"]
    second = visited(alice, here, observed={here.resident: {"contact_name": "张小红"}})
    with entered(alice.scope):
        assert [(one.outcome, one.fields) for one in results_of_visit(alice, second)] == [("done", ["contact_name"])]
        assert list(open_tasks(alice)) == []


def test_the_same_visit_sent_twice_is_one(alice: Actor, here: Community) -> None:
    key = new_id()
    assert [visited(alice, here, visit_id=key), visited(alice, here, visit_id=key)] == [key, key]
    with entered(alice.scope):
        assert Visit.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"resident_ids": []}, NobodyVisited),
        ({"dwelling_id": None, "resident_ids": [], "outcome": "nobody_home"}, NobodyVisited),
        ({"resident_ids": [UUID(int=1)]}, NotVisible),
        ({"visited_at": timezone.now() + timedelta(hours=2)}, InTheFuture),
        ({"observed": {UUID(int=1): {"name": "x"}}}, LearnedOfNobody),
    ],
)
def test_what_is_no_visit(alice: Actor, here: Community, said: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        visited(alice, here, **said)


@pytest.mark.parametrize("field", ["salary", "death_date", "merged_into"])
def test_a_visit_learns_only_what_the_dictionary_asks(alice: Actor, here: Community, field: str) -> None:
    with pytest.raises(UnknownField):
        visited(alice, here, observed={here.resident: {field: "x"}})


def test_visits_and_promises_are_refused_to_those_without_right_or_place(
    alice: Actor, bob: Actor, carol: Actor, nobody: Actor, here: Community
) -> None:
    promise = promised(alice, here)
    for actor, refusal in ((bob, NoRight), (carol, NotVisible), (nobody, NoRight)):
        for act in (
            lambda actor: visited(actor, here),
            lambda actor: promised(actor, here),
            lambda actor: keep_promise(actor, promise),
            lambda actor: break_promise(actor, promise, reason="忘了"),
        ):
            with pytest.raises(refusal):
                act(actor)


def promised(actor: Actor, here: Community, **more: Any) -> UUID:
    said: dict[str, Any] = {
        "subject_kind": "resident", "subject_id": here.resident, "to_name": "张建国", "what": "送轮椅申请表",
        "due_on": TODAY(), "origin_kind": "case", "origin_id": None,
    }  # fmt: skip
    return make_promise(actor, **(said | more))


def test_a_promise_is_kept_once(alice: Actor, here: Community) -> None:
    key = promised(alice, here)
    with entered(alice.scope):
        assert [one.pk for one in open_promises(alice, by=alice.staff_id, until=TODAY())] == [key]
    keep_promise(alice, key, words="已送到")
    with entered(alice.scope):
        assert promise_is(promise_of(alice, key), today=TODAY()) == "kept"
        assert list(open_promises(alice)) == []
        verbs = Entry.objects.filter(subject_id=str(key)).order_by("seq").values_list("verb", flat=True)
        assert list(verbs) == ["promises.make", "promises.keep"]
    with pytest.raises(PromiseEnded):
        break_promise(alice, key, reason="忘了")


def test_a_promise_that_is_not_kept_says_why(alice: Actor, here: Community) -> None:
    key = promised(alice, here)
    with pytest.raises(BrokenWithoutReason):
        break_promise(alice, key, reason="")
    break_promise(alice, key, reason="残联已停发该表")
    with entered(alice.scope):
        assert promise_is(promise_of(alice, key), today=TODAY()) == "broken"


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"what": " "}, PromiseEmpty),
        ({"due_on": date(2021, 1, 1)}, PromisedInThePast),
        ({"subject_id": UUID(int=1)}, NotVisible),
    ],
)
def test_what_is_no_promise(alice: Actor, here: Community, said: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        promised(alice, here, **said)


def test_a_promise_about_something_else_says_where_it_lies(alice: Actor, carol: Actor, here: Community) -> None:
    case = new_id()
    with pytest.raises(NotVisible):
        promised(alice, here, subject_kind="case", subject_id=case, community=carol.area)
    key = promised(alice, here, subject_kind="case", subject_id=case, origin_id=case, community=alice.area)
    with entered(alice.scope):
        assert [one.pk for one in promises_from(alice, [case])[case]] == [key]


@pytest.mark.parametrize(
    ("leaf", "found"),
    [
        ({"field": "visited", "op": "last_days", "value": 7}, ["张建国", "李梅"]),
        ({"field": "contacted", "op": "last_days", "value": 7}, ["张建国"]),
        ({"field": "contacted", "op": "older_days", "value": 7}, ["李梅"]),
        ({"field": "contacted", "op": "unknown"}, ["李梅"]),
        ({"field": "last_outcome", "op": "in", "value": ["nobody_home"]}, ["李梅"]),
        ({"field": "last_outcome", "op": "not_in", "value": ["nobody_home"]}, ["张建国"]),
        ({"field": "open_task", "op": "yes"}, ["李梅"]),
        ({"field": "open_task", "op": "no"}, ["张建国"]),
    ],
)
def test_screening_asks_of_visits_and_tasks(
    alice: Actor, here: Community, leaf: dict[str, Any], found: list[str]
) -> None:
    share_out(
        alice, matter="elder_care", title="看望", subject_kind="resident",
        subject_ids=[here.resident, here.other_resident], fields=["name"],
    )  # fmt: skip
    visited(alice, here)
    visited(alice, here, "nobody_home", dwelling_id=here.other_dwelling, resident_ids=[here.other_resident])
    with entered(alice.scope):
        names = members(alice, leaf, today=TODAY()).order_by("name").values_list("name", flat=True)
        assert sorted(names) == sorted(found)
        assert last_visit(alice, "resident", here.resident).outcome == "met"  # type: ignore[union-attr]
