"""Every address of the product, walked as nobody, as somebody of another place, and as somebody without the right.

A new address is walked by itself: where its key belongs to no thing of the test's community, the test fails and says so.
"""

import re
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from shequyun.base.actor import Actor
from shequyun.kernel.access.actions import assign_post, change_role, create_staff
from shequyun.kernel.access.queries import actor_by_name
from tests.cast import ROOM
from tests.community import Community, work_of

OPEN = {
    "healthz",
    "follow-code",
    "follow",
    "follow-rating",
    "follow-reopening",
    "set_language",
    "sign-in",
    "sign-in-code",
    "sign-out",
    "openid_connect_login",
    "openid_connect_callback",
}
# The field app: its shell holds nothing of anybody; its sync asks for a phone's token instead of a session.
OPEN |= {"app", "worker", "manifest", "words", "slice", "envelopes", "receipts", "departure", "publication-questions"}
# OpenRosa asks for a phone's token as the password of HTTP Basic.
OPEN |= {"form-list", "form-xml", "form-manifest", "form-subjects", "submission"}
# Open311: what is public is read by everybody; bringing a matter in asks for an api_key.
OPEN |= {"georeport-discovery", "georeport-services", "georeport-service", "georeport-requests"}
OPEN |= {"georeport-request", "georeport-token"}
OWN = {
    "password",
    "second-factor",
    "post-switch",
    "home",
    "search",
    "view-save",
}  # everybody's own, with what they may see in it
KEYS = {
    "resident": "resident", "document": "document", "stay": "stay", "merge": "merge", "household": "household",
    "building": "building", "dwelling": "dwelling", "organisation": "organisation", "upload": "upload", "view": "view",
    "cohort": "cohort", "label": "label", "labelling": "labelling",
    "dose": "dose", "vaccine-reason": "vaccine_reason",
    "task": "task", "drive": "drive", "visit": "visit", "promise": "promise", "matter": "matter",
    "attachment": "attachment", "case": "case", "form": "form", "filling": "filling",
    "device": "device", "conflict": "conflict",
    "opinion-report": "opinion_report", "opinion": "opinion", "session": "session", "suggestion": "suggestion",
    "deputy": "deputy", "station": "station",
    "survey": "survey", "publication": "publication", "answer": "answer",
}  # fmt: skip
STAFF = {"staff-one", "staff-act", "staff-posts", "post-ending", "role"}


def addresses() -> list[tuple[str, str]]:
    """(name, route) of every address."""
    found: list[tuple[str, str]] = []

    def walk(patterns: list[Any], prefix: str) -> None:
        for pattern in patterns:
            route = prefix + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                walk(pattern.url_patterns, route)
            elif isinstance(pattern, URLPattern):
                found.append((str(pattern.name), route))

    walk(get_resolver().url_patterns, "/")
    return found


def filled(name: str, route: str, keys: dict[str, Any]) -> str:
    """The route with keys of real things of the community in it."""

    def one(match: re.Match[str]) -> str:
        part = match.group(2)
        if part == "pk":
            noun = next((noun for noun in KEYS if name == noun or name.startswith(f"{noun}-")), None)
            assert noun or name in STAFF, f"the doors test does not know what {name} is about"
            return str(keys[KEYS[noun]] if noun else keys["staff"])
        return {
            "ledger": keys["ledger"],
            "field": "phone",
            "code": keys["code"],
            "subject": "resident",
            "provider_id": "office",
        }[part]

    return re.sub(r"<(\w+):(\w+)>", one, route)


PROTECTED = [(name, route) for name, route in addresses() if name not in OPEN]


@pytest.fixture
def keys(here: Community, alice: Actor) -> dict[str, Any]:
    return {**vars(here), **work_of(alice, here), "staff": alice.staff_id}


def both(client: Client, url: str) -> set[int]:
    """The answers to reading and to writing."""
    return {client.get(url).status_code, client.post(url, {"reason": "x", "absorbed": UUID(int=1)}).status_code}


def test_nobody_gets_in_anywhere(keys: dict[str, Any]) -> None:
    for name, route in PROTECTED:
        url = filled(name, route, keys)
        response = Client().get(url)
        assert (name, response.status_code, response.headers.get("Location", "").split("?")[0]) == (
            name,
            302,
            "/sign-in/",
        )
        assert (name, Client().post(url).status_code) == (name, 302)


def test_another_place_sees_nothing(keys: dict[str, Any], carol: Actor, signed_in: Any) -> None:
    client = signed_in(carol)
    for name, route in PROTECTED:
        if "<" in route and name not in STAFF | {
            "upload-blank",
            "matter",
            "dictionary-field",
        }:  # the list of matters is one city's
            answers = both(client, filled(name, route, keys))
            assert (name, answers <= {403, 404, 405, 422}) == (name, True), answers
            assert (name, 404 in answers or 403 in answers) == (name, True), answers


def test_no_right_opens_nothing(keys: dict[str, Any], db: None, signed_in: Any) -> None:
    staff, _password = create_staff(ROOM, username="bare", name="bare", password="Correct-Horse-9")
    assign_post(ROOM, staff, role="committee_worker", area=keys["code"])
    change_role(ROOM, "committee_worker", rights=[], needs_second_factor=False)
    client = signed_in(actor_by_name("bare"))
    for name, route in PROTECTED:
        if name not in OWN:
            answers = both(client, filled(name, route, keys))
            assert (name, answers - {403, 404, 405}) == (name, set())
    for name in ("/", "/search/?q=zjg", "/search/?q=610-3-101"):
        assert "张建国" not in client.get(name).content.decode()


def test_the_right_opens_every_page(keys: dict[str, Any], alice: Actor, signed_in: Any) -> None:
    client = signed_in(alice)
    administration = {"reorganisation", "staff", "staff-create", "posts", "roles", "audit", "audit-check"} | STAFF
    for name, route in PROTECTED:
        if name not in administration:
            status = client.get(filled(name, route, keys)).status_code
            assert (name, status) in {(name, 200), (name, 302), (name, 405)}
