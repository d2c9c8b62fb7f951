"""Forms for many people, filled in by a job; Word forms that come with the product."""

import io
import json
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from docx import Document
from openpyxl import load_workbook

from shequyun.base.actor import Actor
from shequyun.base.errors import NoRight, NotVisible
from shequyun.base.scope import entered
from shequyun.engines.ledgers import jobs
from shequyun.engines.ledgers.actions import decide_form, enter_form, enter_shipped, fill_for_one, fill_form, take_file
from shequyun.engines.ledgers.actions import filling as filling_at_once
from shequyun.engines.ledgers.actions.filling import FileNotReady
from shequyun.engines.ledgers.actions.running import fill_in
from shequyun.engines.ledgers.queries import changes_of, filling_of
from shequyun.engines.ledgers.queries.forms import form_of
from shequyun.engines.ledgers.rules.blanks import listed, shipped_blanks
from shequyun.engines.ledgers.tests import blanks
from shequyun.kernel.audit.models import Entry
from tests.community import Community

EVERYBODY: dict[str, Any] = {"all": []}


@pytest.fixture
def waiting(alice: Actor, here: Community, monkeypatch: pytest.MonkeyPatch) -> UUID:
    """A filling for two people, where one is many."""
    monkeypatch.setattr(filling_at_once, "AT_ONCE", 1)
    form = enter_form(alice, file_name="一.xlsx", content=blanks.made(blanks.aged))
    return fill_form(alice, form, condition=EVERYBODY, purpose="慰问")


def state(actor: Actor, key: UUID) -> tuple[str, int]:
    with entered(actor.scope):
        found = filling_of(actor, key)
        return found.state, found.count


def run_job() -> None:
    """What the worker would do with the newest job."""
    with connection.cursor() as cursor:
        cursor.execute("select args from procrastinate_jobs where task_name = 'ledgers.fill' order by id desc limit 1")
        (args,) = cursor.fetchone()
    jobs.fill(**json.loads(args))


def test_a_large_filling_waits_and_is_filled_in_by_its_job_once(alice: Actor, waiting: UUID) -> None:
    assert state(alice, waiting) == ("waiting", 2)
    with pytest.raises(FileNotReady):
        take_file(alice, waiting)
    run_job()
    assert state(alice, waiting) == ("done", 2)
    name, content = take_file(alice, waiting)
    sheet = load_workbook(io.BytesIO(content)).active
    assert ([sheet["B4"].value, sheet["B5"].value], name[-5:]) == (["张建国", "李梅"], ".xlsx")
    with entered(alice.scope):
        disclosed = Entry.objects.filter(verb="ledgers.fill", reason="慰问", disclosure=True)
        assert [entry.details["count"] for entry in disclosed if "count" in entry.details] == [2]
    run_job()
    take_file(alice, waiting)


def test_the_next_one_is_held_against_the_last_that_was_done(alice: Actor, waiting: UUID) -> None:
    run_job()
    with entered(alice.scope):
        form = filling_of(alice, waiting).form_id
    stuck = fill_form(alice, form, condition=EVERYBODY)
    later = fill_form(alice, form, condition=EVERYBODY, chosen=[])
    run_job()
    with entered(alice.scope):
        found = changes_of(alice, filling_of(alice, later))
        assert found is not None
        assert (found.before.pk, found.added, found.left, found.changed) == (waiting, [], [], [])
    assert state(alice, stuck)[0] == "waiting"


def test_what_goes_wrong_is_told(alice: Actor, bob: Actor, carol: Actor, waiting: UUID) -> None:
    with entered(alice.scope):
        form = filling_of(alice, waiting).form_id
    decide_form(alice, form, what="refused", reason="无批准文号")
    run_job()
    with entered(alice.scope):
        found = filling_of(alice, waiting)
    assert (found.state, found.failure) == ("failed", "此表已不再填报：退回 · 无批准文号")
    with pytest.raises(NoRight):
        fill_in(bob, waiting)
    with pytest.raises(NotVisible):
        fill_in(carol, waiting)


@pytest.mark.parametrize(
    ("code", "known", "by_hand"),
    [
        ("residence", 11, []),
        ("hardship", 15, ["家庭收入来源", "困难情况"]),
        (
            "elder_needs", 20,
            ["进食", "洗浴", "穿衣", "如厕", "室内行走", "近事记忆", "申请人签名", "申请日期"],
        ),
    ],
)  # fmt: skip
def test_forms_that_come_with_the_product_are_understood(
    alice: Actor, here: Community, code: str, known: int, by_hand: list[str]
) -> None:
    key = enter_shipped(alice, code)
    assert enter_shipped(alice, code) == key
    with entered(alice.scope):
        form = form_of(alice, key)
        columns, meant = form.layout["blanks"], form.mapping["0"]
        assert [one["title"] for one in columns if not meant.get(str(one["index"]))] == by_hand
        assert len(meant) == known
    _name, content = take_file(alice, fill_for_one(alice, key, here.resident))
    document = Document(io.BytesIO(content))
    told = " ".join(
        [p.text for p in document.paragraphs] + [c.text for t in document.tables for r in t.rows for c in r.cells]
    )
    assert all(said in told for said in ("张建国", "恒丰路610弄3号101"))


def test_shipped_forms_are_refused_to_others_and_listed_as_certificates(alice: Actor, bob: Actor) -> None:
    assert listed() == ["居住情况证明", "家庭困难情况证明"]
    assert list(shipped_blanks()) == ["residence", "hardship", "elder_needs"]
    with pytest.raises(NoRight):
        enter_shipped(bob, "residence")
    with pytest.raises(NotVisible):
        enter_shipped(alice, "diploma")
