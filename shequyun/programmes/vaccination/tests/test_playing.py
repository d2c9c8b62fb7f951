"""Doses that phones seal at the door: played once, through the action of the desk."""

from datetime import date

import pytest

from shequyun.base.actor import Actor
from shequyun.base.scope import entered
from shequyun.engines.sync.models import Device
from shequyun.engines.sync.tests.phones import enrolled, envelope, sent
from shequyun.programmes.vaccination.models import Dose
from tests.community import Community


@pytest.fixture
def phone(alice: Actor) -> Device:
    return enrolled(alice)


def doses(actor: Actor) -> list[tuple[str, date, str]]:
    with entered(actor.scope):
        return list(Dose.objects.filter(vaccine="covid").values_list("product", "given_on", "evidence"))


def test_a_dose_of_the_door_is_recorded_once(alice: Actor, here: Community, phone: Device) -> None:
    said = {"product": "covid_wuhan", "on": "2021-05-20", "evidence": "certificate"}
    one, other = envelope("dose", here.resident, **said), envelope("dose", here.resident, **said)
    first, second = sent(alice, phone, one)[0], sent(alice, phone, one)[0]
    assert (first.pk, first.outcome) == (second.pk, "done")
    again = sent(alice, phone, other)[0]
    assert (again.outcome, again.made_id) == ("done", first.made_id)
    assert doses(alice) == [("covid_wuhan", date(2021, 5, 20), "certificate")]


def test_what_the_desk_refuses_is_refused(alice: Actor, here: Community, phone: Device) -> None:
    assert [one.outcome for one in sent(alice, phone, envelope("dose", here.resident, product="aspirin"))] == [
        "refused"
    ]
    assert doses(alice) == []
