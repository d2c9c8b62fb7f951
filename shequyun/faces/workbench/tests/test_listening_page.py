"""The page of a session and its report: what is typed is never lost, names are shown to whoever may see them alone."""

from collections.abc import Callable
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from docx import Document

from shequyun.base.actor import Actor
from shequyun.kernel.access.actions import change_role
from shequyun.programmes.deputies import actions
from shequyun.programmes.deputies.actions import Plan, Said
from tests.cast import HERE, ROOM
from tests.community import plant_areas

WORDS = "楼道灯不亮，夜里要摸黑"


@pytest.fixture
def session(alice: Actor) -> UUID:
    plant_areas(HERE)
    deputy = actions.enter_deputy(alice, name="沈代表", congress="city")
    plan = Plan("夜间照明", timezone.localdate(), [deputy], place="活动室")
    key = actions.plan_session(alice, plan=plan)
    actions.start_session(alice, key)
    return key


@pytest.fixture
def client_of_alice(alice: Actor, signed_in: Callable[[Actor], Client]) -> Client:
    return signed_in(alice)


def typed(client: Client, session: UUID, **more: Any) -> Any:
    values = {"opinion_id": str(uuid4()), "words": WORDS, "who": "钱阿姨"} | more
    return client.post(f"/sessions/{session}/opinions/", values)


def test_what_is_refused_stays_in_the_form(client_of_alice: Client, session: UUID) -> None:
    refused = typed(client_of_alice, session, who="")
    assert (refused.status_code, WORDS in refused.content.decode()) == (422, True)
    sent_by_keys = client_of_alice.post(
        f"/sessions/{session}/opinions/", {"opinion_id": str(uuid4()), "words": WORDS}, headers={"HX-Request": "true"}
    )
    page = sent_by_keys.content.decode()
    assert (sent_by_keys.status_code, 'role="alert"' in page, "<textarea" in page) == (422, True, False)


def test_a_double_click_records_once(client_of_alice: Client, session: UUID) -> None:
    key = str(uuid4())
    for _click in range(2):
        assert typed(client_of_alice, session, opinion_id=key).status_code == 302
    page = client_of_alice.get(f"/sessions/{session}/").content.decode()
    assert page.count(f'name="opinion" value="{key}"') == 1
    assert typed(client_of_alice, session, opinion_id="nonsense").status_code == 422


def test_names_need_their_right(client_of_alice: Client, session: UUID) -> None:
    typed(client_of_alice, session)
    assert "钱阿姨" in client_of_alice.get(f"/sessions/{session}/").content.decode()
    change_role(ROOM, "committee_head", rights=["deputies.read", "deputies.record"], needs_second_factor=False)
    page = client_of_alice.get(f"/sessions/{session}/").content.decode()
    assert ("钱阿姨" in page, WORDS in page) == (False, True)


def test_the_report_is_a_word_file_with_every_sentence_and_no_name(
    alice: Actor, client_of_alice: Client, session: UUID
) -> None:
    first = actions.record_opinion(alice, session, said=Said(WORDS, name="钱阿姨"))
    actions.record_opinion(alice, session, said=Said("没有归类的话", anonymous=True))
    actions.draft_suggestion(alice, [first], title="改善照明", power="subdistrict")
    answer = client_of_alice.post(f"/sessions/{session}/report/", {"as": "docx"})
    document = Document(BytesIO(answer.content))
    styled = [(one.style.name, one.text) for one in document.paragraphs]
    number = f"{timezone.localdate().year}-001"
    assert [text for style, text in styled if style == "Heading 1"] == ["街道层面的建议", "尚待归类的意见"]
    assert [text for style, text in styled if style == "Heading 2"] == [f"{number} 改善照明"]
    assert [text for style, text in styled if style == "List Bullet"] == [WORDS, "没有归类的话"]
    assert "钱阿姨" not in str(styled)
    paper = client_of_alice.post(f"/sessions/{session}/report/", {"as": "pdf"})
    assert (paper.headers["Content-Type"], paper.content[:5]) == ("application/pdf", b"%PDF-")


def test_the_list_of_sessions_takes_as_many_queries_with_one_as_with_three(
    alice: Actor, client_of_alice: Client, session: UUID, django_assert_num_queries: Any
) -> None:
    client_of_alice.get("/sessions/")
    with CaptureQueriesContext(connection) as one:
        client_of_alice.get("/sessions/")
    deputy = actions.enter_deputy(alice, name="陆代表", congress="district")
    for theme in ("助餐", "停车"):
        actions.plan_session(alice, plan=Plan(theme, timezone.localdate(), [deputy], place="活动室"))
    with django_assert_num_queries(len(one)):
        client_of_alice.get("/sessions/")


def test_opinions_are_sorted_by_level_before_they_are_suggestions(
    alice: Actor, client_of_alice: Client, session: UUID
) -> None:
    key = actions.record_opinion(alice, session, said=Said(WORDS, anonymous=True))
    values = {"act": "sort", "session": session, "opinion": key, "power": "district"}
    assert client_of_alice.post("/suggestions/new/", values).status_code == 302
    page = client_of_alice.get(f"/sessions/{session}/").content.decode()
    assert '<span class="note">区</span>' in page
