"""From opinions to a suggestion, its clocks and its answer: no author is lost, and every author is told."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, ChangedMeanwhile, NoRight, NotVisible
from shequyun.base.scope import entered
from shequyun.programmes.deputies import actions, queries
from shequyun.programmes.deputies.actions.handing_in import NotHandedIn, NotSigned
from shequyun.programmes.deputies.actions.suggesting import (
    HandedIn,
    Incomplete,
    LastOpinion,
    NoOpinion,
    OtherCommittee,
    TakenAlready,
)
from shequyun.programmes.deputies.actions.telling import BoardAlone, NoAnswer
from shequyun.programmes.deputies.models import Opinion
from shequyun.programmes.deputies.rules.stages import Word, stage_of, still_waiting
from shequyun.programmes.deputies.tests.conftest import Round, answered, shown

Saying = Callable[..., UUID]


def draft(actor: Actor, keys: list[UUID], **more: Any) -> UUID:
    values = {"title": "改善照明", "power": "subdistrict", "proposal": "列入年度计划"} | more
    return actions.draft_suggestion(actor, keys, **values)


def test_opinions_become_one_suggestion_that_their_deputies_sign(here: Round, said: Saying, wang: Actor) -> None:
    keys, again = [said("楼道灯不亮"), said("路灯也暗", anonymous=True)], uuid4()
    key = draft(wang, keys, suggestion_id=again)
    assert draft(wang, keys, suggestion_id=again) == key
    page = shown(wang, key)
    assert page.suggestion.number == f"{timezone.localdate().year}-001"
    assert page.suggestion.facts == "楼道灯不亮\n路灯也暗"
    assert [(one.name, one.waits) for one in page.authors] == [("钱阿姨", False), ("匿名", False)]
    assert [(one.deputy.name, one.leads) for one in page.signers] == [("沈代表", True), ("陆代表", False)]
    assert (page.stage, [one.opinion.power for one in page.authors]) == ("draft", ["subdistrict"] * 2)


def test_it_is_found_by_number_and_by_words_of_its_title(said: Saying, wang: Actor, carol: Actor) -> None:
    key = draft(wang, [said("楼道灯不亮")])

    def found(actor: Actor, text: str) -> list[UUID]:
        with entered(actor.scope):
            return [one.pk for one in queries.find_suggestions(actor, text)]

    assert [found(wang, text) for text in (f"{timezone.localdate().year}-001", "照明", "明", "楼道灯")] == [
        [key],
        [key],
        [],
        [],
    ]
    assert found(carol, "照明") == []


def test_what_is_no_suggestion(said: Saying, wang: Actor, alice: Actor) -> None:
    key = said()
    with pytest.raises(Incomplete):
        draft(wang, [key], title=" ")
    with pytest.raises(Incomplete):
        draft(wang, [key], power="world")
    with pytest.raises(NoOpinion):
        draft(wang, [])
    with pytest.raises(NotVisible):
        draft(wang, [uuid4()])
    draft(wang, [key])
    with pytest.raises(TakenAlready):
        draft(wang, [key])


def test_an_author_goes_along_when_opinions_are_merged_moved_and_freed(said: Saying, wang: Actor, alice: Actor) -> None:
    first, second, third = said("灯"), said("也是灯"), said("还是灯")
    key = draft(wang, [first, second])
    assert actions.merge_into(wang, key, opinion_ids=[third]) == 1
    actions.take_out(wang, second)
    assert [one.opinion.pk for one in shown(wang, key).authors] == [first, third]
    actions.take_out(wang, third)
    with pytest.raises(LastOpinion):
        actions.take_out(wang, first)
    with pytest.raises(BadInput):
        actions.withdraw(alice, key, reason=" ")
    actions.withdraw(alice, key, reason="并入街道项目")
    with entered(wang.scope):
        assert {one.pk for one in queries.unsorted(wang)} == {first, second, third}
    assert shown(wang, key).stage == "withdrawn"


def test_it_is_written_better_until_it_is_handed_in(here: Round, said: Saying, wang: Actor, alice: Actor) -> None:
    key = draft(wang, [said()], proposal="")
    with pytest.raises(NoRight):
        actions.hand_in(wang, key)
    with pytest.raises(Incomplete):
        actions.hand_in(alice, key)
    better = {"title": "楼道照明", "power": "district", "facts": "三栋楼灯坏", "proposal": "更换声控灯"}
    actions.change_suggestion(wang, key, **better, base_version=1)
    with pytest.raises(ChangedMeanwhile):
        actions.change_suggestion(wang, key, **better, base_version=1)
    with pytest.raises(Incomplete):
        actions.change_suggestion(wang, key, **better | {"title": ""})
    actions.sign(wang, key, deputy_ids=[])
    with pytest.raises(NotSigned):
        actions.hand_in(alice, key)
    with pytest.raises(NotVisible):
        actions.sign(wang, key, deputy_ids=[uuid4()])
    actions.sign(wang, key, deputy_ids=[here.district, here.city])
    actions.hand_in(alice, key)
    for act in (
        lambda: actions.change_suggestion(wang, key, **better),
        lambda: actions.sign(wang, key, deputy_ids=[here.city]),
        lambda: actions.hand_in(alice, key),
        lambda: actions.withdraw(alice, key, reason="x"),
    ):
        with pytest.raises(HandedIn):
            act()
    page = shown(wang, key)
    assert [(one.deputy.name, one.leads) for one in page.signers] == [("陆代表", True), ("沈代表", False)]
    assert (page.stage, page.suggestion.power, page.authors[0].opinion.power) == ("handed_in", "district", "district")


def test_handed_in_it_is_a_case_with_the_clocks_of_its_law_and_without_names(handed_in: UUID, wang: Actor) -> None:
    page = shown(wang, handed_in)
    case = page.case.case
    assert (case.channel, case.kind, case.state, case.outside_number) == (
        "deputy",
        "suggestion",
        "new",
        page.suggestion.number,
    )
    assert [one.name for one in page.case.clocks] == ["assign"]
    assert "钱阿姨" not in case.words + case.caller_name + str([one.words for one in page.case.events])
    assert case.words == "改善照明\n楼道灯不亮\n路灯也暗\n列入年度计划"


def test_an_opinion_that_comes_later_is_merged_into_what_is_handed_in(
    handed_in: UUID, said: Saying, wang: Actor
) -> None:
    actions.merge_into(wang, handed_in, opinion_ids=[said("楼道真黑", name="周伯伯")])
    assert [one.name for one in shown(wang, handed_in).authors] == ["钱阿姨", "匿名", "周伯伯"]


def test_every_author_and_every_deputy_is_told_of_the_answer(
    here: Round, handed_in: UUID, alice: Actor, wang: Actor
) -> None:
    with pytest.raises(NoAnswer):
        actions.tell(wang, handed_in, deputy_ids=[here.city], way="phone")
    answered(alice, handed_in)
    page = shown(wang, handed_in)
    named, unnamed = (one.opinion.pk for one in page.authors)
    assert (page.stage, page.waiting, page.case.case.result) == ("answered", 4, "2")
    with pytest.raises(BoardAlone):
        actions.tell(wang, handed_in, opinion_ids=[named, unnamed], way="phone")
    with pytest.raises(BadInput):
        actions.tell(wang, handed_in, opinion_ids=[named], way="pigeon")
    with pytest.raises(NotVisible):
        actions.tell(wang, handed_in, opinion_ids=[uuid4()], way="phone")
    assert actions.tell(wang, handed_in, opinion_ids=[named], way="phone", words="满意") == 1
    assert actions.tell(wang, handed_in, opinion_ids=[named], way="phone") == 0
    assert actions.tell(wang, handed_in, opinion_ids=[unnamed], way="board") == 1
    with entered(wang.scope):
        (line,) = queries.to_tell(wang, since=timezone.localdate())
        assert (line.suggestion.pk, line.waiting) == (handed_in, 2)
    actions.tell(wang, handed_in, deputy_ids=[here.city, here.district], way="letter")
    page = shown(wang, handed_in)
    assert (page.stage, page.waiting) == ("told", 0)
    assert [(one.way, one.words, one.staff_name) for one in page.authors[0].told] == [("phone", "满意", "wang")]
    with entered(wang.scope):
        assert queries.to_tell(wang, since=timezone.localdate()) == []


def test_a_deputy_who_is_not_content_is_answered_again_and_everybody_told_again(
    here: Round, handed_in: UUID, alice: Actor, wang: Actor
) -> None:
    with pytest.raises(NotHandedIn):
        actions.answer(alice, draft_of(wang, here), result="1", words="好")
    answered(alice, handed_in)
    actions.tell(wang, handed_in, deputy_ids=[here.city], way="letter")
    actions.rate(alice, handed_in, deputy_id=here.city, rating="not", words="没有时限")
    page = shown(wang, handed_in)
    assert (page.stage, page.waiting) == ("handled", 0)
    clocks = {one.name: one.state for one in page.case.clocks}
    assert (clocks["answer"], clocks["redo"]) == ("kept", "running")
    answered(alice, handed_in, result="1", words="灯已换好", by=None)
    assert [one.waits for one in shown(wang, handed_in).signers] == [True, True]


def draft_of(actor: Actor, here: Round) -> UUID:
    key = actions.record_opinion(actor, here.session, said=actions.Said("另一件", name="吴"))
    return draft(actor, [key])


@pytest.mark.parametrize("table", ["told", "rating"])
def test_who_was_told_and_what_they_said_cannot_be_rewritten(
    here: Round, handed_in: UUID, alice: Actor, wang: Actor, table: str
) -> None:
    answered(alice, handed_in)
    actions.tell(alice, handed_in, deputy_ids=[here.city], way="letter")
    actions.rate(wang, handed_in, deputy_id=here.city, rating="content")
    for verb in (f"update deputies_{table} set words = 'x'", f"delete from deputies_{table}"):
        with (
            entered(alice.scope),
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(verb)


def test_the_board_sorts_by_power_and_counts_under_each_filter(
    handed_in: UUID, said: Saying, wang: Actor, alice: Actor, django_assert_num_queries: Any
) -> None:
    other = draft(wang, [said("地铁要加班次")], title="增加地铁班次", power="city")
    year = timezone.localdate().year
    with entered(wang.scope):
        with django_assert_num_queries(6):
            whole = queries.board(wang, year=year)
        assert [one.suggestion.pk for one in whole.lines] == [handed_in, other]
        assert [(one.authors, one.deputies, one.waiting) for one in whole.lines] == [
            (2, ["沈代表", "陆代表"], 0),
            (1, ["沈代表", "陆代表"], 0),
        ]
        drafts = queries.board(wang, year=year, stage="draft")
        assert ([one.suggestion.pk for one in drafts.lines], drafts.by_power) == ([other], {"city": 1})
        assert drafts.by_stage == {"draft": 1, "handed_in": 1}
        assert queries.board(wang, year=year, text="地铁").by_stage == {"draft": 1}
        assert queries.board(wang, year=year - 1).lines == []


def test_every_act_is_refused_to_everybody_else(
    here: Round, handed_in: UUID, said: Saying, wang: Actor, bob: Actor, carol: Actor, nobody: Actor
) -> None:
    key, free = said(), said()
    mine = draft(wang, [key])
    steps: list[Callable[[Actor], Any]] = [
        lambda a: draft(a, [free]),
        lambda a: actions.change_suggestion(a, mine, title="x", power="city", facts="x", proposal="x"),
        lambda a: actions.merge_into(a, mine, opinion_ids=[free]),
        lambda a: actions.take_out(a, key),
        lambda a: actions.sign(a, mine, deputy_ids=[here.city]),
        lambda a: actions.hand_in(a, mine),
        lambda a: actions.withdraw(a, mine, reason="x"),
        lambda a: actions.answer(a, handed_in, result="1", words="x"),
        lambda a: actions.rate(a, handed_in, deputy_id=here.city, rating="content"),
        lambda a: actions.tell(a, handed_in, deputy_ids=[here.city], way="phone"),
    ]
    for step in steps:
        for actor in (bob, nobody):
            with pytest.raises(NoRight):
                step(actor)
        with pytest.raises(NotVisible):
            step(carol)
    assert actions.sort_opinions(carol, [free], power="city") == 0
    with pytest.raises(NoRight):
        actions.sort_opinions(bob, [free], power="city")
    with pytest.raises(BadInput):
        actions.sort_opinions(wang, [free], power="moon")
    assert actions.sort_opinions(wang, [free, key], power="city") == 1
    with entered(wang.scope):
        assert Opinion.objects.get(pk=free).power == "city"


def test_opinions_of_two_committees_are_two_suggestions(
    here: Round, handed_in: UUID, said: Saying, carol: Actor, officer: Actor, alice: Actor
) -> None:
    theirs = actions.enter_deputy(carol, name="沈代表", congress="city")
    plan = actions.Plan("照明", timezone.localdate(), [theirs], place="活动室")
    session = actions.plan_session(carol, plan=plan)
    actions.start_session(carol, session)
    there = actions.record_opinion(carol, session, said=actions.Said("暗", name="吴"))
    with pytest.raises(OtherCommittee):
        draft(officer, [said(), there])
    with pytest.raises(OtherCommittee):
        actions.merge_into(officer, handed_in, opinion_ids=[there])


NAMES = st.lists(st.sampled_from("abcdef"), unique=True, max_size=6)
WORDS = st.lists(
    st.builds(Word, st.sampled_from("abcdefgh"), st.integers(0, 20).map(lambda n: datetime(2021, 6, 1 + n))),
    max_size=12,
)
ANSWER = st.integers(0, 20).map(lambda n: datetime(2021, 6, 1 + n))


@given(NAMES, WORDS, ANSWER)
def test_who_waits_and_who_was_told_are_everybody_and_nobody_twice(
    who: list[str], told: list[Word], answered_at: datetime
) -> None:
    waiting = still_waiting(who, told, answered_at)
    since = {word.who for word in told if word.at >= answered_at}
    assert sorted([*waiting, *(one for one in who if one in since)]) == sorted(who)
    assert still_waiting(who, told, None) == []
    earlier = [word for word in told if word.at < answered_at]
    assert still_waiting(who, earlier, answered_at) == who
    more = [*told, *(Word(one, answered_at) for one in waiting)]
    assert still_waiting(who, more, answered_at) == []


@pytest.mark.parametrize(
    ("state", "withdrawn", "waiting", "stage"),
    [
        ("", False, 0, "draft"),
        ("", True, 0, "withdrawn"),
        ("new", False, 0, "handed_in"),
        ("assigned", False, 0, "handled"),
        ("paused", False, 0, "handled"),
        ("closed", False, 2, "answered"),
        ("done", False, 0, "told"),
    ],
)
def test_a_suggestion_stands_where_its_case_stands(state: str, withdrawn: bool, waiting: int, stage: str) -> None:
    assert stage_of(case_state=state, withdrawn=withdrawn, waiting=waiting) == stage
