"""A collection form filled in on a phone: kept once, judged again, in the register, refused where it is none."""

import base64
import gzip
import json
from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from shequyun.base.actor import Actor
from shequyun.base.scope import entered
from shequyun.engines.surveys import queries
from shequyun.engines.surveys.actions import close_publication, enter_survey, publish
from shequyun.engines.surveys.tests.forms import WISHES, made
from shequyun.engines.sync.actions import settle
from shequyun.engines.sync.models import Device, Receipt
from shequyun.engines.sync.queries import laid_out, packed, slice_of
from shequyun.engines.sync.tests.phones import enrolled, envelope, sent
from shequyun.kernel.attachments.queries import attachments_of
from shequyun.kernel.facts.fields import subject_of
from shequyun.kernel.residents.queries import resident_of
from tests.community import PICTURE, Community

SAID = {"name": "李梅", "wish": "house"}
MORE: list[Sequence[Any]] = [
    *WISHES, ("begin_repeat", "kids", "子女"), ("text", "kid", "子女姓名", "yes"), ("end_repeat",), ("image", "pic", "照片"),
]  # fmt: skip


@pytest.fixture
def publication(alice: Actor, here: Community) -> UUID:
    survey = enter_survey(alice, file_name="a.xlsx", content=made(MORE), purpose="了解意愿", ground="养老服务条例")
    return publish(alice, survey)[0]


def filled(publication: UUID, who: UUID, *, files: Any = None, seen: Any = None, **answers: Any) -> dict[str, Any]:
    more = {"files": files} if files else {}
    told = str(seen) if seen else None
    return envelope("answer", who, publication=str(publication), answers=SAID | answers, seen=told, **more)


def told(receipt: Receipt) -> tuple[str, str]:
    return receipt.outcome, receipt.code


def test_an_answer_of_a_phone_counts_once(alice: Actor, here: Community, publication: UUID) -> None:
    phone = enrolled(alice)
    kids = [{"kids/kid": "王一"}, {"kids/kid": "王二"}]
    photo = {"pic.png": base64.b64encode(PICTURE).decode()}
    one = filled(publication, here.other_resident, tel="13811112222", kids=kids, pic="pic.png", files=photo)
    receipts = [*sent(alice, phone, one), *sent(alice, phone, one)]
    assert [receipt.outcome for receipt in receipts] == ["done", "done"]
    with entered(alice.scope):
        (answer,) = queries.answers(alice)
        assert (str(answer.pk), answer.way, answer.applied) == (one["id"], "phone", ["name", "phone"])
        said = queries.shown(answer.publication.edition, queries.content_of(answer)["answers"])
        assert said[-3:] == [("子女姓名 1", "王一"), ("子女姓名 2", "王二"), ("照片", "pic.png")]
        assert [file.name for file in attachments_of(alice, "answer", answer.pk)] == ["pic.png"]
        assert resident_of(alice, here.other_resident).observed_on == answer.at.date()


def test_the_rules_of_the_form_are_looked_at_again(alice: Actor, here: Community, publication: UUID) -> None:
    phone = enrolled(alice)
    wrong = filled(publication, here.other_resident, wish="home", **{"home/meals": "9"})
    (receipt,) = sent(alice, phone, wrong)
    assert told(receipt) == ("refused", "surveys.not_as_asked")
    assert receipt.sentence == "“每天送餐几次”：每天最多 3 次。请更正后重新提交。"
    unasked = filled(publication, here.other_resident, **{"home/meals": "9"})
    (receipt,) = sent(alice, phone, unasked)
    with entered(alice.scope):
        (answer,) = queries.answers(alice)
        assert queries.content_of(answer)["answers"] == SAID  # what is not asked is not kept


def test_a_number_left_masked_is_the_one_that_is_known(alice: Actor, here: Community, publication: UUID) -> None:
    phone = enrolled(alice)
    sent(alice, phone, envelope("correct", here.other_resident, phone="13811112222"))
    sent(alice, phone, filled(publication, here.other_resident, tel="138****2222"))
    sent(alice, phone, filled(publication, here.resident, name="张建国", tel="139****0000"))
    with entered(alice.scope):
        other, one = queries.answers(alice)
        assert queries.content_of(one)["answers"]["tel"] == "13811112222"
        assert (one.applied, other.applied, other.unread_count) == (["name", "phone"], ["name"], 1)
        field = subject_of("resident").field("phone")
        assert field.read(getattr(resident_of(alice, here.other_resident), field.kept)) == "13811112222"


