"""Sharing out, working on, handing over and refusing tasks."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from shequyun.base.actor import Actor
from shequyun.base.errors import NoRight, NotVisible
from shequyun.base.ids import new_id
from shequyun.base.scope import entered
from shequyun.engines.worklist.actions import (
    approve_drive,
    decline_drive,
    end_matter,
    finish_task,
    hand_over,
    list_matter,
    reassign,
    refuse_drive,
    reopen_task,
    share_out,
)
from shequyun.engines.worklist.actions.handing import NothingOpen, NotYourTask, SameHands
from shequyun.engines.worklist.actions.listing import NameListed
from shequyun.engines.worklist.actions.sharing import NotAWorker, UnlistedNeedsName
from shequyun.engines.worklist.actions.working import ReasonMissing, StillAsked, TaskEnded, TaskIsOpen, TaskWaits
from shequyun.engines.worklist.models import HandOver, Matter, Task, TaskResult
from shequyun.engines.worklist.queries import (
    answers,
    drive_of,
    drives,
    drives_to_approve,
    matters,
    open_tasks,
    progress,
    rulings_of,
    state_of,
    task_of,
    workers,
    working_calendar,
)
from shequyun.engines.worklist.rules.matters import (
    AlreadyRuled,
    DueInThePast,
    NothingToDo,
    NotTheirs,
    OnTheList,
    OwnDrive,
    TitleMissing,
    UnknownField,
)
from shequyun.kernel.audit.models import Entry
from shequyun.kernel.residents.models import Resident
from tests.cast import HERE, make
from tests.community import Community


@pytest.fixture
def worker(alice: Actor) -> Actor:
    return make("wanda", "committee_worker", HERE)


@pytest.fixture
def district(db: None) -> Actor:
    return make("dora", "district_officer", HERE[:6])


def people(here: Community) -> list[UUID]:
    return [here.resident, here.other_resident]


def shared(actor: Actor, here: Community, **more: object) -> UUID:
    """A drive for both people of the community."""
    said: dict[str, object] = {
        "matter": "elder_care", "title": "关爱巡访", "subject_kind": "resident", "subject_ids": people(here), "fields": (),
    }  # fmt: skip
    return share_out(actor, **(said | more))  # type: ignore[arg-type]


def tasks_of(actor: Actor, drive: UUID) -> list[Task]:
    with entered(actor.scope):
        return list(Task.objects.filter(drive_id=drive).order_by("dwelling_id", "pk"))


def trail(actor: Actor, verb: str) -> list[str]:
    with entered(actor.scope):
        return [entry.subject_kind for entry in Entry.objects.filter(verb=verb).order_by("seq")]


def test_a_list_becomes_one_task_for_each_with_the_due_date_of_the_matter(alice: Actor, here: Community) -> None:
    drive = shared(alice, here)
    tasks = tasks_of(alice, drive)
    due = working_calendar().after(timezone.localdate(), 5)
    assert sorted(task.subject_id for task in tasks) == sorted(people(here))
    assert {(task.due_on, task.community, task.building_id, task.owner_id) for task in tasks} == {
        (due, HERE, here.building, alice.staff_id)
    }
    assert trail(alice, "tasks.share") == ["drive"]


def test_the_crew_is_everybody_of_the_committee_unless_some_are_chosen(
    alice: Actor, here: Community, worker: Actor, carol: Actor
) -> None:
    with entered(alice.scope):
        assert [one.name for one in workers(alice)] == ["alice", "wanda"]
    one_each = tasks_of(alice, shared(alice, here, by="worker"))
    assert {task.owner_name for task in one_each} == {"alice", "wanda"}
    all_hers = tasks_of(alice, shared(alice, here, workers=[worker.staff_id]))
    assert {task.owner_name for task in all_hers} == {"wanda"}
    with pytest.raises(NotAWorker):
        shared(alice, here, workers=[carol.staff_id])


def test_the_same_form_sent_twice_is_one_drive(alice: Actor, here: Community) -> None:
    key = new_id()
    assert [shared(alice, here, drive_id=key), shared(alice, here, drive_id=key)] == [key, key]
    assert len(tasks_of(alice, key)) == 2


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"subject_ids": []}, NothingToDo),
        ({"subject_ids": [UUID(int=1)]}, NotVisible),
        ({"title": " "}, TitleMissing),
        ({"due_on": timezone.localdate() - timedelta(1)}, DueInThePast),
        ({"fields": ["salary"]}, UnknownField),
        ({"matter": "singing"}, UnlistedNeedsName),
    ],
)
def test_what_cannot_be_shared_out(
    alice: Actor, here: Community, said: dict[str, object], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        shared(alice, here, **said)


def test_sharing_is_refused_to_those_without_right_or_place(
    alice: Actor, bob: Actor, carol: Actor, nobody: Actor, here: Community
) -> None:
    for actor, refusal in ((bob, NoRight), (carol, NotVisible), (nobody, NoRight)):
        with pytest.raises(refusal):
            shared(actor, here)


def test_a_task_ends_when_what_it_asks_is_known_and_what_was_learned_went_through_the_door(
    alice: Actor, here: Community
) -> None:
    drive = shared(alice, here, subject_ids=[here.resident], fields=["contact_name"])
    (task,) = tasks_of(alice, drive)
    with pytest.raises(StillAsked):
        finish_task(alice, task.pk)
    finish_task(alice, task.pk, values={"contact_name": "张小红"})
    with entered(alice.scope):
        assert Resident.objects.get(pk=here.resident).contact_name == "张小红"
        assert [(one.name, one.count, one.of) for one in answers(alice, drive, ["contact_name"])] == [
            ("contact_name", 1, 1)
        ]
        assert state_of(task_of(alice, task.pk), today=timezone.localdate()) == "done"
        (row,) = progress(alice, drive, by="community", today=timezone.localdate())
        assert (row.part, row.total, row.open, row.done, row.share) == (HERE, 1, 0, 1, 1.0)
    with pytest.raises(TaskEnded):
        finish_task(alice, task.pk)
    assert trail(alice, "tasks.work") == ["task"]


def test_refusing_to_answer_needs_a_word_and_can_be_taken_up_again(alice: Actor, here: Community) -> None:
    (task,) = tasks_of(alice, shared(alice, here, subject_ids=[here.resident]))
    with pytest.raises(TaskIsOpen):
        reopen_task(alice, task.pk, reason="再问")
    with pytest.raises(ReasonMissing):
        finish_task(alice, task.pk, outcome="refused")
    finish_task(alice, task.pk, outcome="refused", said="不愿说")
    reopen_task(alice, task.pk, reason="家属同意再问")
    with entered(alice.scope):
        history = TaskResult.objects.filter(task_id=task.pk).order_by("at").values_list("outcome", "said")
        assert list(history) == [("refused", "不愿说"), ("reopened", "家属同意再问")]
        assert list(open_tasks(alice, owner=alice.staff_id).values_list("pk", flat=True)) == [task.pk]


def test_work_is_refused_to_those_without_right_or_place(
    alice: Actor, bob: Actor, carol: Actor, nobody: Actor, here: Community
) -> None:
    (task, *_rest) = tasks_of(alice, shared(alice, here))
    for actor, refusal in ((bob, NoRight), (carol, NotVisible), (nobody, NoRight)):
        with pytest.raises(refusal):
            finish_task(actor, task.pk)
        with pytest.raises(refusal):
            reopen_task(actor, task.pk, reason="再问")
        with pytest.raises(refusal):
            hand_over(actor, [task.pk], to=alice.staff_id)  # type: ignore[arg-type]


def test_a_worker_hands_over_what_is_theirs_with_a_note(alice: Actor, worker: Actor, here: Community) -> None:
    drive = shared(alice, here, workers=[worker.staff_id], subject_ids=[here.resident])
    (task,) = tasks_of(alice, drive)
    assert hand_over(worker, [task.pk], to=alice.staff_id, words="我请假") == 1  # type: ignore[arg-type]
    with entered(alice.scope):
        row = HandOver.objects.get(task=task)
        assert (row.from_name, row.to_name, row.note) == ("wanda", "alice", "我请假")
        assert state_of(task_of(alice, task.pk), today=timezone.localdate()) == "handed_over"
    with pytest.raises(NotYourTask):
        hand_over(worker, [task.pk], to=worker.staff_id)  # type: ignore[arg-type]
    with pytest.raises(SameHands):
        hand_over(alice, [task.pk], to=alice.staff_id)  # type: ignore[arg-type]
    assert trail(alice, "tasks.hand_over") == ["task"]


def test_the_head_reassigns_everything_of_a_worker_who_leaves(
    alice: Actor, worker: Actor, carol: Actor, bob: Actor, here: Community
) -> None:
    drive = shared(alice, here, workers=[worker.staff_id])
    with pytest.raises(NoRight):
        reassign(worker, from_id=worker.staff_id, to_ids=[alice.staff_id])  # type: ignore[list-item]
    with pytest.raises(NotAWorker):
        reassign(alice, from_id=worker.staff_id, to_ids=[carol.staff_id])  # type: ignore[list-item]
    with pytest.raises(SameHands):
        reassign(alice, from_id=worker.staff_id, to_ids=[])
    assert reassign(alice, from_id=worker.staff_id, to_ids=[alice.staff_id], words="离岗") == 2  # type: ignore[list-item]
    assert {task.owner_name for task in tasks_of(alice, drive)} == {"alice"}
    with pytest.raises(NothingOpen):
        reassign(alice, from_id=worker.staff_id, to_ids=[alice.staff_id])  # type: ignore[list-item]
    assert trail(alice, "tasks.reassign") == ["task", "task"]


def test_a_districts_drive_waits_for_the_subdistrict(
    alice: Actor, carol: Actor, officer: Actor, district: Actor, here: Community
) -> None:
    drive = shared(district, here)
    (task, *_rest) = tasks_of(alice, drive)
    with entered(alice.scope):
        assert (list(drives(alice)), list(open_tasks(alice))) == ([], [])
    with pytest.raises(TaskWaits):
        finish_task(alice, task.pk)
    with pytest.raises(NotVisible):
        refuse_drive(alice, drive)
    with pytest.raises(NoRight):
        approve_drive(alice, drive)
    with entered(officer.scope):
        assert [one.pk for one in drives_to_approve(officer)] == [drive]
    approve_drive(officer, drive)
    with pytest.raises(AlreadyRuled):
        decline_drive(officer, drive, reason="不同意")
    with entered(alice.scope):
        assert [one.pk for one in drives(alice)] == [drive]
        assert {task.owner_id for task in open_tasks(alice)} == {None}
    with entered(carol.scope):
        assert list(drives(carol)) == []
    assert reassign(alice, from_id=None, to_ids=[alice.staff_id]) == 2  # type: ignore[list-item]
    assert trail(officer, "drives.approve") == ["drive"]


def test_a_drive_that_the_subdistrict_declines_ends_here_with_the_reason(
    officer: Actor, district: Actor, here: Community
) -> None:
    drive = shared(district, here)
    with pytest.raises(ReasonMissing):
        decline_drive(officer, drive, reason=" ")
    decline_drive(officer, drive, reason="已有同类数据")
    assert {task.outcome for task in tasks_of(officer, drive)} == {"moot"}


def test_what_is_not_on_the_list_can_be_refused_and_the_rule_is_cited(
    alice: Actor, bob: Actor, officer: Actor, here: Community
) -> None:
    drive = shared(officer, here, matter="survey", matter_name="商场满意度调查", asked_for="商务委")
    with pytest.raises(NoRight):
        refuse_drive(bob, drive)
    refuse_drive(alice, drive, reason="不在清单内")
    with entered(alice.scope):
        (ruling,) = rulings_of(alice, drive)
        assert (ruling.ruling, "27" in ruling.rule or "二十七" in ruling.rule) == ("refused", True)
    assert {task.outcome for task in tasks_of(alice, drive)} == {"moot"}
    assert trail(alice, "drives.refuse") == ["drive"]


def test_what_is_on_the_list_and_what_is_ones_own_cannot_be_refused(
    alice: Actor, officer: Actor, here: Community
) -> None:
    with pytest.raises(OnTheList):
        refuse_drive(alice, shared(officer, here))
    with pytest.raises(OwnDrive):
        refuse_drive(alice, shared(alice, here))
    with pytest.raises(OwnDrive):
        approve_drive(officer, shared(officer, here))
    with pytest.raises(NotTheirs):
        shared(officer, here, matter="visit")


def test_the_list_is_dated_and_a_subdistricts_own(alice: Actor, officer: Actor, here: Community) -> None:
    today = timezone.localdate()
    codes = {one.code for one in matters(alice, on=today)}
    with pytest.raises(NoRight):
        list_matter(alice, name="养犬登记", owner="公安", ground="上海市养犬管理条例", working_days=5)
    list_matter(officer, name="养犬登记", owner="公安", ground="上海市养犬管理条例", working_days=5)
    with pytest.raises(NameListed):
        list_matter(officer, name="养犬登记", owner="公安", ground="同上", working_days=5)
    line = next(one for one in matters(officer, on=today) if one.code == "waste")
    end_matter(officer, line.pk)
    now = {one.code for one in matters(alice, on=today)}
    assert (len(now - codes), codes - now) == (1, {"waste"})
    assert {one.code for one in matters(alice, on=today - timedelta(1))} == codes
    assert Matter.objects.get(area="31", code="waste").valid_to is None
    drive = shared(officer, here, matter="waste", matter_name="垃圾分类")
    with entered(alice.scope):
        assert drive_of(alice, drive).listed is False


def test_a_line_is_changed_for_one_subdistrict_alone(alice: Actor, officer: Actor, carol: Actor, db: None) -> None:
    list_matter(officer, name="协助老年人关爱巡访", owner="民政", ground="街道规定", working_days=2, code="elder_care")
    today = timezone.localdate()
    days = {one.code: one.working_days for one in matters(alice, on=today)}
    elsewhere = make("eve", "committee_worker", "310101001001")
    assert days["elder_care"] == 2
    assert {one.code: one.working_days for one in matters(elsewhere, on=today)}["elder_care"] == 5
