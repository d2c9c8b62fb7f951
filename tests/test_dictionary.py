"""What an installation says of a field: works, is in the trail, is refused to others, and refuses each rule once."""

from datetime import date
from typing import Any

import pytest

from shequyun.base.actor import NOBODY, Actor
from shequyun.base.errors import NoRight, NotVisible
from shequyun.base.scope import EVERYWHERE, entered
from shequyun.engines.intake.rules.cells import Column
from shequyun.engines.intake.rules.mapping import suggest
from shequyun.kernel.audit.models import Entry
from shequyun.kernel.facts.actions import forget_field_note, note_field, set_trust
from shequyun.kernel.facts.actions.noting import DaysOutOfRange, NoPurpose
from shequyun.kernel.facts.queries import entry_of, freshness_limits, trusted_for
from shequyun.kernel.residents.queries import page_of
from tests.cast import ABOVE, make
from tests.community import make_community

SAID: dict[str, Any] = {
    "field": "phone",
    "purpose": "紧急联络",
    "ground": "上海市居委会工作条例第十条",
    "stale_after": 90,
}


@pytest.fixture
def secure(db: None) -> Actor:
    return make("sec", "security_admin", ABOVE)


def test_it_holds_here_and_is_in_the_trail(secure: Actor) -> None:
    before = entry_of("resident", "phone")[1]
    note_field(secure, "resident", **SAID)
    after = entry_of("resident", "phone")[1]
    assert (after.purpose, after.ground, after.stale_after) == ("紧急联络", "上海市居委会工作条例第十条", 90)
    forget_field_note(secure, "resident", field="phone")
    assert entry_of("resident", "phone")[1] == before
    with entered(EVERYWHERE):
        told = (
            Entry.objects.filter(subject_kind="field").order_by("seq").values_list("verb", "subject_id", "actor_name")
        )
        assert list(told) == [
            ("facts.note_field", "resident.phone", "sec"),
            ("facts.forget_field_note", "resident.phone", "sec"),
        ]


@pytest.mark.parametrize(("days", "stale"), [(10, True), (3650, False), (None, False)])
def test_values_age_by_it(secure: Actor, alice: Actor, days: int | None, stale: bool) -> None:
    here = make_community(alice)
    note_field(secure, "resident", **SAID | {"stale_after": days})
    with entered(alice.scope):
        page = page_of(alice, here.resident, on=date(2027, 1, 1))
    assert [fact.stale for fact in page.facts if fact.field.name == "phone"] == [stale]


def test_whom_to_believe(secure: Actor) -> None:
    set_trust(secure, "resident", field="phone", source="visit", rank=99, holds_days=30)
    first = trusted_for("resident", "phone")[0]
    assert (first.source.code, first.rank, first.holds_days, first.rule) == ("visit", 99, 30, "field")


def test_refused_to_those_who_may_not(alice: Actor, secure: Actor) -> None:
    for actor in (alice, NOBODY):
        with pytest.raises(NoRight):
            note_field(actor, "resident", **SAID)
        with pytest.raises(NoRight):
            forget_field_note(actor, "resident", field="phone")
    with pytest.raises(NotVisible):
        forget_field_note(secure, "resident", field="phone")


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"field": "shoe_size"}, NotVisible),
        ({"purpose": "  "}, NoPurpose),
        ({"stale_after": 0}, DaysOutOfRange),
        ({"stale_after": 4000}, DaysOutOfRange),
    ],
)
def test_what_is_refused(secure: Actor, wrong: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        note_field(secure, "resident", **SAID | wrong)
    assert freshness_limits("resident") == {}


def test_on_the_page(secure: Actor, alice: Actor, signed_in: Any) -> None:
    page, reader = signed_in(secure), signed_in(alice)
    session = page.session
    session["factor_checked"] = True
    session.save()
    here = "/dictionary/resident/phone/"
    assert "保存说明" not in reader.get(here).content.decode()
    assert reader.post(here, {"purpose": "x"}).status_code == 403
    wrong = page.post(here, {"purpose": "紧急联络", "stale_after": "4000"})
    assert (wrong.status_code, "4000" in wrong.content.decode()) == (422, True)
    assert page.post(here, {"purpose": "紧急联络", "stale_after": "90"}).status_code == 302
    assert page.post(here + "trust/", {"source": "visit", "rank": "99"}).status_code == 302
    shown = reader.get(here).content.decode()
    assert ("紧急联络" in shown, ">99<" in shown) == (True, True)
    assert page.post(here, {"forget": "1"}).status_code == 302
    assert reader.get("/dictionary/resident/shoe/").status_code == 404


@pytest.mark.parametrize(
    ("field", "target"),
    [("resident/phone", "phone"), ("document/number", "document_number"), ("stay/relation", "relation")],
)
def test_the_titles_on_the_page_are_those_that_the_import_understands(
    alice: Actor, signed_in: Any, field: str, target: str
) -> None:
    titles = signed_in(alice).get(f"/dictionary/{field}/").context["titles"]
    assert {one: suggest([Column(0, "A", one)], "resident")[0].target for one in titles} == dict.fromkeys(
        titles, target
    )
    assert len(titles) > 3


def test_a_field_that_no_list_brings_in_has_no_titles(alice: Actor, signed_in: Any) -> None:
    assert signed_in(alice).get("/dictionary/document/valid_from/").context["titles"] == ()
