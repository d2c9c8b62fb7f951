"""Open311 GeoReport v2 as a standard client calls it: the paths, parameters and shapes of the wiki, in JSON and XML."""

import json
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, NoRight, NotNow, NotVisible
from shequyun.base.scope import entered
from shequyun.engines.cases.actions import Intake, close, merge, register
from shequyun.engines.cases.choices import SuggestionResult
from shequyun.engines.cases.queries import cases
from shequyun.kernel.attachments.queries import attachments_of
from shequyun.programmes.hotline.tests.house import DOOR, House, built
from shequyun.programmes.open311 import actions
from shequyun.programmes.open311.actions.throttling import MOST
from shequyun.programmes.open311.queries import clients
from tests.cast import ABOVE, ELSEWHERE, HERE
from tests.community import PICTURE, plant_areas

BASE = "/api/open311/v2"
pytestmark = pytest.mark.django_db


@pytest.fixture
def here(alice: Actor) -> House:
    return built(alice)


@dataclass
class Standard:
    """A client as they are written: an endpoint, a format, a jurisdiction, a key; it appends .json or .xml to paths and sends
    what it is told as query or form."""

    form: str = "json"
    jurisdiction: str = ""
    key: str = ""

    def get(self, *parts: str, **said: str) -> Any:
        more = {"jurisdiction_id": self.jurisdiction} if self.jurisdiction else {}
        return Client().get(f"{BASE}/{'/'.join(parts)}.{self.form}", {**more, **said})

    def post(self, **said: Any) -> Any:
        more = {"jurisdiction_id": self.jurisdiction} if self.jurisdiction else {}
        return Client().post(f"{BASE}/requests.{self.form}", {"api_key": self.key, **more, **said})

    def read(self, *parts: str, **said: str) -> Any:
        """The answer as Python data."""
        response = self.get(*parts, **said)
        assert response.status_code == 200, response.content
        return json.loads(response.content) if self.form == "json" else ET.fromstring(response.content)


@pytest.fixture
def client(here: House, officer: Actor) -> Standard:
    plant_areas(ELSEWHERE)
    actions.open_area(officer, HERE)
    _key, key = actions.issue_key(officer, HERE, name="随手报", contact="张工 021-62000000")
    return Standard(key=key)


def leak(client: Standard, **more: str) -> Any:
    said = {"service_code": "house.leak", "description": "三楼漏水，找13800001234李梅", "address_string": DOOR}
    return client.post(**said, **more)


def key_of(response: Any) -> str:
    assert response.status_code == 201, response.content
    (one,) = json.loads(response.content)
    return str(one["service_request_id"])


def case_of_key(actor: Actor, key: str) -> Any:
    with entered(actor.scope):
        return cases(actor).get(community=key.split("-")[0], number=key.split("-", 1)[1])


def refused(response: Any) -> tuple[int, int]:
    (one,) = json.loads(response.content)
    assert one["description"]
    return response.status_code, one["code"]


def test_discovery_leads_to_the_services(client: Standard) -> None:
    found = json.loads(Client().get("/api/open311/discovery.json").content)
    (endpoint,) = found["endpoints"]
    assert (endpoint["specification"], endpoint["formats"]) == (
        "http://wiki.open311.org/GeoReport_v2", ["text/xml", "application/json"],
    )  # fmt: skip
    services = json.loads(Client().get(f"/api/{endpoint['url'].partition('/api/')[2]}/services.json").content)
    assert {"service_code", "service_name", "description", "metadata", "type", "keywords", "group"} == set(services[0])
    root = Standard("xml").read("discovery")
    assert (root.tag, [one.text for one in root.iter("format")]) == ("discovery", ["text/xml", "application/json"])


def test_services_and_their_definition_in_both_formats(client: Standard) -> None:
    codes = [one["service_code"] for one in client.read("services")]
    xml = Standard("xml")
    assert [one.findtext("service_code") for one in xml.read("services").findall("service")] == codes
    assert "house.leak" in codes
    definition = client.read("services", "house.leak")
    assert [(one["code"], one["variable"], one["datatype"]) for one in definition["attributes"]] == [
        ("urgency", True, "singlevaluelist"), ("notice", False, "text"),
    ]  # fmt: skip
    root = xml.read("services", "house.leak")
    assert (root.tag, root.findtext("service_code")) == ("service_definition", "house.leak")
    assert [one.text for one in root.findall("attributes/attribute/values/value/key")] == ["normal", "urgent"]
    assert refused(client.get("services", "safe.violence")) == (404, 404)


