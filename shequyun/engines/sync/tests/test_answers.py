"""A collection form filled in on a phone: kept once, in the register, refused where it is none."""

import pytest

from shequyun.base.actor import Actor
from shequyun.base.scope import entered
from shequyun.engines.surveys import queries
from shequyun.engines.surveys.actions import enter_survey, publish
from shequyun.engines.surveys.tests.forms import made
from shequyun.engines.sync.tests.phones import enrolled, envelope, sent
from shequyun.kernel.residents.queries import resident_of
from tests.community import Community, make_community


@pytest.fixture
def here(alice: Actor) -> Community:
    return make_community(alice)


def test_an_answer_of_a_phone_counts_once(alice: Actor, here: Community) -> None:
    survey = enter_survey(alice, file_name="a.xlsx", content=made(), purpose="了解意愿", ground="养老服务条例")
    (publication,) = publish(alice, survey)
    phone = enrolled(alice)
    said = {"name": "李梅", "tel": "13811112222", "wish": "home"}
    one = envelope("answer", here.other_resident, publication=str(publication), answers=said)
    receipts = [*sent(alice, phone, one), *sent(alice, phone, one)]
    assert [receipt.outcome for receipt in receipts] == ["done", "done"]
    with entered(alice.scope):
        (answer,) = queries.answers(alice)
        assert (str(answer.pk), answer.way, answer.applied) == (one["id"], "phone", ["name", "phone"])
        person = resident_of(alice, here.other_resident)
        assert person.observed_on == answer.at.date()


def test_what_is_no_answer_is_refused(alice: Actor, here: Community) -> None:
    phone = enrolled(alice)
    (receipt,) = sent(alice, phone, envelope("answer", here.resident, publication=str(here.form), answers={}))
    assert (receipt.outcome, receipt.code) == ("refused", "not_visible")
    (receipt,) = sent(alice, phone, envelope("answer", here.resident, publication="x", answers=["a"]))
    assert (receipt.outcome, receipt.code) == ("refused", "sync.unreadable")
