"""Uploading, deciding, committing and undoing: each works, is recorded, and is refused to those who may not."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from shequyun.base.actor import Actor
from shequyun.base.errors import NoRight, NotVisible
from shequyun.base.files import FileEmpty
from shequyun.base.scope import entered
from shequyun.engines.intake import actions
from shequyun.engines.intake.actions.committing import NotCommittable, NothingToCommit
from shequyun.engines.intake.actions.deciding import NoCandidate, NotForDecision
from shequyun.engines.intake.actions.finding import NotReady
from shequyun.engines.intake.actions.mapping import NothingToMatch, TargetTwice
from shequyun.engines.intake.actions.returning import ReasonMissing
from shequyun.engines.intake.actions.undoing import NotUndoable
from shequyun.engines.intake.actions.uploading import (
    DayInTheFuture,
    FileTooLarge,
    InTheRegister,
    UnknownSource,
    UnknownSubject,
)
from shequyun.engines.intake.tests.street import (
    ALICE,
    BOB,
    CAROL,
    JUNE,
    NOBODY,
    PEOPLE,
    brought_in,
    build,
    committed,
    document,
    person,
    rows,
    state,
    workbook,
)  # fmt: skip
from shequyun.kernel.facts.actions import Say, observe

pytestmark = pytest.mark.django_db
DOUBT = PEOPLE[0] | {"姓名": "张建军"}


@pytest.fixture(autouse=True)
def street() -> None:
    build(1, 2)


def register() -> dict[tuple[str, str], Any]:
    """Everything that is known, without version counters."""
    found: dict[tuple[str, str], Any] = {}
    with entered(ALICE.scope), connection.cursor() as cursor:
        for table in (
            "residents_resident",
            "residents_stay",
            "residents_document",
            "residents_household",
            "places_dwelling",
        ):
            cursor.execute(f"select id::text, to_jsonb(t) - 'version' from {table} t")
            found |= {(table, key): row for key, row in cursor.fetchall()}
    return found


CALLS: dict[str, Callable[[Actor, UUID], Any]] = {
    "map": lambda actor, key: actions.map_columns(actor, key, mapping={0: {0: "name"}}),
    "decide": lambda actor, key: actions.decide(actor, key, numbers=[1], decision="new"),
    "decide_all": lambda actor, key: actions.decide_all(actor, key, decision="new"),
    "take_over": actions.take_over,
    "start_commit": actions.start_commit,
    "commit": actions.commit,
    "undo": actions.undo,
    "discard": actions.discard,
    "restart": actions.restart,
    "read": actions.read,
    "check": actions.check,
    "marked_file": lambda actor, key: actions.marked_file(actor, key, reason="退回居委"),
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_refused_to_bob_carol_and_nobody(call: Callable[[Actor, UUID], Any]) -> None:
    upload = brought_in(PEOPLE)
    for actor, refusal in ((BOB, NoRight), (NOBODY, NoRight), (CAROL, NotVisible)):
        with pytest.raises(refusal):
            call(actor, upload)


@pytest.mark.parametrize("actor", [BOB, NOBODY])
def test_uploading_needs_the_right(actor: Actor) -> None:
    with pytest.raises(NoRight):
        actions.upload(actor, file_name="a.xlsx", content=workbook(PEOPLE), source="ledger", observed_on=JUNE)


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"content": b""}, FileEmpty),
        ({"source": "nobody"}, UnknownSource),
        ({"subject_kind": "stay"}, UnknownSubject),
        ({"observed_on": date(2999, 1, 1)}, DayInTheFuture),
    ],
)
def test_what_is_refused_at_once(wrong: dict[str, Any], refusal: type[Exception]) -> None:
    right = {"file_name": "a.xlsx", "content": workbook(PEOPLE), "source": "ledger", "observed_on": JUNE}
    with pytest.raises(refusal):
        actions.upload(ALICE, **right | wrong)


def test_how_large_a_file_may_be_is_a_setting(settings: Any) -> None:
    settings.UPLOAD_LIMIT = 2 * 1024 * 1024
    large = b"x" * (settings.UPLOAD_LIMIT + 1)
    with pytest.raises(FileTooLarge) as refused:
        actions.upload(ALICE, file_name="a.csv", content=large, source="ledger", observed_on=JUNE)
    assert refused.value.details == {"most": 2}
    settings.UPLOAD_LIMIT = len(content := workbook(PEOPLE))
    assert actions.upload(ALICE, file_name="a.xlsx", content=content, source="ledger", observed_on=JUNE)


def test_a_file_without_a_list_is_kept_as_failed_with_its_sentence() -> None:
    content = workbook([{"甲": "1", "乙": "2"}], headers=("甲", "乙"))
    upload = actions.upload(ALICE, file_name="a.xlsx", content=content, source="ledger", observed_on=JUNE)
    actions.read(ALICE, upload)
    refusal = state(upload).refusal
    assert (state(upload).state, refusal and refusal[0]) == ("failed", "file_no_list")


@pytest.mark.parametrize(
    ("mapping", "refusal"), [({0: {3: "phone"}}, NothingToMatch), ({0: {0: "name", 1: "name"}}, TargetTwice)]
)
def test_columns_that_cannot_be(mapping: dict[int, dict[int, str]], refusal: type[Exception]) -> None:
    upload = brought_in(PEOPLE)
    with pytest.raises(refusal):
        actions.map_columns(ALICE, upload, mapping=mapping)


def test_columns_are_remembered_per_source() -> None:
    upload = actions.upload(ALICE, file_name="a.xlsx", content=workbook(PEOPLE), source="ledger", observed_on=JUNE)
    actions.read(ALICE, upload)
    actions.map_columns(ALICE, upload, mapping={0: {0: "name", 6: "employer"}})
    again = actions.upload(ALICE, file_name="b.xlsx", content=workbook(PEOPLE[:1]), source="ledger", observed_on=JUNE)
    actions.read(ALICE, again)
    from shequyun.engines.intake.queries import columns

    with entered(ALICE.scope):
        assert [c.target for c in columns(ALICE, again)[0].columns] == ["name", "", "", "", "", "", "employer"]


def test_commit_then_undo_restores_exactly() -> None:
    before = register()
    first = committed(PEOPLE)
    between = register()
    changed = [PEOPLE[0] | {"联系电话": "13911112222"}, PEOPLE[1] | {"现住址": "恒丰路610弄2号303室"}, PEOPLE[2],
               person("新来的", date(1990, 1, 1), 50, "2号909")]  # fmt: skip
    second = committed(changed, JUNE)
    assert (state(second).state, state(second).committed) == ("committed", 4)
    assert actions.undo(ALICE, second).left == []
    assert register() == between
    assert actions.undo(ALICE, first).left == []
    assert register() == before
    with pytest.raises(NotUndoable):
        actions.undo(ALICE, first)


def test_undo_names_who_changed_what_it_leaves() -> None:
    committed(PEOPLE)
    upload = committed([PEOPLE[0] | {"联系电话": "13911112222"}], JUNE)
    resident = rows(upload)[0].subject_id
    with entered(ALICE.scope):
        observe(ALICE, [Say("resident", ALICE.area, {"phone": "13733334444"}, subject_id=resident)], source="desk",
                observed_on=date(2021, 6, 2))  # fmt: skip
    left = actions.undo(ALICE, upload).left
    assert [(item["id"], item["field"], item["by"]) for item in left] == [(str(resident), "phone", "alice")]


def test_decisions() -> None:
    committed(PEOPLE)
    upload = brought_in([DOUBT])
    assert (state(upload).undecided, state(upload).will_commit) == (1, 0)
    with pytest.raises(NothingToCommit):
        actions.start_commit(ALICE, upload)
    assert actions.decide(ALICE, upload, numbers=[1], decision="same") == 1
    assert [(c.old, c.new) for c in rows(upload)[0].changes] == [("张建国", "张建军")]
    actions.decide(ALICE, upload, numbers=[1], decision="new")
    assert (rows(upload)[0].state, rows(upload)[0].decided_by_name) == ("new", "alice")
    actions.decide(ALICE, upload, numbers=[1], decision="skip")
    assert (state(upload).will_commit, state(upload).skipped) == (0, 1)
    actions.decide(ALICE, upload, numbers=[1], decision="")
    assert (rows(upload)[0].state, rows(upload)[0].decision) == ("doubtful", "")
    assert actions.decide_all(ALICE, upload, decision="same", at_least=61) == 0
    assert actions.decide_all(ALICE, upload, decision="same", at_least=60) == 1


def test_decisions_that_cannot_be() -> None:
    committed(PEOPLE)
    upload = brought_in([DOUBT, PEOPLE[1] | {"身份证号": "3.1E+17"}])
    with pytest.raises(NoCandidate):
        actions.decide(ALICE, upload, numbers=[1], decision="same", candidate=ALICE.staff_id)
    with pytest.raises(NotForDecision):
        actions.decide(ALICE, upload, numbers=[2], decision="new")
    with pytest.raises(NotVisible):
        actions.decide(ALICE, upload, numbers=[99], decision="new")
    actions.take_over(ALICE, upload)
    assert state(upload).taken_by_name == "alice"


def test_what_is_undecided_waits_for_a_second_commit() -> None:
    committed(PEOPLE)
    upload = brought_in([DOUBT, PEOPLE[1] | {"联系电话": "13911112222"}])
    actions.start_commit(ALICE, upload)
    actions.commit(ALICE, upload)
    assert (state(upload).state, state(upload).committed, state(upload).undecided) == ("ready", 1, 1)
    actions.decide(ALICE, upload, numbers=[1], decision="new")
    actions.start_commit(ALICE, upload)
    actions.commit(ALICE, upload)
    assert (state(upload).state, state(upload).committed, len(state(upload).applied)) == ("committed", 2, 2)


def test_a_double_click_commits_once() -> None:
    upload = brought_in(PEOPLE)
    actions.start_commit(ALICE, upload)
    actions.start_commit(ALICE, upload)
    assert actions.commit(ALICE, upload) is not None
    assert actions.commit(ALICE, upload) is None
    with pytest.raises(NotCommittable):
        actions.start_commit(ALICE, upload)
    with pytest.raises(NotReady):
        actions.decide(ALICE, upload, numbers=[1], decision="new")
    with pytest.raises(InTheRegister):
        actions.discard(ALICE, upload)


def test_rows_that_moved_on_go_back_to_people_and_the_rest_goes_in() -> None:
    committed(PEOPLE)
    upload = brought_in([row | {"联系电话": f"1391111000{n}"} for n, row in enumerate(PEOPLE)])
    resident = rows(upload)[0].subject_id
    with entered(ALICE.scope):
        observe(ALICE, [Say("resident", ALICE.area, {"phone": "13733334444"}, subject_id=resident)], source="ledger",
                observed_on=JUNE)  # fmt: skip
    actions.start_commit(ALICE, upload)
    actions.commit(ALICE, upload)
    assert (state(upload).state, state(upload).committed, state(upload).undecided) == ("ready", 2, 1)
    assert [reason.code for reason in rows(upload)[0].reasons] == ["changed_meanwhile"]


def test_somebody_entered_by_two_files_at_once_is_entered_once() -> None:
    first, second = brought_in(PEOPLE), brought_in(PEOPLE)
    for upload in (first, second):
        actions.start_commit(ALICE, upload)
        actions.commit(ALICE, upload)
    assert (state(first).committed, state(second).committed, state(second).undecided) == (3, 0, 3)
    with pytest.raises(NotUndoable):
        actions.undo(ALICE, second)


def test_the_same_file_again_is_recognised() -> None:
    first = committed(PEOPLE)
    assert [earlier.id for earlier in state(brought_in(PEOPLE)).earlier] == [first]


def test_the_file_comes_back_marked_and_the_disclosure_has_a_reason() -> None:
    import io

    import openpyxl

    upload = brought_in([PEOPLE[0] | {"身份证号": document(date(1952, 3, 4), 1)[:-1] + "?"}])
    with pytest.raises(ReasonMissing):
        actions.marked_file(ALICE, upload, reason=" ")
    name, content = actions.marked_file(ALICE, upload, reason="退回居委")
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    assert (name, sheet.cell(3, 2).comment is not None) == ("人口-marked.xlsx", True)


def test_discarding_forgets_everything() -> None:
    upload = brought_in(PEOPLE)
    actions.discard(ALICE, upload)
    with entered(ALICE.scope), connection.cursor() as cursor:
        for table in ("intake_upload", "intake_row", "intake_block"):
            cursor.execute(
                f"select count(*) from {table} where {'id' if table == 'intake_upload' else 'upload_id'} = %s", [upload]
            )
            assert cursor.fetchone()[0] == 0
