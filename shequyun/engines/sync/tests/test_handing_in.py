"""Files that phones could not send: opened by the office alone, played once, whichever way an envelope comes."""

import base64
import json
from typing import Any

import pytest

from shequyun.base.actor import Actor
from shequyun.base.errors import NoRight, NotVisible
from shequyun.base.scope import entered
from shequyun.engines.sync.actions import enrol_device, hand_in, release_device, revoke_device
from shequyun.engines.sync.models import Device
from shequyun.engines.sync.queries import office_point
from shequyun.engines.sync.rules.office_seal import BrokenSeal, NotAHandIn
from shequyun.engines.sync.tests.phones import enrolled, envelope, seal_item, sent
from shequyun.kernel.audit.models import Entry
from tests.community import Community


@pytest.fixture
def phone(alice: Actor) -> Device:
    return enrolled(alice)


def filed(device: Device, *envelopes: dict[str, Any], token_hash: bytes | None = None) -> bytes:
    """What a phone saves."""
    point, shown = office_point(device.pk), token_hash or bytes(device.token_hash)
    items = [base64.b64encode(seal_item(point, shown, one)).decode() for one in envelopes]
    return json.dumps({"format": 1, "device": str(device.pk), "items": items}).encode()


def test_a_file_is_played_in_order_once(alice: Actor, here: Community, phone: Device) -> None:
    said = [envelope("correct", here.resident, phone=f"139111122{number:02}") for number in range(23)]
    first = hand_in(alice, content=filed(phone, *said))
    assert [receipt.outcome for receipt in first] == ["done"] * 23
    assert [receipt.pk for receipt in hand_in(alice, content=filed(phone, *said))] == [one.pk for one in first]
    assert [receipt.pk for receipt in sent(alice, phone, *said[:3])] == [one.pk for one in first[:3]]


def test_what_was_sent_before_is_not_played_again(alice: Actor, here: Community, phone: Device) -> None:
    one = envelope("correct", here.resident, phone="13911112222")
    receipt = sent(alice, phone, one)[0]
    assert hand_in(alice, content=filed(phone, one))[0].pk == receipt.pk


def test_a_revoked_phone_is_still_heard_by_file(alice: Actor, here: Community, phone: Device) -> None:
    revoke_device(alice, phone.pk, reason="丢失")
    receipts = hand_in(alice, content=filed(phone, envelope("correct", here.resident, phone="13911112222")))
    assert [receipt.outcome for receipt in receipts] == ["done"]


def test_nothing_can_be_read_out_of_the_file(here: Community, phone: Device) -> None:
    content = filed(phone, envelope("correct", here.resident, phone="13911112222"))
    inside = base64.b64decode(json.loads(content)["items"][0])
    assert (b"13911112222" in content, b"13911112222" in inside, str(here.resident).encode() in inside) == (
        False, False, False,
    )  # fmt: skip


def test_a_seal_that_was_touched_or_made_without_the_token(alice: Actor, here: Community, phone: Device) -> None:
    one = envelope("correct", here.resident, phone="13911112222")
    touched = json.loads(filed(phone, one))
    raw = bytearray(base64.b64decode(touched["items"][0]))
    raw[-1] ^= 1
    touched["items"][0] = base64.b64encode(bytes(raw)).decode()
    for content in (json.dumps(touched).encode(), filed(phone, one, token_hash=b"x" * 32)):
        with pytest.raises(BrokenSeal):
            hand_in(alice, content=content)
    assert "1" in str(BrokenSeal(number=1))


@pytest.mark.parametrize(
    "content", [b"", b"x", b"[]", b"{}", b'{"format": 1, "device": "x", "items": ["eA=="]}', "表".encode()]
)
def test_another_file_is_refused(alice: Actor, content: bytes) -> None:
    with pytest.raises(NotAHandIn):
        hand_in(alice, content=content)


def test_a_newer_format_and_an_empty_file_are_refused(alice: Actor, phone: Device) -> None:
    for change in ({"format": 2}, {"items": []}, {"items": ["eA=="] * 2001}):
        said = {"format": 1, "device": str(phone.pk), "items": ["eA=="], **change}
        with pytest.raises(NotAHandIn):
            hand_in(alice, content=json.dumps(said).encode())


def test_it_is_refused_to_the_others(
    alice: Actor, bob: Actor, carol: Actor, nobody: Actor, here: Community, phone: Device
) -> None:
    content = filed(phone, envelope("correct", here.resident, phone="13911112222"))
    for actor, refusal in ((carol, NotVisible), (bob, NoRight), (nobody, NoRight)):
        with pytest.raises(refusal):
            hand_in(actor, content=content)


def test_the_trail_knows(alice: Actor, here: Community, phone: Device) -> None:
    hand_in(alice, content=filed(phone, envelope("correct", here.resident, phone="13911112222")))
    release_device(alice, phone)
    with entered(alice.scope):
        verbs = list(Entry.objects.order_by("-seq").values_list("verb", flat=True)[:4])
    assert verbs == ["devices.release", "field.hand_in", "field.play", "residents.correct"]


def test_every_phone_has_its_own_key(alice: Actor, phone: Device) -> None:
    other = enrol_device(alice, community=alice.area, name="x").device_id
    assert (office_point(phone.pk) == office_point(phone.pk), office_point(phone.pk) == office_point(other)) == (
        True, False,
    )  # fmt: skip