def test_two_who_answer_differently_are_compared(alice: Actor, here: Community, publication: UUID) -> None:
    phone, other = enrolled(alice), enrolled(alice)
    first = filled(publication, here.resident, more="助浴", tel="13811112222")
    second = filled(publication, here.resident, more="送餐", tel="13811113333")
    same = filled(publication, here.resident, more="助浴", tel="13811112222")
    informed = filled(publication, here.resident, more="都要", seen=first["id"])
    receipts = [
        *sent(alice, phone, first), *sent(alice, other, second), *sent(alice, other, same),
        *sent(alice, other, informed | {"values": informed["values"] | {"seen": same["id"]}}),
    ]  # fmt: skip
    assert [one.outcome for one in receipts] == ["done", "conflict", "done", "done"]
    assert laid_out(receipts[1]) == [("联系电话", "138****2222", "138****3333"), ("其他需求", "助浴", "送餐")]
    with entered(alice.scope):
        settle(alice, receipts[1].pk, choice="take")
        assert queries.newest_answers(alice, [publication]) == {(publication, here.resident): UUID(second["id"])}
        assert queries.answers(alice).count() == 4


def test_what_is_no_answer_is_refused(alice: Actor, here: Community, publication: UUID) -> None:
    phone = enrolled(alice)
    (receipt,) = sent(alice, phone, envelope("answer", here.resident, publication=str(here.case), answers={}))
    assert told(receipt) == ("refused", "not_visible")
    for values in (
        {"publication": "x", "answers": ["a"]}, {"publication": str(publication), "answers": {"kids": [{"a": ["b"]}]}},
        {"publication": str(publication), "answers": SAID, "files": {"a.jpg": "?"}},
        {"publication": str(publication), "answers": SAID, "files": dict.fromkeys("abcdefg", "")},
    ):  # fmt: skip
        (receipt,) = sent(alice, phone, envelope("answer", here.resident, **values))
        assert told(receipt) == ("refused", "sync.unreadable")


def carried(actor: Actor, phone: Device, since: str = "") -> dict[str, Any]:
    with entered(actor.scope):
        return json.loads(gzip.decompress(slice_of(actor, phone, since=since)))


def test_whom_a_form_asks_comes_with_it_and_what_changes_of_that_with_the_slice(
    alice: Actor, here: Community, publication: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shequyun.engines.sync.queries.slicing.OVERLAP", timedelta(0))
    phone, before = enrolled(alice), timezone.now()
    sent(alice, phone, envelope("correct", here.other_resident, phone="13811112222"))
    whole, part = carried(alice, phone), carried(alice, phone, since=before.isoformat())
    ((key, stamp),) = whole["tables"]["forms"]
    known = {"birth_date": "1949-12-31", "xb": "m"}
    rows = {
        str(here.resident): [key, str(here.resident), None, known | {"name": "张建国", "tel": "138****1234"}],
        str(here.other_resident): [key, str(here.other_resident), None, known | {"name": "李梅", "tel": "138****2222"}],
    }
    with entered(alice.scope):
        form = json.loads(gzip.decompress(packed(queries.phone_form(alice, publication))))
    assert (form["stamp"], form["secret"], form["beyond"], len(form["questions"])) == (stamp, ["tel"], [], 9)
    assert list(form["asked"]) == [str(here.building)]
    for asked in (form["asked"][str(here.building)], part["chunks"][0]["asked"]):
        assert {row[1]: row for row in asked} == rows
    assert ("asked" in whole["chunks"][0], "13811112222" in json.dumps([whole, part, form])) == (False, False)
    (receipt,) = sent(alice, phone, filled(publication, here.resident, name="张建国"))
    later = carried(alice, phone, since=part["cursor"])
    assert [row[2] for row in later["chunks"][0]["asked"] if row[1] == str(here.resident)] == [str(receipt.made_id)]
    close_publication(alice, publication)
    assert carried(alice, phone)["tables"]["forms"] == []


def test_a_form_that_asks_everybody_makes_no_increment_larger(
    alice: Actor, here: Community, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shequyun.engines.sync.queries.slicing.OVERLAP", timedelta(0))
    phone, before = enrolled(alice), timezone.now().isoformat()
    survey = enter_survey(alice, file_name="a.xlsx", content=made(MORE), purpose="了解意愿", ground="养老服务条例")
    (key,) = publish(alice, survey)
    found = carried(alice, phone, since=before)
    assert ([one for one, _stamp in found["tables"]["forms"]], found["chunks"]) == ([str(key)], [])


def test_forms_beyond_our_part_go_to_collect(alice: Actor, carol: Actor, here: Community) -> None:
    survey = enter_survey(
        alice, file_name="a.xlsx", content=made([("geopoint", "g", "位置")]), purpose="了解意愿", ground="养老服务条例"
    )
    (publication,) = publish(alice, survey)
    with entered(alice.scope):
        form = queries.phone_form(alice, publication)
    assert form["questions"] == []
    assert form["beyond"] == [
        "位置：掌上应用没有“geopoint”题型。可改用 text、integer、decimal、date、select_one、select_multiple、image、note 或 calculate。"
    ]
    assert carried(carol, enrolled(carol))["tables"]["forms"] == []
