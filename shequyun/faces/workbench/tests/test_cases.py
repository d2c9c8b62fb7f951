"""Reception on screen: one form while somebody talks, one case that two people work on, what only its parties see."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from shequyun.base.actor import Actor
from shequyun.base.ids import new_id
from shequyun.base.scope import entered
from shequyun.engines.cases.actions import Intake, accept, close, hand_over, register
from shequyun.engines.cases.queries import MOST_DONE, case_of, cases, events_of
from shequyun.engines.worklist.queries import open_tasks
from shequyun.faces.workbench.views.cases import _length
from shequyun.kernel.attachments.queries import attachments_of
from shequyun.kernel.audit.queries import entries
from tests.cast import HERE
from tests.community import PICTURE, Community

LEAK, BEATEN = "三楼漏水，天花板在滴水", "她说又被丈夫打了，家暴"
ClientOf = Callable[[Actor], Client]


@pytest.fixture
def leak(here: Community, wang: Actor) -> UUID:
    return register(wang, intake=Intake(words=LEAK, resident_id=here.resident))


@pytest.fixture
def hidden(here: Community, wang: Actor) -> UUID:
    return register(wang, intake=Intake(words=BEATEN, resident_id=here.resident))


def act(client: Client, key: UUID, name: str, **said: Any) -> Any:
    """One form of the page of a case."""
    return client.post(f"/cases/{key}/acts/", {"act": name, **said})


def intake(here: Community, **said: Any) -> dict[str, Any]:
    """What the form sends."""
    return {"case_id": new_id(), "resident_id": here.resident, "words": LEAK, "print": "", **said}


def picture() -> SimpleUploadedFile:
    return SimpleUploadedFile("漏水.png", PICTURE)


def test_sent_twice_with_its_photo_it_is_one_case_and_one_photo(
    here: Community, wang: Actor, signed_in: ClientOf
) -> None:
    client, said = signed_in(wang), intake(here)
    urls = {client.post("/cases/new/", {**said, "file": picture()}).headers["Location"] for _time in range(2)}
    assert urls == {f"/cases/{said['case_id']}/receipt/?print=1"}
    with entered(wang.scope):
        assert (cases(wang).filter(words=LEAK).count(), cases(wang).get(words=LEAK).pk) == (1, said["case_id"])
        assert attachments_of(wang, "case", said["case_id"]).count() == 1
    receipt = client.get(urls.pop()).context["receipts"][0]
    assert (receipt["matter"], receipt["case"].first_name) == ("漏水、墙面渗水", "wang")


def test_a_file_that_is_refused_registers_nothing_and_nothing_typed_is_lost(
    here: Community, wang: Actor, signed_in: ClientOf
) -> None:
    client, said = signed_in(wang), intake(here, place="三楼走廊", outside_number="2026-77")
    answer = client.post("/cases/new/", {**said, "file": SimpleUploadedFile("a.exe", b"MZ")})
    assert answer.status_code == 422
    form = answer.context["form"]
    assert [form[name].value() for name in ("words", "place", "outside_number")] == [LEAK, "三楼走廊", "2026-77"]
    assert answer.context["who"]["resident"].pk == here.resident
    with entered(wang.scope):
        assert not cases(wang).filter(words=LEAK).exists()
    assert client.post("/cases/new/", intake(here, words=" ")).status_code == 422


def test_the_words_suggest_and_say_why_and_what_was_chosen_stays(
    here: Community, leak: UUID, wang: Actor, signed_in: ClientOf
) -> None:
    client = signed_in(wang)
    said = intake(here, words="天花板滴水，请问找谁")
    told = client.post("/cases/new/hints/", said).context
    assert (told["matter"].code, told["suggestions"][0].words, told["kind"]) == (
        "house.leak", ("滴水", "天花板"), "consult",
    )  # fmt: skip
    assert (told["again"].count, told["again"].still_open) == (1, 1)
    chosen = {
        **said,
        "suggested": "house.leak",
        "matter": "house.property",
        "kind": "complaint",
        "suggested_kind": "help",
    }
    told = client.post("/cases/new/hints/", chosen).context
    assert (told["matter"].code, told["kind"]) == ("house.property", "complaint")


def test_two_people_on_one_case_the_second_keeps_what_they_wrote(
    leak: UUID, wang: Actor, alice: Actor, signed_in: ClientOf
) -> None:
    both = [signed_in(wang), signed_in(alice)]
    version = both[0].get(f"/cases/{leak}/").context["case"].version
    done = [act(one, leak, "answer", words=f"答复{n}", version=version) for n, one in enumerate(both)]
    assert [one.status_code for one in done] == [302, 409]
    assert (done[1].context["act"], done[1].context["said"]["words"]) == ("answer", "答复1")
    with entered(wang.scope):
        assert [one.words for one in events_of(wang, leak).filter(kind="answered")] == ["答复0"]


def test_a_refused_form_leaves_no_half_of_it(leak: UUID, wang: Actor, signed_in: ClientOf) -> None:
    client = signed_in(wang)
    answer = act(client, leak, "close", result="solved", words=" ", file=picture())
    assert (answer.status_code, answer.context["act"]) == (422, "close")
    with entered(wang.scope):
        assert (attachments_of(wang, "case", leak).count(), case_of(wang, leak).state) == (0, "working")
    assert act(client, leak, "close", result="solved", words="已修", file=picture()).status_code == 302
    with entered(wang.scope):
        assert (attachments_of(wang, "case", leak).count(), case_of(wang, leak).state) == (1, "closed")
    assert act(client, leak, "nonsense").status_code == 422


def test_a_sensitive_case_is_not_there_for_others_and_looking_is_in_the_trail(
    hidden: UUID, wang: Actor, sun: Actor, officer: Actor, signed_in: ClientOf
) -> None:
    with entered(wang.scope):
        number = case_of(wang, hidden).number
    for other in (sun, officer):
        client = signed_in(other)
        urls = [f"/cases/{hidden}/{page}" for page in ("", "receipt/")] + [f"/cases/receipts/?pk={hidden}"]
        assert [client.get(url).status_code for url in urls] == [404, 404, 404]
        assert [
            act(client, hidden, "note", words="x").status_code,
            client.post(f"/cases/{hidden}/phone/").status_code,
        ] == [404, 404]
        found = [client.get(url).content.decode() for url in ("/cases/?mine=", f"/search/?q={number}", "/")]
        assert [BEATEN in text or f"/cases/{hidden}/" in text for text in found] == [False, False, False]
    client = signed_in(wang)
    assert client.get(f"/cases/{hidden}/").status_code == 200
    receipt = client.get(f"/cases/{hidden}/receipt/")
    assert "家庭暴力" not in receipt.content.decode()
    auditor = Actor(name="审计", area=HERE, rights=frozenset({"audit.read"}))
    with entered(auditor.scope):
        looks = entries(auditor, subject=str(hidden), disclosures=True)
        assert [(one.verb, one.staff_id) for one in looks] == [
            (verb, wang.staff_id) for verb in ("cases.print_receipt", "cases.look")
        ]


def test_who_handled_it_does_not_call_back(leak: UUID, wang: Actor, sun: Actor, signed_in: ClientOf) -> None:
    close(wang, leak, result="solved", done="已修")
    rated = {"reached": "yes", "speed": "yes", "attitude": "yes", "result": "no", "reopen": "on", "words": "还在漏"}
    refused = act(signed_in(wang), leak, "call_back", **rated)
    assert (refused.status_code, refused.context["said"]["words"]) == (409, "还在漏")
    client = signed_in(sun)
    assert act(client, leak, "call_back", reached="yes", speed="yes").status_code == 422
    assert act(client, leak, "call_back", **rated).status_code == 302
    with entered(sun.scope):
        case = case_of(sun, leak)
        assert (case.state, case.reopened, case.first_name) == ("working", 1, "wang")


def test_a_sensitive_case_that_the_head_handled_is_called_back_from_above(
    hidden: UUID, wang: Actor, alice: Actor, officer: Actor, signed_in: ClientOf
) -> None:
    hand_over(wang, hidden, to=alice.staff_id, words="请书记接手")
    accept(alice, hidden)
    client = signed_in(officer)
    assert client.get(f"/cases/{hidden}/").status_code == 404
    close(alice, hidden, result="solved", done="已申请人身安全保护令")
    assert client.get("/cases/?flag=waiting_call").context["desk"]["to_call"] == 1
    rated = {"reached": "yes", "speed": "yes", "attitude": "yes", "result": "yes"}
    assert act(client, hidden, "call_back", **rated).status_code == 302
    assert client.get(f"/cases/{hidden}/").status_code == 404
    with entered(alice.scope):
        assert (case_of(alice, hidden).state, case_of(alice, hidden).satisfied) == ("done", True)


def test_somebody_visits_and_task_and_case_lead_to_each_other(
    here: Community, leak: UUID, hidden: UUID, wang: Actor, sun: Actor, signed_in: ClientOf
) -> None:
    client = signed_in(wang)
    assert act(client, leak, "task", to=sun.staff_id, words="看漏点").status_code == 302
    with entered(sun.scope):
        (task,) = open_tasks(sun, owner=sun.staff_id)
    assert [(one.subject_kind, one.subject_id) for one in client.get(f"/cases/{leak}/").context["page"].links][-1] == (
        "task", task.pk,
    )  # fmt: skip
    shown = signed_in(sun).get(f"/tasks/{task.pk}/").context
    assert ([one.pk for one in shown["cases"]], shown["task"].subject_id) == ([leak], here.resident)
    assert act(client, hidden, "task", to=sun.staff_id, words="看看").status_code == 409
    passer = register(wang, intake=Intake(words=LEAK, caller_name="路人", place="弄口"))
    assert act(client, passer, "task", to=sun.staff_id, words="看看").status_code == 422


def test_who_leaves_hands_everything_over(
    leak: UUID, hidden: UUID, wang: Actor, sun: Actor, alice: Actor, signed_in: ClientOf
) -> None:
    client = signed_in(alice)
    said = {"what": "person", "from": wang.staff_id, "to": sun.staff_id}
    refused = client.post("/cases/transfer/", {**said, "words": ""})
    assert (refused.status_code, refused.context["said"]["from"]) == (422, str(wang.staff_id))
    assert client.post("/cases/transfer/", {**said, "words": "王社工调离"}).status_code == 302
    with entered(sun.scope):
        held = [(one.first_name, one.handler_name) for one in cases(sun).filter(pk__in=[leak, hidden])]
    assert held == [("sun", "sun"), ("sun", "sun")]
    with entered(wang.scope):
        assert not cases(wang).filter(pk=hidden).exists()
    assert signed_in(sun).get("/cases/transfer/").status_code == 403


def test_the_board_costs_as_many_queries_for_three_cases_as_for_one(
    here: Community, leak: UUID, wang: Actor, signed_in: ClientOf, django_assert_max_num_queries: Any
) -> None:
    client = signed_in(wang)
    client.get("/cases/?state=open")
    with django_assert_max_num_queries(60) as first:
        client.get("/cases/?state=open")
    for words in ("四楼也漏水", "五楼也漏水"):
        register(wang, intake=Intake(words=words, resident_id=here.resident))
    with django_assert_max_num_queries(len(first)):
        assert len(client.get("/cases/?state=open").context["lines"]) == 4


def test_a_board_knows_from_its_counts_how_long_it_is() -> None:
    """What is done is not counted to the end: the latest are listed."""
    few, many = {"open": 3, "closed": 2, "done": 7}, {"open": 3, "closed": 2, "done": MOST_DONE + 1}
    states = ("open", "closed", "done", "")
    assert [_length([], few, state) for state in states] == [3, 2, 7, 12]
    assert [_length([], many, state) for state in states] == [3, 2, MOST_DONE, MOST_DONE + 5]