def test_a_request_that_is_brought_is_a_case(client: Standard, here: House, alice: Actor) -> None:
    key = key_of(
        leak(client, first_name="梅", last_name="李", phone="138 0000 1234", **{"attribute[urgency]": "urgent"})
    )
    case = case_of_key(alice, key)
    assert (case.channel, case.matter, case.urgency, case.state, case.caller_name) == (
        "portal", "house.leak", "urgent", "new", "李梅",
    )  # fmt: skip
    assert (case.building_id, case.resident_id, case.phone_sealed is not None) == (here.building, None, True)
    assert (
        key_of(leak(client, first_name="梅", last_name="李", phone="138 0000 1234", **{"attribute[urgency]": "urgent"}))
        == key
    )
    assert client.read("tokens", key) == [{"service_request_id": key, "token": key}]
    with entered(alice.scope):
        assert cases(alice).count() == 1
        assert clients(alice).get().seen_at is not None


def test_nothing_public_tells_of_a_person(client: Standard, here: House, wang: Actor) -> None:
    key = key_of(leak(client, first_name="梅", last_name="李", phone="13800001234", email="a@b.cn"))
    home = register(wang, intake=Intake(words="李梅家厨房漏水", resident_id=here.resident, matter="house.leak"))
    for form in ("json", "xml"):
        for answer in (Standard(form).get("requests"), Standard(form).get("requests", key)):
            text = answer.content.decode()
            assert [
                word for word in ("李", "梅", "138", "a@b.cn", "号102", "漏水，找", "厨房", str(home)) if word in text
            ] == []
    (newest, oldest) = sorted(client.read("requests"), key=lambda one: one["service_request_id"], reverse=True)
    assert {newest["address"], oldest["address"]} == {DOOR}
    assert (newest["status"], newest["service_name"], newest["description"], newest["lat"]) == (
        "open",
        "漏水、墙面渗水",
        "",
        None,
    )


def test_sensitive_and_personal_matters_are_never_listed(client: Standard, here: House, wang: Actor) -> None:
    hidden = [
        register(wang, intake=Intake(words="家暴", building_id=here.building, matter="safe.violence")),
        register(wang, intake=Intake(words="低保", resident_id=here.resident, matter="relief.dibao")),
        register(wang, intake=Intake(words="漏水", building_id=here.building, matter="house.leak", sensitive=True)),
    ]
    assert client.read("requests") == []
    with entered(wang.scope):
        numbers = [f"{HERE}-{case.number}" for case in cases(wang).filter(pk__in=hidden)]
    for key in numbers:
        assert refused(client.get("requests", key)) == (404, 404)
        assert client.read("requests", service_request_id=key) == []
    assert refused(client.post(service_code="safe.violence", description="家暴", address_string=DOOR)) == (404, 404)


def test_filters(client: Standard, here: House, wang: Actor) -> None:
    one = key_of(leak(client))
    two = key_of(client.post(service_code="environment.light", description="灯不亮", address_string="小区东门"))
    with entered(wang.scope):
        close(wang, case_of_key(wang, two).pk, result="solved", done="已换灯")
    keys = lambda **said: [found["service_request_id"] for found in client.read("requests", **said)]  # noqa: E731
    assert sorted(keys()) == sorted([one, two])
    assert (keys(status="open"), keys(status="closed")) == ([one], [two])
    assert (keys(service_code="house.leak"), keys(service_code="house.leak,environment.light", status="closed")) == (
        [one],
        [two],
    )
    assert keys(service_request_id=f"{two},{HERE}-20200101-001", status="open") == [two]
    past = (timezone.now() - timedelta(days=3)).isoformat()
    assert (keys(end_date=past), len(keys(start_date=past)), len(keys(page_size="1", page="2"))) == ([], 2, 1)
    (closed,) = client.read("requests", two)
    assert (closed["status"], closed["expected_datetime"], closed["agency_responsible"]) == ("closed", None, HERE)
    root = Standard("xml").read("requests", two)
    assert (root.tag, root.findtext("request/status"), root.find("request/lat").text) == (
        "service_requests",
        "closed",
        None,
    )


def test_a_merged_request_tells_how_the_other_stands(client: Standard, wang: Actor) -> None:
    one, two = key_of(leak(client)), key_of(leak(client, account_id="other"))
    with entered(wang.scope):
        merge(wang, case_of_key(wang, one).pk, into=case_of_key(wang, two).pk)
        close(wang, case_of_key(wang, two).pk, result="solved", done="修好")
    assert [found["service_request_id"] for found in client.read("requests")] == [two]
    assert [(found["service_request_id"], found["status"]) for found in client.read("requests", one)] == [
        (one, "closed")
    ]


def test_a_deputies_suggestion_is_told_with_its_own_result(client: Standard, wang: Actor) -> None:
    said = Intake(words="楼道灯", matter="environment.light", channel="deputy", kind="suggestion", place="小区东门")
    with entered(wang.scope):
        close(wang, register(wang, intake=said), result="1", done="已换灯")
    assert [one["status_notes"] for one in client.read("requests")] == [SuggestionResult.ADOPTED.label]


