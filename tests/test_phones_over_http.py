"""The field app's addresses: the shell is everybody's, enrolment is the session's, sync is the token's."""

import gzip
import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone

from shequyun.base.actor import Actor
from shequyun.engines.sync.actions import revoke_device
from shequyun.engines.sync.models import Device
from shequyun.engines.sync.queries.slicing import SLOT
from shequyun.faces.field.gate import AT_ONCE, PhoneGate
from tests.cast import ELSEWHERE, HERE
from tests.community import Community


def enrol(client: Client, community: str = HERE) -> Any:
    return client.post("/field/enrolment/", {"community": community, "name": "红米"}, content_type="application/json")


@pytest.fixture
def token(alice: Actor, signed_in: Any) -> str:
    return str(enrol(signed_in(alice)).json()["token"])


def asked(token: str, path: str, body: Any = None) -> Any:
    """A phone asks, without a cookie."""
    headers = {"Authorization": f"Device {token}"}
    if body is None:
        return Client().get(f"/field/api/{path}", headers=headers)
    return Client(enforce_csrf_checks=True).post(
        f"/field/api/{path}", body, content_type="application/json", headers=headers
    )


def correction(here: Community, phone: str) -> dict[str, Any]:
    return {
        "id": str(uuid.uuid4()), "kind": "correct", "subject": str(here.resident), "base_version": None,
        "claimed_at": datetime.now(UTC).isoformat(), "values": {"phone": phone},
    }  # fmt: skip


def test_the_shell_is_everybodys_and_holds_nobody(db: None, here: Community) -> None:
    for address, kind in (
        ("/field/", "text/html"),
        ("/field/sw.js", "text/javascript"),
        ("/field/manifest.webmanifest", "application/manifest+json"),
        ("/field/words/zh-hans.json", "application/json"),
    ):
        answer = Client().get(address)
        assert (answer.status_code, answer.headers["Content-Type"].split(";")[0]) == (200, kind)
        assert "张建国" not in answer.content.decode()
    assert Client().get("/field/words/fr.json").status_code == 404


def test_the_worker_keeps_the_shell_and_nothing_that_is_anybodys(db: None) -> None:
    script = Client().get("/field/sw.js").content.decode()
    kept = json.loads(script.split("const SHELL = ")[1].split(";")[0])
    assert "/field/" in kept
    assert [address for address in kept if "/api/" in address or "/account/" in address] == []
    for address in kept:
        if not address.startswith("/static/"):
            assert (address, Client().get(address).status_code) == (address, 200)


def test_the_policy_of_the_app_lets_nothing_in(db: None) -> None:
    policy = Client().get("/field/").headers["Content-Security-Policy"]
    assert ("unsafe" in policy, "worker-src 'self'" in policy, "manifest-src 'self'" in policy) == (False, True, True)


def test_enrolment_is_by_session(alice: Actor, officer: Actor, signed_in: Any) -> None:
    client = signed_in(alice)
    account = client.get("/field/account/").json()
    assert (account["name"], [code for code, _name in account["committees"]]) == ("alice", [])  # no area tree is loaded
    assert enrol(client).status_code == 201
    assert enrol(client, ELSEWHERE).status_code == 404
    assert client.post("/field/enrolment/", "x", content_type="application/json").status_code == 422
    assert Client().get("/field/account/").status_code == 302
    assert enrol(signed_in(officer)).status_code == 201


def test_a_slice_is_gzipped_and_kept_by_no_cache(token: str, here: Community) -> None:
    answer = asked(token, "slice/")
    assert (answer.status_code, answer.headers["Content-Encoding"], answer.headers["Cache-Control"]) == (
        200, "gzip", "no-store",
    )  # fmt: skip
    found = json.loads(gzip.decompress(answer.content))
    assert (found["people"], found["worker"], found["tables"]["sexes"][0]) == (2, "alice", ["1", "男"])
    labels = {row[0]: row[1] for row in found["tables"]["labels"]}
    carried = [subject for subject, label, *_ in found["chunks"][0]["labels"] if labels[label] == "常来"]
    assert carried == [str(here.resident)]


