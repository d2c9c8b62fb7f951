"""The FHIR bundle: valid, masked unless somebody may and says why, recorded as a disclosure."""

from datetime import date
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle

from shequyun.base.actor import Actor
from shequyun.base.errors import NoRight
from shequyun.base.scope import entered
from shequyun.kernel.audit.queries import entries
from shequyun.kernel.facts.actions.disclosing import PurposeMissing
from shequyun.kernel.residents.queries import residents
from shequyun.programmes.vaccination.actions import export_bundle, record_dose, record_remark
from tests.community import Community, make_community

SPRING = date(2021, 5, 20)


@pytest.fixture
def here(alice: Actor) -> Community:
    made = make_community(alice)
    record_dose(alice, made.resident, product="covid_wuhan", given_on=SPRING, lot="202104B", site="社区卫生服务中心")
    record_dose(alice, made.resident, product="covid_wuhan", given_on=date(2021, 6, 20), evidence="list")
    record_remark(alice, made.resident, vaccine="zoster", kind="may_not", reason="免疫抑制")
    return made


def told(actor: Actor, here: Community, **more: Any) -> dict[str, Any]:
    with entered(actor.scope):
        return export_bundle(actor, residents(actor).filter(pk=here.resident), reason="与卫生部门核对", **more)


def by_type(bundle: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for entry in bundle["entry"]:
        found.setdefault(entry["resource"]["resourceType"], []).append(entry["resource"])
    return found


def test_it_is_valid_and_masked(alice: Actor, here: Community) -> None:
    bundle = told(alice, here)
    Bundle.model_validate(bundle)
    found = by_type(bundle)
    assert [(p["name"][0]["text"], p["identifier"][0]["value"], p["birthDate"]) for p in found["Patient"]] == [
        ("张*国", "11***************X", "1949")
    ]
    first, second, against = found["Immunization"]
    assert (first["status"], first["occurrenceDateTime"], first["lotNumber"], first["primarySource"]) == (
        "completed", "2021-05-20", "202104B", False,
    )  # fmt: skip
    assert [one["protocolApplied"][0]["doseNumberPositiveInt"] for one in (first, second)] == [1, 2]
    assert first["patient"]["reference"] == bundle["entry"][0]["fullUrl"]
    assert (against["status"], against["statusReason"]["coding"][0]["code"]) == ("not-done", "MEDPREC")


def test_whole_numbers_take_a_right(alice: Actor, here: Community) -> None:
    found = by_type(told(alice, here, whole=True))["Patient"][0]
    assert (found["name"][0]["text"], found["identifier"][0]["value"], found["birthDate"]) == (
        "张建国", "11010519491231002X", "1949-12-31",
    )  # fmt: skip
    clerk = Actor(name="clerk", area=alice.area, rights=alice.rights - {"residents.reveal"})
    with pytest.raises(NoRight):
        told(clerk, here, whole=True)


def test_reasons_are_left_out_without_the_right(alice: Actor, here: Community) -> None:
    clerk = Actor(name="clerk", area=alice.area, rights=alice.rights - {"vaccination.see_reasons"})
    assert [one["status"] for one in by_type(told(clerk, here))["Immunization"]] == ["completed", "completed"]


def test_it_takes_a_purpose_and_is_recorded(alice: Actor, here: Community, bob: Actor) -> None:
    with pytest.raises(PurposeMissing):
        export_bundle(alice, residents(alice), reason=" ")
    with pytest.raises(NoRight):
        export_bundle(bob, residents(bob), reason="看看")
    told(alice, here)
    auditor = Actor(name="审计", area=alice.area, rights=frozenset({"audit.read"}))
    with entered(alice.scope):
        found = [e for e in entries(auditor) if e.verb == "vaccination.export"]
    assert [(e.reason, e.disclosure, e.details["count"], e.details["whole"]) for e in found] == [
        ("与卫生部门核对", True, 1, False)
    ]
