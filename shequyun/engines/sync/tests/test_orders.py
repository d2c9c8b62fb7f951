"""Two phones in one home, whatever the network does: any order between them, repeats, losses. No observation disappears."""

from datetime import date
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shequyun.base.actor import Actor
from shequyun.base.scope import entered
from shequyun.engines.sync.models import Device, Envelope, Receipt
from shequyun.engines.sync.tests.phones import enrolled, envelope, sent
from shequyun.engines.worklist.queries import visits
from shequyun.kernel.labels.queries import carried
from shequyun.kernel.residents.queries import page_of
from tests.community import Community

FEW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


class Undone(Exception):
    """Ends an example, and takes back what it wrote."""


@pytest.fixture
def two(alice: Actor) -> list[Device]:
    return [enrolled(alice), enrolled(alice)]


def version(alice: Actor, here: Community) -> int:
    with entered(alice.scope):
        return int(page_of(alice, here.resident, on=date.today()).resident.version)


def commuting(here: Community, base: int) -> list[list[dict[str, Any]]]:
    """What two phones do that does not hang on who comes first."""
    stays = [str(here.stay)]
    first = [
        envelope("correct", here.resident, base=base, contact_name="女儿"),
        envelope("visit", here.dwelling, outcome="met", residents=[str(here.resident)], labels=[str(here.label)]),
        envelope("label", here.other_resident, label=str(here.label)),
    ]
    second = [
        envelope("confirm_household", here.dwelling, stays=stays),
        envelope("correct", here.resident, base=base, contact_phone="13911112222"),
        envelope("visit", here.dwelling, outcome="nobody_home"),
    ]
    return [first, second]


def contradicting(here: Community, base: int) -> list[list[dict[str, Any]]]:
    """What two phones say against each other."""
    return [
        [envelope("correct", here.resident, base=base, phone="13911112222")],
        [envelope("correct", here.resident, base=base, phone="13933334444")],
    ]


def network(draws: st.DataObject, phones: list[list[dict[str, Any]]]) -> list[tuple[int, list[dict[str, Any]]]]:
    """Requests as they arrive: each phone sends from its first unanswered one on; an answer may be lost on its way."""
    at, requests = [0] * len(phones), []
    while any(done < len(phone) for done, phone in zip(at, phones, strict=True)):
        which = draws.draw(st.sampled_from([n for n, phone in enumerate(phones) if at[n] < len(phone)]))
        size = draws.draw(st.integers(1, len(phones[which]) - at[which]))
        requests.append((which, phones[which][at[which] : at[which] + size]))
        if not draws.draw(st.booleans()) or len(requests) > 12:  # the answer came
            at[which] += size
    return requests


def state(alice: Actor, here: Community) -> dict[str, Any]:
    """What the register then says, without the ids and moments of how it got there."""
    with entered(alice.scope):
        page = page_of(alice, here.resident, on=date.today())
        labelled = carried(alice, [here.resident, here.other_resident], today=date.today())
        return {
            "contact": page.resident.contact_name,
            "facts": sorted((fact.field.name, str(fact.value)) for fact in page.facts),
            "seen": page.resident.observed_on,
            "version": page.resident.version,
            "visits": sorted((one.outcome, str(one.pk)) for one in visits(alice)),
            "labels": sorted((str(key), one.label.name) for key, several in labelled.items() for one in several),
        }


def played(alice: Actor, here: Community, two: list[Device], requests: Any) -> tuple[dict[str, Any], list[str], int]:
    """The end state, the outcomes and the number of envelopes kept; everything taken back afterwards."""
    found: list[Any] = []
    try:
        with transaction.atomic():
            for which, envelopes in requests:
                sent(alice, two[which], *envelopes)
            with entered(alice.scope):
                mine = Receipt.objects.filter(envelope__device__in=two)
                outcomes = sorted(mine.values_list("outcome", flat=True))
                kept = Envelope.objects.filter(device__in=two).count()
            found.append((state(alice, here), outcomes, kept))
            raise Undone
    except Undone:
        return found[0]


@FEW
@given(draws=st.data())
def test_what_commutes_ends_in_the_same_state(alice: Actor, here: Community, two: list[Device], draws: Any) -> None:
    phones = commuting(here, version(alice, here))
    plain = played(alice, here, two, enumerate(phones))
    assert played(alice, here, two, network(draws, phones)) == plain
    assert plain[1:] == (["done"] * 6, 6)


@FEW
@given(draws=st.data())
def test_what_contradicts_is_kept_and_stands_before_a_person(
    alice: Actor, here: Community, two: list[Device], draws: Any
) -> None:
    phones = contradicting(here, version(alice, here))
    end, outcomes, kept = played(alice, here, two, network(draws, phones))
    phone = dict(end["facts"])["phone"]
    assert (outcomes, kept, phone in ("139****2222", "139****4444")) == (["conflict", "done"], 2, True)
