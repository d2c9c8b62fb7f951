"""The resident's page by the code of a receipt: no account, nobody's name, bounded against trying."""

from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from shequyun.base.actor import Actor
from shequyun.base.scope import entered
from shequyun.engines.cases.actions import Intake, answer, close, merge, move_cases, promise, register
from shequyun.engines.cases.actions.following import MOST_TRIES
from shequyun.engines.cases.queries import case_of, token_of
from tests.cast import ELSEWHERE, HERE, make
from tests.community import Community

LEAK = "三楼漏水，天花板在滴水"


@pytest.fixture
def leak(here: Community, alice: Actor) -> UUID:
    return register(alice, intake=Intake(words=LEAK, resident_id=here.resident, phone="13800001234"))


def url_of(actor: Actor, key: UUID) -> str:
    """What the square on the receipt holds."""
    with entered(actor.scope):
        case = case_of(actor, key)
        return f"/q/{case.community}-{token_of(case)}/"


def test_it_tells_how_it_stands_and_nothing_about_anybody(leak: UUID, alice: Actor) -> None:
    promise(alice, leak, what="周五前请物业上门，电话13800001234", due_on=timezone.localdate())
    answer(alice, leak, words="已约物业，联系 13800001234")
    page = Client().get(url_of(alice, leak))
    assert (page.status_code, page.context["matter"], page.context["step"]) == (200, "漏水、墙面渗水", 1)
    assert [what for what, _due, _state in page.context["promises"]] == ["周五前请物业上门，电话***"]
    text = page.content.decode()
    assert [word for word in ("张建国", "恒丰路", "13800001234", LEAK) if word in text] == []
    kept = {name: page.headers[name] for name in ("X-Robots-Tag", "Referrer-Policy", "Cache-Control")}
    assert kept == {
        "X-Robots-Tag": "noindex, nofollow, noarchive", "Referrer-Policy": "same-origin", "Cache-Control": "no-store",
    }  # fmt: skip


def test_of_a_sensitive_case_it_tells_that_it_is_dealt_with_and_no_more(here: Community, alice: Actor) -> None:
    key = register(alice, intake=Intake(words="她说又被丈夫打了，家暴", resident_id=here.resident))
    promise(alice, key, what="陪同报案", due_on=timezone.localdate())
    answer(alice, key, words="已联系妇联")
    page = Client().get(url_of(alice, key))
    assert [page.context[name] for name in ("matter", "promises", "told")] == ["", [], []]
    assert [word for word in ("家庭暴力", "陪同报案", "妇联") if word in page.content.decode()] == []


def test_wrong_codes_are_bounded_by_where_they_come_from(leak: UUID, alice: Actor) -> None:
    right, wrong = url_of(alice, leak), f"/q/{HERE}-AAAAAAAAAAAAAAAAAAAA/"
    trying, another = Client(REMOTE_ADDR="10.0.0.9"), Client(REMOTE_ADDR="10.0.0.10")
    assert [trying.get(wrong).status_code for _time in range(MOST_TRIES)] == [404] * MOST_TRIES
    assert [trying.get(wrong).status_code, trying.get(right).status_code] == [429, 429]
    assert another.get(right).status_code == 200
    assert [another.get(f"/q/{code}/").status_code for code in ("x", "31-1", f"{ELSEWHERE}-{right[3:-1]}")] == [404] * 3


def test_it_is_rated_once_and_taken_up_again(leak: UUID, alice: Actor) -> None:
    url, client = url_of(alice, leak), Client()
    said = {"speed": "yes", "attitude": "yes", "result": "no", "words": "还滴"}
    assert client.post(f"{url}rating/", said).status_code == 409
    close(alice, leak, result="solved", done="已修")
    partial = client.post(f"{url}rating/", {"speed": "yes", "words": "还滴"})
    assert (partial.status_code, partial.context["said"]["words"]) == (422, "还滴")
    assert [client.post(f"{url}rating/", said).status_code for _time in range(2)] == [302, 409]
    assert client.post(f"{url}reopening/", {"words": " "}).status_code == 422
    assert client.post(f"{url}reopening/", {"words": "四楼也滴"}).status_code == 302
    with entered(alice.scope):
        case = case_of(alice, leak)
        assert (case.state, case.reopened, case.handler_name) == ("working", 1, "alice")


def test_the_code_is_found_as_it_is_typed_from_paper(leak: UUID, alice: Actor) -> None:
    url = url_of(alice, leak)
    code = url[3:-1]
    typed = Client().get("/q/", {"code": f" {code[:16].lower()} {code[16:].lower()} "})
    assert typed.headers["Location"] == url
    assert Client().get("/q/").status_code == 200


@pytest.mark.parametrize("large", ["1", "0"])
def test_large_type_is_remembered(leak: UUID, alice: Actor, large: str) -> None:
    client, url = Client(), url_of(alice, leak)
    client.get(url, {"large": large})
    assert client.get(url).context["large"] is (large == "1")


def test_after_a_merge_the_old_receipt_still_tells(here: Community, leak: UUID, alice: Actor) -> None:
    other = register(alice, intake=Intake(words="四楼也漏水", resident_id=here.other_resident))
    merge(alice, other, into=leak)
    answer(alice, leak, words="张建国家先修")
    url = url_of(alice, other)
    before = Client().get(url).context
    assert (before["case"].state, before["step"], bool(before["joined"])) == ("merged", 1, True)
    close(alice, leak, result="solved", done="总管已换")
    page: Any = Client().get(url)
    assert (page.context["step"], page.context["told"][0][2], page.context["may_rate"]) == (2, "总管已换", False)
    assert "张建国" not in page.content.decode()


def test_after_a_committee_is_merged_away_the_old_receipt_leads_to_where_it_goes_on(
    here: Community, leak: UUID, alice: Actor
) -> None:
    url = url_of(alice, leak)
    officer = make("olga", "subdistrict_officer", HERE[:9])
    assert move_cases(officer, from_code=HERE, to_code=ELSEWHERE, words="撤并") == 2
    assert Client().get(url).context["case"].community == ELSEWHERE
