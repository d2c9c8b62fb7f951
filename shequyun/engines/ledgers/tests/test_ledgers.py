"""Ledgers: the twenty that come along can all be read and shown; keeping, changing, taking; rights."""

import pytest
from django.utils import timezone

from shequyun.base.actor import Actor
from shequyun.base.errors import NoRight, NotVisible
from shequyun.base.scope import entered
from shequyun.engines.ledgers.actions import change_ledger, forget_ledger, keep_ledger, take_ledger
from shequyun.engines.ledgers.actions.filling import PurposeMissing
from shequyun.engines.ledgers.actions.ledgers import NoColumns
from shequyun.engines.ledgers.fields import fixed
from shequyun.engines.ledgers.queries import known_people, ledger_of, ledgers, lines_of, sheet_of
from shequyun.engines.ledgers.rules.definitions import LedgerWrong, read_definition, shipped
from shequyun.engines.ledgers.rules.summing import number_of
from shequyun.kernel.audit.models import Entry
from shequyun.kernel.facts.actions import Say, observe
from shequyun.kernel.residents.queries import residents
from shequyun.kernel.residents.tests.conftest import Street
from tests.community import Community


def test_twenty_ship_and_each_shows_all_its_columns(alice: Actor, here: Community) -> None:
    today = timezone.localdate()
    with entered(alice.scope):
        for one in shipped().values():
            sheet = sheet_of(alice, one, today=today)
            assert (one.code, [name for name, _label in sheet.columns]) == (one.code, list(one.columns))
            assert (one.code, len(lines_of(alice, one, sheet, sheet.rows[:5], today=today))) == (
                one.code,
                min(sheet.total, 5),
            )
    assert len(shipped()) == 20


def test_the_elderly_as_they_are_shown(alice: Actor, here: Community) -> None:
    today = timezone.localdate()
    with entered(alice.scope):
        definition = read_definition(
            {**shipped()["elderly"].as_json(), "columns": ["name", "phone", "document_number"]}
        )
        sheet = sheet_of(alice, definition, today=today)
        lines = lines_of(alice, definition, sheet, sheet.rows, today=today)
    assert [(head, cells) for head, _key, cells in lines] == [
        ("恒丰路610弄3号", ["张建国", "138****1234", "11***************X"]),
        ("恒丰路610弄3号", ["李梅", "138****1234", "44***************4"]),
    ]


def test_living_alone_means_in_a_ledger_what_it_means_in_screening(alice: Actor) -> None:
    """Whose companion has died lives alone; the dead do not, even where nobody has ended their stay."""
    street, today = Street(alice), timezone.localdate()
    street.enter("王父")
    saying = Say("resident", alice.area, {"death_date": today}, subject_id=street.enter("李母"))
    with entered(alice.scope):
        observe(alice, [saying], source="police", observed_on=today)
        known = known_people(alice, residents(alice), today=today)
        told = {one.resident.name: fixed()["lives_alone"].read(one) for one in known}
    assert told == {"王父": True, "李母": False}
    assert number_of("count:lives_alone", known) == 1


def test_a_ledger_is_kept_changed_taken_and_forgotten(alice: Actor, carol: Actor, here: Community) -> None:
    key = keep_ledger(alice, name="六十岁以上", condition={"field": "age", "op": "ge", "value": 60}, purpose="联系")
    change_ledger(alice, key, columns=["name", "age"], order="-age", group="door")
    with entered(alice.scope):
        shown = ledger_of(alice, key)
        assert (shown.definition.columns, shown.definition.order, shown.definition.group) == (
            ("name", "age"),
            "-age",
            "door",
        )
    _shown, sheet = take_ledger(alice, key, purpose="走访", whole=True)
    assert [cells[0] for _head, _key, cells in sheet.lines] == ["张建国", "李梅"]
    with entered(alice.scope):
        found = Entry.objects.filter(disclosure=True).latest("seq")
    assert (found.verb, found.reason, found.disclosure, found.details["count"]) == ("ledgers.fill", "走访", True, 2)
    with pytest.raises(NotVisible):
        take_ledger(carol, key, purpose="走访")
    forget_ledger(alice, key)
    with pytest.raises(NotVisible):
        ledger_of(alice, key)


def test_a_shipped_ledger_is_changed_for_the_area_alone(alice: Actor, carol: Actor, here: Community) -> None:
    change_ledger(alice, "elderly", columns=["name"])
    assert ledger_of(alice, "elderly").definition.columns == ("name",)
    assert ledger_of(carol, "elderly").definition == shipped()["elderly"]
    forget_ledger(alice, "elderly")
    assert ledger_of(alice, "elderly").own is None
    assert len(ledgers(alice)) == 21


def test_refusals(alice: Actor, bob: Actor, nobody: Actor, here: Community) -> None:
    with pytest.raises(PurposeMissing):
        take_ledger(alice, "elderly", purpose=" ")
    with pytest.raises(NoColumns):
        change_ledger(alice, "elderly", columns=["nothing"])
    for actor in (bob, nobody):
        with pytest.raises(NoRight):
            take_ledger(actor, "elderly", purpose="走访")
    with pytest.raises(LedgerWrong):
        read_definition({"code": "x", "name": "x", "purpose": "x", "columns": ["name"], "sql": "select"})