def test_an_envelope_gets_its_receipt_once_and_again(token: str, here: Community) -> None:
    one = correction(here, "13911112222")
    first = asked(token, "envelopes/", {"envelopes": [one]}).json()["receipts"]
    again = asked(token, "envelopes/", {"envelopes": [one]}).json()["receipts"]
    assert (first, [receipt["outcome"] for receipt in first]) == (again, ["done"])
    assert asked(token, "receipts/").json()["receipts"] == first
    assert asked(token, "receipts/?since=2100-01-01T00:00:00Z").json()["receipts"] == []


@pytest.mark.parametrize("body", ["x", {}, {"envelopes": {}}, {"envelopes": [{"id": "x"}]}])
def test_what_is_no_envelope_is_told(token: str, body: Any) -> None:
    answer = asked(token, "envelopes/", body)
    assert (answer.status_code, answer.json()["code"]) == (422, "sync.unreadable")


def test_a_wrong_token_is_nobody(token: str) -> None:
    for path in ("slice/", "receipts/"):
        for wrong in ("", "x", token + "x"):
            assert (path, asked(wrong, path).status_code) == (path, 401)
    for path in ("envelopes/", "departure/"):
        assert (path, asked("x", path, {}).status_code) == (path, 401)


def test_a_session_does_not_open_sync(alice: Actor, signed_in: Any) -> None:
    assert signed_in(alice).get("/field/api/slice/").status_code == 401


def test_a_revoked_phone_is_told_to_wipe_itself(token: str, alice: Actor) -> None:
    revoke_device(alice, Device.objects.get().pk, reason="丢失")
    for answer in (asked(token, "slice/"), asked(token, "envelopes/", {"envelopes": []})):
        assert (answer.status_code, answer.json()["code"]) == (410, "sync.device_gone")


def test_a_phone_that_lapsed_is_told_so(token: str) -> None:
    Device.objects.update(last_contact=timezone.now() - timedelta(days=15))
    assert asked(token, "slice/").status_code == 410


def test_signing_out_on_the_phone(token: str) -> None:
    assert asked(token, "departure/", {}).status_code == 200
    assert asked(token, "slice/").status_code == 410


@contextmanager
def slots_taken() -> Iterator[None]:
    """Other phones are taking their first slices."""
    settings = connection.settings_dict
    with psycopg.connect(dbname=settings["NAME"], user=settings["USER"], host=settings["HOST"]) as other:
        for slot in range(2):
            other.execute("select pg_advisory_lock(%s, %s)", [SLOT, slot])
        yield


def test_when_many_phones_come_at_once_the_rest_come_back(token: str, here: Community) -> None:
    """Before anything else is asked: a slot that this test took would be held to its end."""
    with slots_taken():
        answer = asked(token, "slice/")
        assert (answer.status_code, answer.json()["code"], answer.headers["Retry-After"]) == (503, "sync.busy", "15")
        assert asked(token, "slice/?since=2100-01-01T00:00:00Z").status_code == 200
        assert asked(token, "envelopes/", {"envelopes": [correction(here, "13911112222")]}).status_code == 200


def test_phones_beyond_a_few_are_turned_away_before_the_database_is_asked(rf: RequestFactory) -> None:
    """This test may not ask it."""
    inside: list[int] = []

    def busy(_request: HttpRequest) -> HttpResponse:
        if len(inside) < AT_ONCE:
            inside.append(gate(rf.get("/field/api/slice/")).status_code)
        return HttpResponse()

    gate = PhoneGate(busy)
    assert gate(rf.get("/field/api/slice/")).status_code == 200
    assert inside == [503] + [200] * (AT_ONCE - 1)
    turned = PhoneGate(busy)
    for _ in range(AT_ONCE):
        turned.places.acquire()
    answer = turned(rf.get("/field/api/envelopes/"))
    assert (answer.status_code, answer.headers["Retry-After"], answer.headers["Cache-Control"]) == (
        503,
        "15",
        "no-store",
    )
    assert turned(rf.get("/residents/")).status_code == 200
