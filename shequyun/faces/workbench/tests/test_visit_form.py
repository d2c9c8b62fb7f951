"""The form of a visit at the desk: photos go with it, or nothing is recorded."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from shequyun.base.actor import Actor
from shequyun.base.ids import new_id
from shequyun.base.scope import entered
from shequyun.engines.worklist.queries import visits
from shequyun.kernel.attachments.queries import attachments_of
from tests.community import PICTURE, Community


@pytest.fixture
def client(here: Community, alice: Actor, signed_in: Any) -> Client:
    found: Client = signed_in(alice)
    return found


def sent(here: Community, name: str, content: bytes) -> dict[str, Any]:
    return {
        "visit_id": str(new_id()), "outcome": "met", "visited_at": "2026-05-20T10:00", "people": [str(here.resident)],
        "said": "楼道灯坏了", "file": SimpleUploadedFile(name, content),
    }  # fmt: skip


def test_a_photo_goes_with_the_visit_and_sent_twice_is_one(client: Client, here: Community, alice: Actor) -> None:
    url, once = f"/homes/{here.dwelling}/visit/", sent(here, "楼道.png", PICTURE)
    for _turn in range(2):
        once["file"].seek(0)
        assert client.post(url, once).status_code == 302
    with entered(alice.scope):
        (visit,) = visits(alice).filter(said="楼道灯坏了")
        assert [file.name for file in attachments_of(alice, "visit", visit.pk)] == ["楼道.png"]


def test_a_file_that_is_refused_records_nothing_and_keeps_what_was_typed(
    client: Client, here: Community, alice: Actor
) -> None:
    answer = client.post(f"/homes/{here.dwelling}/visit/", sent(here, "跑.exe", b"MZ\x90\x00"))
    assert answer.status_code == 422
    assert "楼道灯坏了" in answer.content.decode()
    with entered(alice.scope):
        assert not visits(alice).filter(said="楼道灯坏了").exists()
