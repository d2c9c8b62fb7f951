"""Phones: enrolled, heard from, revoked, lapsed; and their slices."""

import gzip
import json
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from shequyun.base.actor import Actor
from shequyun.base.errors import NoRight, NotVisible
from shequyun.base.scope import entered
from shequyun.engines.sync.actions import enrol_device, heard_from, revoke_device
from shequyun.engines.sync.actions.devices import RevokedAlready, TooManyPhones
from shequyun.engines.sync.models import Device
from shequyun.engines.sync.queries import DeviceGone, UnknownDevice, actor_with, device_with, slice_of
from shequyun.engines.sync.tests.phones import enrolled
from shequyun.kernel.access.actions import end_post
from shequyun.kernel.residents.actions import correct, move_out
from shequyun.kernel.residents.queries import page_of
from tests.cast import ELSEWHERE, HERE, ROOM
from tests.community import Community


def content(actor: Actor, device: Device, since: str = "") -> dict[str, Any]:
    with entered(actor.scope):
        return json.loads(gzip.decompress(slice_of(actor, device, since=since)))


def test_a_token_opens_the_phones_own_slice(alice: Actor) -> None:
    made = enrol_device(alice, community=HERE, name="红米")
    device = device_with(made.token, now=timezone.now())
    actor = actor_with(device)
    assert (device.pk, actor.staff_id, actor.area, actor.rights) == (made.device_id, alice.staff_id, HERE, alice.rights)
    for wrong in (f"{made.device_id}.x", "x", "", f"{alice.staff_id}.x"):
        with pytest.raises(UnknownDevice):
            device_with(wrong, now=timezone.now())


def test_an_officer_chooses_one_committee(officer: Actor, carol: Actor) -> None:
    device = Device.objects.get(pk=enrol_device(officer, community=HERE, name="x").device_id)
    assert actor_with(device).area == HERE
    with pytest.raises(NotVisible):
        enrol_device(officer, community=officer.area, name="x")
    with pytest.raises(NotVisible):
        enrol_device(carol, community=HERE, name="x")


def test_three_phones_are_enough(alice: Actor) -> None:
    for _ in range(3):
        enrolled(alice)
    with pytest.raises(TooManyPhones):
        enrolled(alice)


def test_a_phone_set_up_anew_takes_the_place_of_the_one_it_was(alice: Actor, carol: Actor) -> None:
    former, *_others = [enrolled(alice) for _ in range(3)]
    made = enrol_device(alice, community=HERE, name="红米", replaces=former.pk)
    assert Device.objects.get(pk=former.pk).revoked_by == alice.staff_id
    enrol_device(carol, community=carol.area, name="x", replaces=made.device_id)
    enrol_device(carol, community=carol.area, name="x", replaces=former.pk)
    assert Device.objects.get(pk=made.device_id).revoked_at is None


def test_a_revoked_phone_is_gone(alice: Actor, carol: Actor, bob: Actor, nobody: Actor) -> None:
    made = enrol_device(alice, community=HERE, name="x")
    for actor, refusal in ((carol, NotVisible), (bob, NoRight), (nobody, NoRight)):
        with pytest.raises(refusal):
            revoke_device(actor, made.device_id, reason="丢失")
    revoke_device(alice, made.device_id, reason="丢失")
    with pytest.raises(DeviceGone):
        device_with(made.token, now=timezone.now())
    with pytest.raises(RevokedAlready):
        revoke_device(alice, made.device_id, reason="丢失")


def test_a_phone_without_contact_lapses(alice: Actor) -> None:
    made = enrol_device(alice, community=HERE, name="x")
    with pytest.raises(DeviceGone):
        device_with(made.token, now=timezone.now() + timedelta(days=15))
    Device.objects.update(last_contact=timezone.now() - timedelta(days=2))
    heard_from(Device.objects.get())
    assert device_with(made.token, now=timezone.now() + timedelta(days=13)).pk == made.device_id


def test_a_phone_goes_with_the_post(alice: Actor) -> None:
    device = enrolled(alice)
    assert alice.post_id is not None
    end_post(ROOM, alice.post_id)
    with pytest.raises(DeviceGone):
        actor_with(device)


def test_enrolling_needs_the_right(bob: Actor, nobody: Actor) -> None:
    for actor in (bob, nobody):
        with pytest.raises(NoRight):
            enrol_device(actor, community=HERE, name="x")


def test_the_slice_holds_the_community_masked(alice: Actor, here: Community) -> None:
    found = content(alice, enrolled(alice))
    assert (found["whole"], found["community"]["code"], found["people"], found["left_out"]) == (True, HERE, 2, [])
    chunk = found["chunks"][0]
    assert (chunk["id"], [home[1] for home in chunk["homes"]]) == (str(here.building), ["101", "102"])
    by_name = {row[1]: row for row in chunk["people"]}
    assert by_name["李梅"][2:8] == ["lm", "limei", "1", "1949-12-31", "138****1234", "44***************4"]
    assert len(chunk["stays"]) == 3


def test_the_slice_of_another_place_is_its_own(alice: Actor, carol: Actor, here: Community) -> None:
    found = content(carol, enrolled(carol))
    assert (found["community"]["code"], found["chunks"]) == (ELSEWHERE, [])


def test_an_increment_holds_what_was_touched(alice: Actor, here: Community, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shequyun.engines.sync.queries.slicing.OVERLAP", timedelta(0))
    device = enrolled(alice)
    cursor = content(alice, device)["cursor"]
    assert content(alice, device, cursor)["chunks"] == []
    with entered(alice.scope):
        page = page_of(alice, here.other_resident, on=timezone.localdate())
    correct(alice, here.other_resident, values={"phone": "13911112222"}, base_version=page.resident.version)
    second = content(alice, device, cursor)
    phones = {row[1]: row[6] for row in second["chunks"][0]["people"]}
    assert (second["whole"], phones["李梅"]) == (False, "139****2222")
    move_out(alice, page.open_stays[0].pk, on=timezone.localdate())
    third = content(alice, device, second["cursor"])
    assert [row[1] for row in third["chunks"][0]["people"]] == ["张建国"]


def test_a_hard_cap_says_so(alice: Actor, here: Community, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shequyun.engines.sync.queries.slicing.CAP", 1)
    found = content(alice, enrolled(alice))
    assert (found["chunks"], found["left_out"], found["people"]) == ([], ["恒丰路610弄3号"], 0)
