"""A case from the desk to the call-back: each step works, is in the trail, is refused to others and by its rules."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, ChangedMeanwhile, NoRight, NotVisible
from shequyun.base.scope import entered
from shequyun.engines.cases import actions
from shequyun.engines.cases.actions import Intake
from shequyun.engines.cases.actions.closing import HandledIt, NotClosed, PartsOpen, SayAll
from shequyun.engines.cases.actions.following import TalkFirst
from shequyun.engines.cases.actions.giving import NoPart, NotAColleague, NotAssignedToYou
from shequyun.engines.cases.actions.recording import CaseOver, NotYourCase, SayIt, derived
from shequyun.engines.cases.actions.registering import NotYet, NoWords, TooLong, UnknownMatter
from shequyun.engines.cases.actions.working import MoreThanAllowed, NothingAsked, NotPaused
from shequyun.engines.cases.models import Case, Event, Party
from shequyun.engines.cases.queries import facts_of, find_cases, recurrence, similar, token_of
from shequyun.engines.cases.rules.states import standing
from shequyun.engines.cases.tests.conftest import WORDS, row, seen
from shequyun.engines.worklist.queries import promises_from
from shequyun.kernel.audit.models import Entry
from tests.community import Community

Brought = Callable[..., UUID]
GOOD = {"speed": True, "attitude": True, "result": True}


def test_a_matter_is_taken_in_by_whoever_is_asked_first(here: Community, brought: Brought, wang: Actor) -> None:
    page = seen(wang, brought(papers=("身份证",)))
    case = page.case
    assert (case.matter, case.state, case.first_name, case.handler_name) == ("house.leak", "working", "wang", "wang")
    assert (case.place, case.building_id, case.caller_name) == ("恒丰路610弄3号101", here.building, "张建国")
    assert case.number == f"{timezone.localdate():%Y%m%d}-002"
    assert [one.name for one in page.clocks] != []
    assert {one.subject_kind for one in page.links} == {"resident", "dwelling", "building"}
    assert [one.kind for one in page.events] == ["registered", "assigned"]
    with entered(wang.scope):
        entry = Entry.objects.get(verb="cases.register", subject_id=str(case.pk))
        assert entry.details["number"] == case.number
        assert len(token_of(case)) == 20
        assert [one.pk for one in find_cases(wang, case.number)] == [case.pk]


def test_the_same_form_twice_is_one_case(brought: Brought, wang: Actor) -> None:
    key = uuid4()
    assert [brought(case_id=key), brought(case_id=key, words="又一遍")] == [key, key]
    assert (row(wang, key).words, row(wang, key).version) == (WORDS, 2)


def test_passers_by_and_nobody_by_name(brought: Brought, wang: Actor) -> None:
    passer = row(wang, brought(resident_id=None, caller_name="路过的老伯", phone="13800001111", place="弄堂口"))
    unnamed = row(wang, brought(resident_id=None, caller_name="不留名", phone="13800001111", anonymous=True))
    assert (passer.who, passer.caller_name, passer.place, passer.phone_sealed is None) == (
        "passer",
        "路过的老伯",
        "弄堂口",
        False,
    )
    assert (unnamed.who, unnamed.caller_name, unnamed.phone_sealed) == ("anonymous", "", None)
    assert unnamed.number.endswith("-003")


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"words": "  "}, NoWords),
        ({"words": "长" * 4001}, TooLong),
        ({"matter": "house"}, UnknownMatter),
        ({"matter": "nothing.such"}, UnknownMatter),
        ({"kind": "order"}, BadInput),
        ({"received_at": timezone.now() + timedelta(days=1)}, NotYet),
        ({"resident_id": uuid4()}, NotVisible),
        ({"resident_id": None, "building_id": uuid4()}, NotVisible),
    ],
)
def test_what_is_not_taken_in(brought: Brought, more: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        brought(**more)


def test_every_step_is_refused_to_everybody_else(
    brought: Brought, wang: Actor, bob: Actor, carol: Actor, nobody: Actor
) -> None:
    key = brought()
    steps: list[Callable[[Actor], Any]] = [
        lambda a: actions.assign(a, key, to=uuid4()),
        lambda a: actions.accept(a, key),
        lambda a: actions.refuse(a, key, rule="not_mine", words="不是"),
        lambda a: actions.hand_over(a, key, to=uuid4(), words="请"),
        lambda a: actions.add_co_handler(a, key, to=uuid4(), part="查"),
        lambda a: actions.finish_part(a, key, words="好"),
        lambda a: actions.drop_part(a, key, of=uuid4(), words="x"),
        lambda a: actions.make_task(a, key, to=uuid4(), words="x"),
        lambda a: actions.note_inside(a, key, words="x"),
        lambda a: actions.answer(a, key, words="x"),
        lambda a: actions.record_call(a, key, reached=True),
        lambda a: actions.record_visit(a, key, words="x"),
        lambda a: actions.pause(a, key, reason="papers"),
        lambda a: actions.resume(a, key),
        lambda a: actions.ask_extension(a, key, clock="close", amount=1, words="x"),
        lambda a: actions.decide_extension(a, key, approve=True),
        lambda a: actions.ask_body(a, key, body="房管所", words="x"),
        lambda a: actions.body_replied(a, key, words="x"),
        lambda a: actions.escalate(a, key, words="x"),
        lambda a: actions.close(a, key, result="solved", done="x"),
        lambda a: actions.call_back(a, key, reached=False),
        lambda a: actions.reopen(a, key, words="x"),
        lambda a: actions.merge(a, key, into=uuid4()),
        lambda a: actions.split(a, key, intake=Intake(words="x")),
        lambda a: actions.link(a, key, subject_kind="case", subject_id=uuid4()),
        lambda a: actions.look(a, key),
        lambda a: actions.see_phone(a, key, reason="x"),
        lambda a: actions.mark_sensitive(a, key, on=True, words="x"),
        lambda a: actions.rate_as_resident(a, key, ratings=GOOD),
        lambda a: actions.reopen_as_resident(a, key, words="x"),
    ]
    follow = Actor(name="x", role="resident", area=carol.area, rights=frozenset({"cases.follow"}))
    for number, step in enumerate(steps):
        for actor in (bob, nobody):
            with pytest.raises(NoRight):
                step(actor)
        with pytest.raises(NotVisible):
            step(carol if number < len(steps) - 2 else follow)
    assert row(wang, key).version == 2


def test_assigned_accepted_handed_over_with_a_note_the_first_stays_accountable(
    brought: Brought, alice: Actor, wang: Actor, sun: Actor
) -> None:
    key = brought(take=False)
    assert row(wang, key).state == "new"
    with pytest.raises(NoRight):
        actions.assign(sun, key, to=wang.staff_id)
    actions.assign(alice, key, to=sun.staff_id, words="请今天去看")
    assert (row(wang, key).state, row(wang, key).handler_name) == ("assigned", "sun")
    with pytest.raises(NotAssignedToYou):
        actions.accept(wang, key)
    actions.accept(sun, key)
    with pytest.raises(SayIt):
        actions.hand_over(sun, key, to=wang.staff_id, words=" ")
    actions.hand_over(sun, key, to=alice.staff_id, words="已联系物业，等回音")
    found = row(wang, key)
    assert (found.first_name, found.handler_name, found.state) == ("wang", "alice", "assigned")
    assert seen(wang, key).events[-1].words == "已联系物业，等回音"


def test_refused_with_the_rule_it_comes_back(brought: Brought, alice: Actor, wang: Actor, sun: Actor) -> None:
    key = brought()
    actions.assign(wang, key, to=sun.staff_id)
    with pytest.raises(BadInput):
        actions.refuse(sun, key, rule="no time", words="忙")
    actions.refuse(sun, key, rule="not_listed", words="不在协助清单内")
    assert (row(wang, key).state, row(wang, key).handler_id, row(wang, key).first_name) == ("new", None, "wang")


def test_a_case_goes_to_colleagues_of_the_place_alone(brought: Brought, alice: Actor, carol: Actor) -> None:
    with pytest.raises(NotAColleague):
        actions.assign(alice, brought(), to=carol.staff_id)


def test_somebody_elses_case_is_left_to_them(brought: Brought, sun: Actor, wang: Actor) -> None:
    key = brought()
    for step in (
        lambda: actions.answer(sun, key, words="x"),
        lambda: actions.close(sun, key, result="solved", done="x"),
    ):
        with pytest.raises(NotYourCase) as refused:
            step()
        assert refused.value.details["who"] == "wang"
    actions.note_inside(sun, key, words="我路过看到还在滴")


def test_two_people_on_one_case(brought: Brought, alice: Actor, wang: Actor, sun: Actor) -> None:
    key = brought()
    version = row(wang, key).version
    actions.assign(alice, key, to=sun.staff_id, base_version=version)
    with pytest.raises(ChangedMeanwhile):
        actions.close(wang, key, result="solved", done="修好了", base_version=version)


def test_co_handlers_have_their_part_and_it_ends_when_all_have_done_theirs(
    brought: Brought, wang: Actor, sun: Actor
) -> None:
    key = brought()
    actions.add_co_handler(wang, key, to=sun.staff_id, part="联系楼上住户")
    with pytest.raises(PartsOpen):
        actions.close(wang, key, result="solved", done="修好了")
    with pytest.raises(NoPart):
        actions.finish_part(wang, key, words="好了")
    actions.finish_part(sun, key, words="楼上同意修")
    actions.close(wang, key, result="solved", done="楼上换了水管")
    assert row(wang, key).state == "closed"


def test_a_pause_has_a_reason_from_the_list_and_ends(brought: Brought, wang: Actor) -> None:
    key = brought()
    with pytest.raises(BadInput):
        actions.pause(wang, key, reason="holiday")
    with pytest.raises(NotPaused):
        actions.resume(wang, key)
    actions.pause(wang, key, reason="other_body", words="等房管所")
    assert row(wang, key).state == "paused"
    actions.resume(wang, key)
    assert row(wang, key).state == "working"


def test_more_time_is_asked_for_and_approved(brought: Brought, alice: Actor, wang: Actor) -> None:
    key = brought()
    before = next(one.due for one in seen(wang, key).clocks if one.name == "close")
    with pytest.raises(MoreThanAllowed):
        actions.ask_extension(wang, key, clock="close", amount=60, words="x")
    with pytest.raises(NothingAsked):
        actions.decide_extension(alice, key, approve=True)
    actions.ask_extension(wang, key, clock="close", amount=10, words="要等配件")
    with pytest.raises(NoRight):
        actions.decide_extension(wang, key, approve=True)
    actions.decide_extension(alice, key, approve=True)
    after = next(one.due for one in seen(wang, key).clocks if one.name == "close")
    assert (after - before).days >= 13


def test_another_body_is_asked_and_the_subdistrict_replies(brought: Brought, wang: Actor, officer: Actor) -> None:
    key = brought()
    actions.ask_body(wang, key, body="街道房办", area="310106011", words="外墙要鉴定")
    assert (row(wang, key).state, row(wang, key).asked_area) == ("asked", "310106011")
    actions.body_replied(officer, key, words="已列入鉴定")
    assert (row(wang, key).state, row(wang, key).handler_name) == ("working", "wang")


def test_called_back_by_somebody_else_and_done(brought: Brought, wang: Actor, sun: Actor) -> None:
    key = brought()
    with pytest.raises(NotClosed):
        actions.call_back(sun, key, reached=False)
    actions.close(wang, key, result="solved", done="换了水管", evidence="照片")
    with pytest.raises(CaseOver):
        actions.answer(wang, key, words="x")
    with pytest.raises(HandledIt):
        actions.call_back(wang, key, reached=True, ratings=GOOD)
    with pytest.raises(SayAll):
        actions.call_back(sun, key, reached=True, ratings={"speed": True})
    actions.call_back(sun, key, reached=True, ratings=GOOD | {"attitude": False}, words="嫌慢")
    found = row(wang, key)
    assert (found.state, found.satisfied, found.in_time, found.result) == ("done", False, True, "solved")


def test_after_three_tries_without_reaching_anybody_it_is_done(brought: Brought, wang: Actor, sun: Actor) -> None:
    key = brought()
    actions.close(wang, key, result="explained", done="说明了")
    for _try in range(2):
        actions.call_back(sun, key, reached=False)
    assert row(wang, key).state == "closed"
    actions.call_back(sun, key, reached=False)
    assert (row(wang, key).state, row(wang, key).satisfied) == ("done", None)


def test_reopened_it_is_with_its_handler_and_the_old_clock_runs_on(brought: Brought, wang: Actor, sun: Actor) -> None:
    key = brought()
    due = {one.name: one.due for one in seen(wang, key).clocks}
    actions.close(wang, key, result="solved", done="好了")
    actions.reopen(sun, key, words="居民说又漏了")
    found = seen(wang, key)
    assert (found.case.state, found.case.handler_name, found.case.reopened) == ("working", "wang", 1)
    assert {one.name: one.due for one in found.clocks if one.stands} == due


def test_a_resident_asks_three_times_however_often_others_took_it_up(
    brought: Brought, wang: Actor, sun: Actor, carol: Actor
) -> None:
    key, resident = brought(), actions.resident_actor(wang.area)
    for _time in range(3):
        actions.close(wang, key, result="solved", done="好了")
        actions.reopen(sun, key, words="回访时说又漏了")
    for _time in range(3):
        actions.close(wang, key, result="solved", done="好了")
        actions.reopen_as_resident(resident, key, words="又漏了")
    actions.close(wang, key, result="solved", done="好了")
    with pytest.raises(TalkFirst):
        actions.reopen_as_resident(resident, key, words="又漏了")
    assert (row(wang, key).state, row(wang, key).reopened) == ("closed", 6)
    with pytest.raises(NotVisible):
        actions.reopen_as_resident(actions.resident_actor(carol.area), key, words="x")
    actions.reopen(sun, key, words="当面谈过")


def test_duplicates_are_merged_and_both_authors_are_told(here: Community, brought: Brought, wang: Actor) -> None:
    first, second = brought(), brought(resident_id=here.other_resident, building_id=here.building)
    with entered(wang.scope):
        assert [one.pk for one in similar(wang, Case.objects.get(pk=second))] == [first]
    actions.merge(wang, second, into=first)
    assert (row(wang, second).state, row(wang, second).merged_into) == ("merged", first)
    told = [one.words for one in seen(wang, second).events if one.to_resident]
    assert [len(told), seen(wang, first).events[-1].kind] == [1, "absorbed"]
    assert here.other_resident in {one.subject_id for one in seen(wang, first).links}


def test_a_second_matter_is_split_off(here: Community, brought: Brought, wang: Actor) -> None:
    key = brought(words="漏水，还有楼道堆物")
    other = actions.split(wang, key, intake=Intake(words="楼道堆物", matter="neighbour.corridor"))
    found = row(wang, other)
    assert (found.resident_id, found.matter, found.first_name) == (here.resident, "neighbour.corridor", "wang")
    assert seen(wang, key).events[-1].data["into"] == str(other)


def test_recurrence_of_a_building_and_a_matter(here: Community, brought: Brought, wang: Actor) -> None:
    brought()
    brought()
    with entered(wang.scope):
        found = recurrence(wang, building_id=here.building, matter="house.leak", now=timezone.now())
        assert found is not None
        assert (found.count, found.still_open) == (2, 2)
        assert recurrence(wang, building_id=here.building, matter="house.lift", now=timezone.now()) is None


def test_a_committee_that_is_merged_carries_its_cases_on(
    brought: Brought, wang: Actor, carol: Actor, officer: Actor
) -> None:
    key = brought()
    clocks = {one.name: one.due for one in seen(wang, key).clocks}
    with pytest.raises(NotVisible):
        actions.move_cases(officer, from_code=wang.area, to_code="310104001001", words="撤并")
    assert actions.move_cases(officer, from_code=wang.area, to_code=carol.area, words="撤并") == 2
    old = row(wang, key)
    assert (old.state, old.merged_into is None) == ("merged", False)
    fresh = seen(carol, old.merged_into)
    assert (fresh.case.words, fresh.case.state) == (WORDS, "working")
    assert {one.name: one.due for one in fresh.clocks} == clocks


def test_what_the_row_says_is_what_follows_from_the_events(
    brought: Brought, alice: Actor, wang: Actor, sun: Actor
) -> None:
    one, two = brought(), brought(take=False)
    actions.pause(wang, one, reason="papers")
    actions.resume(wang, one)
    actions.close(wang, one, result="solved", done="好")
    actions.assign(alice, two, to=sun.staff_id)
    with entered(alice.scope):
        for case in Case.objects.all():
            events = Event.objects.filter(case_id=case.pk).order_by("seq")
            found = derived(case, standing(facts_of(events)), facts_of(events))
            assert {name: getattr(case, name) for name in found} == found
            assert case.version == events.count()
        assert Party.objects.filter(case_id=one).count() == 3  # first, handler, has handled


def test_what_happened_cannot_be_rewritten(brought: Brought, wang: Actor) -> None:
    brought()
    for verb in ("update cases_event set words = ''", "delete from cases_event"):
        with (
            entered(wang.scope),
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(verb)


def test_a_promise_is_a_record_of_the_worklist_and_ends_kept_or_not(
    brought: Brought, here: Community, wang: Actor
) -> None:
    key, today = brought(), timezone.localdate()
    made = actions.promise(wang, key, what="送轮椅申请表", due_on=today + timedelta(days=3))
    with entered(wang.scope):
        found = promises_from(wang, [key])[key]
        assert [(one.pk, one.what, one.to_name, one.subject_id, one.staff_id) for one in found] == [
            (made, "送轮椅申请表", "张建国", here.resident, wang.staff_id)
        ]
    assert actions.end_promise(wang, made, kept=True, words="送到了") == key
    assert [(one.kind, one.to_resident) for one in seen(wang, key).events[-2:]] == [("promised", True), ("kept", True)]


def test_a_promise_in_a_sensitive_case_shows_no_words_elsewhere(brought: Brought, wang: Actor) -> None:
    key = brought(words="家暴")
    actions.promise(wang, key, what="陪同去妇联", due_on=timezone.localdate())
    with entered(wang.scope):
        (found,) = promises_from(wang, [key])[key]
    assert (found.subject_kind, found.what, found.to_name) == ("case", f"事项 {row(wang, key).number}", "居民")