def test_a_picture_comes_along(client: Standard, alice: Actor) -> None:
    key = key_of(leak(client, media=SimpleUploadedFile("a.png", PICTURE, content_type="image/png")))
    case = case_of_key(alice, key)
    with entered(alice.scope):
        assert [file.name for file in attachments_of(alice, "case", case.pk)] == ["a.png"]
    broken = SimpleUploadedFile("a.exe", b"MZ")
    assert refused(leak(client, account_id="x", media=broken)) == (400, 400)
    with entered(alice.scope):
        assert cases(alice).count() == 1


def test_errors_of_the_standard(client: Standard, officer: Actor) -> None:
    assert refused(Standard(key="").post(service_code="house.leak")) == (403, 403)
    assert refused(Standard(key="x" * 40).post(service_code="house.leak")) == (403, 403)
    assert refused(client.post(service_code="house.leak", description="漏水")) == (400, 400)
    assert refused(client.post(service_code="nothing", description="漏水", address_string=DOOR)) == (404, 404)
    assert refused(client.get("requests", jurisdiction_id=ELSEWHERE)) == (404, 404)
    assert refused(client.get("requests", start_date="x")) == (400, 400)
    assert refused(client.get("requests", f"{HERE}-20200101-001")) == (404, 404)
    wrong = Standard("xml", key="").post(service_code="house.leak")
    root = ET.fromstring(wrong.content)
    assert (wrong.status_code, root.tag, root.findtext("error/code")) == (403, "errors", "403")
    assert Client().get(f"{BASE}/services.yaml").status_code == 404
    assert Client().delete(f"{BASE}/requests.json").status_code == 405
    actions.open_area(officer, ELSEWHERE)
    assert refused(client.get("requests")) == (400, 400)
    assert Standard(jurisdiction=HERE).read("requests") == []


def test_a_key_opens_its_own_area_alone(client: Standard, officer: Actor) -> None:
    actions.open_area(officer, ELSEWHERE)
    assert refused(leak(client, jurisdiction_id=ELSEWHERE)) == (404, 404)
    (application,) = clients(officer)
    actions.revoke_key(officer, application.pk, reason="停用")
    assert refused(leak(client)) == (403, 403)


def test_a_closed_area_tells_nothing(client: Standard, officer: Actor) -> None:
    key = key_of(leak(client))
    actions.close_area(officer, HERE)
    assert refused(client.get("requests", key)) == (404, 404)
    assert refused(leak(client)) == (403, 403)


def test_a_subdistrict_is_one_jurisdiction(here: House, officer: Actor, wang: Actor) -> None:
    actions.open_area(officer, ABOVE)
    _client, key = actions.issue_key(officer, ABOVE, name="街道小程序", contact="赵")
    placed = key_of(leak(Standard(key=key)))
    unplaced = key_of(Standard(key=key).post(service_code="house.leak", description="漏", lat="31.24", long="121.45"))
    assert (placed.split("-")[0], unplaced.split("-")[0]) == (HERE, ABOVE)
    assert len(Standard(jurisdiction=ABOVE).read("requests")) == 2


def test_it_is_throttled(client: Standard) -> None:
    for _turn in range(MOST["wrong"]):
        assert refused(Standard(key="wrong").post()) == (403, 403)
    often = Standard(key="wrong").post()
    assert (refused(often), often.headers["Retry-After"]) == ((429, 429), "300")


def test_who_opens_and_gives_keys_out(
    here: House, alice: Actor, officer: Actor, bob: Actor, carol: Actor, nobody: Actor
) -> None:
    for other in (alice, bob, carol, nobody):
        with pytest.raises(NoRight):
            actions.open_area(other, HERE)
    with pytest.raises(NotVisible):
        actions.open_area(officer, "310104003001")
    with pytest.raises(BadInput):
        actions.open_area(officer, "310106")
    with pytest.raises(NotNow):
        actions.issue_key(officer, HERE, name="a", contact="b")
    actions.open_area(officer, HERE)
    with pytest.raises(BadInput):
        actions.issue_key(officer, HERE, name="a", contact=" ")
    client, key = actions.issue_key(officer, HERE, name="a", contact="b")
    assert key not in str(clients(officer).values_list()[0])
    with pytest.raises(BadInput):
        actions.revoke_key(officer, client, reason=" ")
    with pytest.raises(NotVisible):
        actions.revoke_key(officer, UUID(int=1), reason="x")


def test_the_command_line(here: House, officer: Actor, capsys: Any) -> None:
    def run(what: str, *more: str) -> Any:
        call_command("open311", what, "--area", HERE, "--as", "olga", *more)
        return json.loads(capsys.readouterr().out)

    with pytest.raises(CommandError, match=r"open311\.not_open"):
        run("issue", "--name", "a", "--contact", "b")
    assert run("open")["open"] == [HERE]
    issued = run("issue", "--name", "a", "--contact", "b")
    assert leak(Standard(key=issued["api_key"])).status_code == 201
    assert run("revoke", "--client", issued["client"], "--reason", "x")["clients"][0]["revoked"] is True
    assert leak(Standard(key=issued["api_key"])).status_code == 403
