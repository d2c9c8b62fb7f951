"""The one door on the real database: observe, dispute, settle, undo. Buildings stand for every subject."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.db import ProgrammingError, connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shequyun.base.actor import Actor
from shequyun.base.errors import ChangedMeanwhile
from shequyun.base.ids import new_id
from shequyun.base.scope import entered
from shequyun.kernel.facts.actions import Applied, Say, observe, settle_all, undo
from shequyun.kernel.facts.actions.comparing import MANY
from shequyun.kernel.facts.actions.settling import SettledAlready
from shequyun.kernel.facts.actions.undoing import NotApplied
from shequyun.kernel.facts.choices import ChangeKind, Outcome
from shequyun.kernel.facts.fields import subject_of
from shequyun.kernel.facts.models import Change, Discrepancy, Observation

pytestmark = pytest.mark.django_db
AREA = "310106011023"
ALICE = Actor(staff_id=new_id(), name="alice", area=AREA, rights=frozenset({"discrepancies.settle"}))
CAROL = Actor(staff_id=new_id(), name="carol", area="310106011022", rights=ALICE.rights)
MAY, JUNE, JULY = date(2021, 5, 1), date(2021, 6, 1), date(2021, 7, 1)


@pytest.fixture(autouse=True)
def here() -> Iterator[None]:
    with entered(ALICE.scope):
        yield


def enter(**values: Any) -> UUID:
    key = new_id()
    say = Say("building", AREA, values, subject_id=key, fixed={"door": f"恒丰路{key}号"}, new=True)
    observe(ALICE, [say], source="ledger", observed_on=MAY)
    return key


def tell(key: UUID, *, source: str = "ledger", on: date = JUNE, version: int | None = None, **values: Any) -> Any:
    return observe(
        ALICE, [Say("building", AREA, values, subject_id=key, base_version=version)], source=source, observed_on=on
    )


def row(key: UUID) -> dict[str, Any]:
    from django.apps import apps

    found = apps.get_model(subject_of("building").model).objects.get(pk=key)
    return {name: value for name, value in vars(found).items() if name not in ("_state", "version")}


def test_entering_writes_the_row_and_one_change() -> None:
    key = enter(floors=6, has_lift=False)
    assert (row(key)["floors"], row(key)["has_lift"], row(key)["estate"]) == (6, False, "")
    assert list(Change.objects.filter(subject_id=key).values_list("kind", flat=True)) == [ChangeKind.CREATE]
    assert not Observation.objects.filter(subject_id=key).exists()


def test_a_changed_value_knows_its_batch_and_the_others_keep_theirs() -> None:
    key = enter(floors=6, estate="恒丰小区")
    batch, applied = tell(key, floors=7)
    assert applied == Applied(created=0, changed=1, confirmed=0, disputed=0)
    assert (row(key)["floors"], row(key)["provenance"], row(key)["observed_on"]) == (7, {"floors": str(batch.pk)}, JUNE)


def test_a_repeated_value_is_signed_anew_and_changes_nothing() -> None:
    key = enter(floors=6)
    batch, applied = tell(key, floors="6")
    assert applied == Applied(created=0, changed=0, confirmed=1, disputed=0)
    assert (row(key)["floors"], row(key)["provenance"]) == (6, {"floors": str(batch.pk)})


def test_a_weaker_source_that_repeats_does_not_weaken() -> None:
    key = enter(floors=6)
    strong, _ = tell(key, source="visit", floors=8)
    tell(key, source="ledger", on=JULY, floors=8)
    assert row(key)["provenance"] == {"floors": str(strong.pk)}


def test_a_weaker_source_that_differs_opens_one_discrepancy() -> None:
    key = enter(floors=6)
    tell(key, source="visit", floors=8)
    _, applied = tell(key, source="ledger", on=JULY, floors=9)
    _, again = tell(key, source="ledger", on=JULY, floors=9)
    assert (applied.disputed, again.disputed, row(key)["floors"]) == (1, 0, 8)


@pytest.mark.parametrize(("take", "floors", "outcome"), [(True, 9, Outcome.TAKEN), (False, 8, Outcome.KEPT)])
def test_settling(take: bool, floors: int, outcome: Outcome) -> None:
    key = enter(floors=6)
    tell(key, source="visit", floors=8)
    tell(key, source="ledger", on=JULY, floors=9)
    found = Discrepancy.objects.get(subject_id=key)
    assert settle_all(ALICE, [found.pk], take=take) == 1
    found.refresh_from_db()
    assert (row(key)["floors"], found.outcome) == (floors, outcome)
    with pytest.raises(SettledAlready):
        settle_all(ALICE, [found.pk], take=take)


def test_two_people_at_once() -> None:
    key = enter(floors=6)
    tell(key, floors=7, version=1)
    with pytest.raises(ChangedMeanwhile):
        tell(key, floors=8, version=1)


def test_undo_leaves_alone_what_was_changed_since() -> None:
    key = enter(floors=6, units=4)
    batch, _ = tell(key, floors=7, units=5)
    tell(key, on=JULY, floors=8)
    undone = undo(ALICE, batch)
    assert (row(key)["floors"], row(key)["units"]) == (8, 4)
    assert [(item.subject_id, item.field) for item in undone.left] == [(key, "floors")]
    with pytest.raises(NotApplied):
        undo(ALICE, batch)


def test_undoing_an_entry_removes_it_unless_somebody_built_on_it() -> None:
    kept, gone = new_id(), new_id()
    says = [Say("building", AREA, {}, subject_id=k, fixed={"door": f"恒丰路{k}号"}, new=True) for k in (kept, gone)]
    batch, _ = observe(ALICE, says, source="ledger", observed_on=MAY)
    tell(kept, estate="恒丰小区")
    undone = undo(ALICE, batch)
    assert (undone.reversed, [item.subject_id for item in undone.left]) == (1, [kept])


def test_an_undone_later_batch_stands_in_nobodys_way() -> None:
    key = new_id()
    say = Say("building", AREA, {"floors": 6}, subject_id=key, fixed={"door": f"恒丰路{key}号"}, new=True)
    first, _ = observe(ALICE, [say], source="ledger", observed_on=MAY)
    second, _ = tell(key, floors=7)
    undo(ALICE, second)
    assert undo(ALICE, first).left == []


def test_undo_withdraws_its_discrepancies() -> None:
    key = enter(floors=6)
    tell(key, source="visit", floors=8)
    batch, _ = tell(key, source="ledger", on=JULY, floors=9)
    undo(ALICE, batch)
    assert Discrepancy.objects.get(subject_id=key).outcome == Outcome.WITHDRAWN


def test_nothing_is_seen_or_written_from_elsewhere() -> None:
    key = enter(floors=6)
    with pytest.raises(ProgrammingError, match="row-level security"), entered(CAROL.scope):
        tell(key, floors=7)
    assert row(key)["floors"] == 6


said = st.fixed_dictionaries(
    {},
    optional={
        "floors": st.integers(1, 60), "units": st.none() | st.integers(1, 20), "has_lift": st.none() | st.booleans(),
        "estate": st.sampled_from(["", "恒丰小区", "新福康里"]), "built_year": st.integers(1900, 2021),
    },
)  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said, said, st.sampled_from(["ledger", "visit", "desk", "system"]), st.sampled_from([MAY, JUNE]))
def test_undo_restores_exactly(first: dict[str, Any], second: dict[str, Any], source: str, on: date) -> None:
    key = enter(**first)
    before = row(key)
    batch, _ = tell(key, source=source, on=on, **second)
    assert undo(ALICE, batch).left == []
    assert row(key) == before


def test_the_planner_learns_how_many_rows_were_staged() -> None:
    """Taken for empty, a table of a hundred thousand rows is joined with itself row by row."""

    def known() -> int:
        with connection.cursor() as cursor:
            cursor.execute("select reltuples from pg_class where oid = 'facts_observation'::regclass")
            return int(cursor.fetchone()[0])

    def say() -> Say:
        key = new_id()
        return Say("building", AREA, {"floors": 6}, subject_id=key, fixed={"door": f"恒丰路{key}号"}, new=True)

    before = known()
    observe(ALICE, [say()], source="ledger", observed_on=MAY)
    assert known() == before
    observe(ALICE, [say() for _ in range(MANY)], source="ledger", observed_on=MAY)
    assert known() >= MANY


def test_the_database_makes_ids_as_we_do() -> None:
    before = new_id()
    with connection.cursor() as cursor:
        cursor.execute("select new_id() from generate_series(1, 3)")
        made = [key for (key,) in cursor.fetchall()]
    after = new_id()
    assert len(set(made)) == 3
    for key in made:
        assert (key.version, key.variant) == (after.version, after.variant)
        assert before.int >> 80 <= key.int >> 80 <= (after.int >> 80) + 1  # the database rounds its milliseconds
