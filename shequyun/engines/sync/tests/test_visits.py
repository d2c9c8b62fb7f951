"""Visits, photos and labels from the door, and what of them a colleague's slice carries."""

import base64
import gzip
import json
import uuid
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.utils import timezone
from PIL import Image

from shequyun.base.actor import Actor
from shequyun.base.scope import entered
from shequyun.engines.sync.models import Device
from shequyun.engines.sync.queries import slice_of
from shequyun.engines.sync.tests.phones import enrolled, envelope, sent
from shequyun.engines.worklist.queries import open_promises, visits
from shequyun.kernel.attachments.queries import attachments_of
from shequyun.kernel.facts.models import Batch
from shequyun.kernel.labels.queries import carried
from shequyun.kernel.residents.queries import resident_of
from tests.community import Community

TODAY = timezone.localdate()


@pytest.fixture
def phone(alice: Actor) -> Device:
    return enrolled(alice)


def met(here: Community, **more: Any) -> dict[str, Any]:
    return envelope("visit", here.dwelling, outcome="met", residents=[str(here.resident)], **more)


def test_a_visit_confirms_labels_and_promises(alice: Actor, here: Community, phone: Device) -> None:
    one = met(
        here,
        said="要轮椅申请表",
        labels=[str(here.label)],
        promises=[{"what": "送表", "due_on": f"{TODAY + timedelta(3)}"}],
    )
    receipt = sent(alice, phone, one)[0]
    with entered(alice.scope):
        visit = visits(alice).get()
        assert (receipt.outcome, str(visit.pk), visit.said, visit.staff_name) == (
            "done", one["id"], "要轮椅申请表", "alice",
        )  # fmt: skip
        assert resident_of(alice, here.resident).observed_on == TODAY
        assert [(p.what, p.due_on, p.subject_id) for p in open_promises(alice)] == [
            ("送表", TODAY + timedelta(3), here.resident)
        ]
    assert sent(alice, phone, one)[0].pk == receipt.pk


def test_a_clock_that_runs_ahead_visited_now(alice: Actor, here: Community, phone: Device) -> None:
    ahead = (timezone.now() + timedelta(hours=5)).isoformat()
    assert sent(alice, phone, {**met(here), "claimed_at": ahead})[0].outcome == "done"
    with entered(alice.scope):
        assert visits(alice).get().visited_at <= timezone.now()


def test_a_visit_to_somebody_entered_a_minute_ago(alice: Actor, here: Community, phone: Device) -> None:
    enter = envelope("enter", None, dwelling=str(here.dwelling), name="王五")
    visit = envelope("visit", here.dwelling, outcome="met", residents=[enter["id"]])
    assert [one.outcome for one in sent(alice, phone, enter, visit)] == ["done", "done"]


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"outcome": "danced"}, "bad_input"),
        ({"outcome": "met", "residents": "x"}, "sync.unreadable"),
        ({"outcome": "nobody_home", "promises": [{}]}, "sync.unreadable"),
        ({"outcome": "come_back", "again_at": "soon"}, "sync.unreadable"),
        ({"outcome": "nobody_home", "labels": [str(uuid.UUID(int=1))]}, "not_visible"),
    ],
)
def test_what_cannot_be_a_visit(alice: Actor, here: Community, phone: Device, values: Any, code: str) -> None:
    assert sent(alice, phone, envelope("visit", here.dwelling, **values))[0].code == code


def test_a_photo_stays_with_its_visit(alice: Actor, here: Community, phone: Device) -> None:
    picture = BytesIO()
    Image.new("RGB", (40, 30), "white").save(picture, "JPEG")
    visit = met(here)
    photo = envelope("photo", uuid.UUID(visit["id"]), jpeg=base64.b64encode(picture.getvalue()).decode())
    nothing = envelope("photo", uuid.UUID(visit["id"]), jpeg="x")
    assert [one.outcome for one in sent(alice, phone, visit, photo, nothing)] == ["done", "done", "refused"]
    with entered(alice.scope):
        assert [file.kind for file in attachments_of(alice, "visit", uuid.UUID(visit["id"]))] == ["jpeg"]


def test_a_label_is_put_once(alice: Actor, here: Community, phone: Device) -> None:
    said = [envelope("label", here.other_resident, label=str(here.label)) for _ in range(2)]
    assert [one.outcome for one in sent(alice, phone, *said)] == ["done", "done"]
    with entered(alice.scope):
        names = [one.label.name for one in carried(alice, [here.other_resident], today=TODAY)[here.other_resident]]
    assert names.count("常来") == 1


def content(actor: Actor, device: Device, since: str = "") -> dict[str, Any]:
    with entered(actor.scope):
        return dict(json.loads(gzip.decompress(slice_of(actor, device, since=since))))


def test_a_colleague_gets_the_visit_with_the_next_increment(
    alice: Actor, here: Community, phone: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shequyun.engines.sync.queries.slicing.OVERLAP", timedelta(0))
    other = enrolled(alice)
    cursor = content(alice, other)["cursor"]
    sent(alice, phone, envelope("visit", here.dwelling, outcome="nobody_home"))
    found = content(alice, other, cursor)
    assert [row[1:3] + row[5:6] for row in found["chunks"][0]["visits"]] == [
        [str(here.dwelling), "nobody_home", "alice"]
    ]
    sent(alice, phone, envelope("label", here.other_resident, label=str(here.label)))
    later = content(alice, other, found["cursor"])
    assert [str(here.other_resident), str(here.label)] in [row[:2] for row in later["chunks"][0]["labels"]]


def test_a_visit_dated_before_its_transaction_ended_comes_with_the_next_increment(
    alice: Actor, here: Community, phone: Device
) -> None:
    """The home was entered an hour ago, so that the visit alone touches it."""
    with entered(alice.scope):
        Batch.objects.update(applied_at=timezone.now() - timedelta(hours=1))
    sent(alice, phone, envelope("visit", here.dwelling, outcome="nobody_home"))
    since = timezone.now()
    assert content(alice, phone, (since + timedelta(minutes=6)).isoformat())["chunks"] == []
    assert [row[2] for row in content(alice, phone, since.isoformat())["chunks"][0]["visits"]] == ["nobody_home"]
