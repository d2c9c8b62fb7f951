"""Files on subjects: attached, in the trail, sealed, seen by whoever sees the subject, gone when taken off."""

from typing import Any

import pytest

from shequyun.base.actor import Actor
from shequyun.base.errors import NoRight, NotVisible
from shequyun.base.scope import entered, scope_of
from shequyun.kernel.attachments.actions import TooMany, attach, detach
from shequyun.kernel.attachments.choices import MOST_FILES
from shequyun.kernel.attachments.models import Attachment
from shequyun.kernel.attachments.queries import attachment_of, attachments_of, content_of
from shequyun.kernel.attachments.tests.test_files import PDF, picture
from shequyun.kernel.audit.models import Entry
from tests.cast import HERE
from tests.community import Community


def test_a_file_is_attached_sealed_and_in_the_trail(here: Community, alice: Actor) -> None:
    key = attach(alice, here.resident, subject_kind="resident", name="低保.pdf", content=PDF)
    with entered(alice.scope):
        file = attachment_of(alice, key)
        assert (file.name, file.size, file.made_by_name, content_of(file)) == ("低保.pdf", len(PDF), "alice", PDF)
        assert PDF not in bytes(file.content)
        entry = Entry.objects.get(verb="attachments.attach", subject_id=str(here.resident))
    assert (entry.details["did"], entry.details["file"]) == ("attach", "低保.pdf")


def test_the_same_file_twice_is_once(here: Community, alice: Actor) -> None:
    keys = {
        attach(alice, here.resident, subject_kind="resident", name=name, content=PDF) for name in ("a.pdf", "b.pdf")
    }
    assert len(keys) == 1


def test_taken_off_its_bytes_are_gone_and_the_fact_stays(here: Community, alice: Actor) -> None:
    key = attach(alice, here.resident, subject_kind="resident", name="a.jpg", content=picture())
    detach(alice, key, reason="拍错了")
    with entered(alice.scope):
        row = Attachment.objects.get(pk=key)
        assert (row.content, row.thumbnail, row.detached_by_name, row.reason) == (None, None, "alice", "拍错了")
        assert list(attachments_of(alice, "resident", here.resident)) == []
        with pytest.raises(NotVisible):
            attachment_of(alice, key)


def test_it_is_refused_to_everybody_else(here: Community, bob: Actor, carol: Actor, nobody: Actor) -> None:
    for actor, refusal in ((bob, NoRight), (nobody, NoRight), (carol, NotVisible)):
        with pytest.raises(refusal):
            attach(actor, here.resident, subject_kind="resident", name="a.pdf", content=PDF)
        with pytest.raises(refusal):
            detach(actor, here.attachment)


def test_the_right_to_the_subject_is_asked_as_well(here: Community) -> None:
    actor = Actor(name="x", role="x", area=HERE, rights=frozenset({"attachments.attach", "residents.read"}))
    with pytest.raises(NoRight):
        attach(actor, here.resident, subject_kind="resident", name="a.pdf", content=PDF)
    with entered(scope_of(HERE)), pytest.raises(NoRight):
        attachment_of(actor, here.attachment)


def test_a_kind_that_carries_no_files_is_out_of_sight(here: Community, alice: Actor) -> None:
    with pytest.raises(NotVisible):
        attach(alice, here.label, subject_kind="label", name="a.pdf", content=PDF)


def test_there_is_an_end_of_files(here: Community, alice: Actor) -> None:
    for number in range(MOST_FILES):
        attach(alice, here.building, subject_kind="building", name="a.pdf", content=PDF + b" " * number)
    with pytest.raises(TooMany):
        attach(alice, here.building, subject_kind="building", name="a.pdf", content=PDF + b"\n")


def test_it_is_sent_with_headers_that_let_nothing_run(here: Community, alice: Actor, signed_in: Any) -> None:
    client = signed_in(alice)
    pdf = attach(alice, here.resident, subject_kind="resident", name="申 请.pdf", content=PDF)
    answer = client.get(f"/attachments/{pdf}/")
    assert answer.content == PDF
    assert answer.headers["Content-Disposition"] == "attachment; filename*=UTF-8''%E7%94%B3%20%E8%AF%B7.pdf"
    assert (answer.headers["X-Content-Type-Options"], "sandbox" in answer.headers["Content-Security-Policy"]) == (
        "nosniff",
        True,
    )
    small = client.get(f"/attachments/{here.attachment}/thumbnail/")
    assert (small.headers["Content-Type"], small.headers["Cache-Control"]) == ("image/jpeg", "private, no-store")


def test_a_wrong_file_is_answered_with_a_sentence(here: Community, alice: Actor, signed_in: Any) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    body = {"kind": "resident", "subject": str(here.resident), "next": f"/residents/{here.resident}/"}
    client = signed_in(alice)
    wrong = client.post("/attachments/", body | {"file": SimpleUploadedFile("a.jpg", b"MZ program")})
    assert (wrong.status_code, "attachments.not_taken" in wrong.content.decode()) == (422, True)
    right = client.post("/attachments/", body | {"file": SimpleUploadedFile("a.jpg", picture())})
    assert (right.status_code, right.headers["Location"]) == (302, f"/residents/{here.resident}/")
    away = client.post("/attachments/", body | {"next": "//evil.example/", "file": SimpleUploadedFile("a.pdf", PDF)})
    assert away.headers["Location"] == "/"
