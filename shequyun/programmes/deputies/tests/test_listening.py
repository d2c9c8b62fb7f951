"""A session from its plan to its end, and what residents say in it: in their words, named or not as they choose."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, ChangedMeanwhile, NoRight, NotVisible
from shequyun.base.scope import entered
from shequyun.engines.cases.models import Case
from shequyun.kernel.audit.models import Entry
from shequyun.programmes.deputies import actions, queries
from shequyun.programmes.deputies.actions import Plan, Said
from shequyun.programmes.deputies.actions.contacts import KnownAlready, NameMissing, OneCommittee
from shequyun.programmes.deputies.actions.listening import Handed, NoName, NotHeld, NoWords, TooManyWords
from shequyun.programmes.deputies.actions.sessions import (
    HasOpinions,
    NoDeputy,
    NoPlace,
    NoTheme,
    NotYetHeld,
    SessionOver,
    Unsorted,
)
from shequyun.programmes.deputies.actions.sorting import BecameCase, InSuggestion, SayWhy
from shequyun.programmes.deputies.actions.telling import NoReason
from shequyun.programmes.deputies.models import Opinion, Session
from shequyun.programmes.deputies.tests.conftest import Round

Saying = Callable[..., UUID]


def opinion(actor: Actor, key: UUID) -> Opinion:
    with entered(actor.scope):
        return queries.opinion_of(actor, key)


def test_deputies_and_stations_are_entered_once_and_end(here: Round, alice: Actor, officer: Actor, wang: Actor) -> None:
    with pytest.raises(KnownAlready):
        actions.enter_deputy(alice, name=" 沈代表 ", congress="city")
    with pytest.raises(NameMissing):
        actions.enter_deputy(alice, name=" ", congress="city")
    with pytest.raises(BadInput):
        actions.enter_deputy(alice, name="顾代表", congress="world")
    with pytest.raises(OneCommittee):
        actions.enter_deputy(officer, name="顾代表", congress="city")
    with pytest.raises(NoRight):
        actions.enter_deputy(wang, name="顾代表", congress="city")
    actions.end_deputy(alice, here.city)
    actions.end_station(alice, here.station)
    with entered(alice.scope):
        assert [one.name for one in queries.deputies(alice)] == ["陆代表"]
        assert list(queries.stations(alice)) == []
        assert [one.name for one in queries.session_page(alice, here.session).deputies] == ["沈代表", "陆代表"]
        assert Entry.objects.filter(verb="deputies.end").count() == 1


def test_a_session_is_planned_once_changed_and_held_on_its_day(here: Round, alice: Actor) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    plan = Plan("垃圾分类", tomorrow, [here.city], session_id=uuid4(), place="活动室")
    key = actions.plan_session(alice, plan=plan)
    assert actions.plan_session(alice, plan=plan) == key
    with pytest.raises(NotYetHeld):
        actions.start_session(alice, key)
    with pytest.raises(NotHeld):
        actions.record_opinion(alice, key, said=Said("早了", name="钱"))
    actions.change_session(alice, key, plan=replace(plan, held_on=timezone.localdate(), deputy_ids=[here.district]))
    with pytest.raises(ChangedMeanwhile):
        actions.change_session(alice, key, plan=plan, base_version=1)
    actions.start_session(alice, key)
    with entered(alice.scope):
        page = queries.session_page(alice, key)
    assert ([one.name for one in page.deputies], page.session.state) == (["陆代表"], "held")


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"theme": " "}, NoTheme),
        ({"place": " "}, NoPlace),
        ({"deputy_ids": []}, NoDeputy),
        ({"deputy_ids": [uuid4()]}, NotVisible),
        ({"station_id": uuid4()}, NotVisible),
    ],
)
def test_what_is_no_session(here: Round, alice: Actor, more: dict[str, Any], refusal: type[Exception]) -> None:
    plan = Plan("垃圾分类", timezone.localdate(), [here.city], place="活动室")
    with pytest.raises(refusal):
        actions.plan_session(alice, plan=replace(plan, **more))


def test_a_sentence_is_kept_as_it_was_said(resident: UUID, here: Round, said: Saying, wang: Actor) -> None:
    key = uuid4()
    assert [said("阿拉楼里灯坏脱了", opinion_id=key), said("另一句", opinion_id=key)] == [key, key]
    one = opinion(wang, key)
    assert (one.words, one.number, one.author, one.author_name) == ("阿拉楼里灯坏脱了", 1, "named", "钱阿姨")
    known = opinion(wang, said("路灯也暗", resident_id=resident))
    assert (known.number, known.author_name, known.resident_id) == (2, "张建国", resident)
    with entered(wang.scope):
        entry = Entry.objects.filter(verb="deputies.record_opinion").order_by("at").first()
        assert entry is not None
        assert (entry.subject_id, entry.details["number"]) == (str(key), 1)


def test_of_the_anonymous_nothing_is_kept(resident: UUID, here: Round, said: Saying, wang: Actor) -> None:
    key = said(anonymous=True, name="不留名", phone="13800001111", resident_id=resident)
    one = opinion(wang, key)
    assert (one.author, one.author_name, one.resident_id, one.phone_sealed) == ("anonymous", "", None, None)
    with entered(wang.scope):
        assert "不留名" not in str(Entry.objects.filter(subject_id=str(key)).values_list("details", flat=True))
        with pytest.raises(IntegrityError), transaction.atomic():
            Opinion.objects.filter(pk=key).update(author_name="不留名")


def test_names_are_for_those_who_may_see_them(said: Saying, wang: Actor) -> None:
    named, unnamed = opinion(wang, said()), opinion(wang, said(anonymous=True))
    reader = replace(wang, rights=frozenset({"deputies.read"}))
    assert [queries.author_shown(wang, one) for one in (named, unnamed)] == ["钱阿姨", "匿名"]
    assert [queries.author_shown(reader, one) for one in (named, unnamed)] == ["实名（此处不显示）", "匿名"]


def test_a_number_left_for_the_answer_is_shown_with_a_reason_and_in_the_trail(
    said: Saying, wang: Actor, bob: Actor, carol: Actor
) -> None:
    key = said(phone="13800001111")
    with pytest.raises(NoReason):
        actions.see_phone(wang, key, reason=" ")
    with pytest.raises(NoRight):
        actions.see_phone(bob, key, reason="告知答复")
    with pytest.raises(NotVisible):
        actions.see_phone(carol, key, reason="告知答复")
    assert actions.see_phone(wang, key, reason="告知答复") == "13800001111"
    with entered(wang.scope):
        assert Entry.objects.get(verb="deputies.see_phone").reason == "告知答复"


def test_what_somebody_said_stands_with_them_for_those_who_see_names(resident: UUID, said: Saying, wang: Actor) -> None:
    key, _unnamed = said(resident_id=resident), said(anonymous=True, resident_id=resident)
    reader = replace(wang, rights=frozenset({"deputies.read"}))
    with entered(wang.scope):
        assert [one.pk for one in queries.opinions_by(wang, resident)] == [key]
        assert list(queries.opinions_by(reader, resident)) == []


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"words": " "}, NoWords),
        ({"words": "长" * 2001}, TooManyWords),
        ({"name": " "}, NoName),
        ({"resident_id": uuid4()}, NotVisible),
    ],
)
def test_what_is_not_recorded(said: Saying, more: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        said(**more)


def test_every_act_is_refused_to_everybody_else(
    here: Round, said: Saying, wang: Actor, bob: Actor, carol: Actor, nobody: Actor
) -> None:
    key = said()
    plan = Plan("x", timezone.localdate(), [here.city], place="x")
    steps: list[Callable[[Actor], Any]] = [
        lambda a: actions.end_deputy(a, here.city),
        lambda a: actions.end_station(a, here.station),
        lambda a: actions.change_session(a, here.session, plan=plan),
        lambda a: actions.start_session(a, here.session),
        lambda a: actions.close_session(a, here.session, outcome="x"),
        lambda a: actions.cancel_session(a, here.session, reason="x"),
        lambda a: actions.record_opinion(a, here.session, said=Said("x", name="x")),
        lambda a: actions.mend_opinion(a, key, words="x"),
        lambda a: actions.set_aside(a, key, reason="empty", words="x"),
        lambda a: actions.take_back(a, key),
        lambda a: actions.take_minutes(a, here.session),
        lambda a: actions.plan_session(a, plan=plan),
    ]
    for step in steps:
        for actor in (bob, nobody):
            with pytest.raises(NoRight):
                step(actor)
        with pytest.raises(NotVisible):
            step(carol)
    with entered(wang.scope):
        assert (Session.objects.count(), Opinion.objects.count()) == (1, 1)


def test_a_slip_of_the_pen_is_mended_until_it_is_handed_in(said: Saying, wang: Actor, handed_in: UUID) -> None:
    key = said("楼到灯")
    actions.mend_opinion(wang, key, words="楼道灯")
    assert opinion(wang, key).words == "楼道灯"
    with entered(wang.scope):
        first = queries.opinions(wang).filter(suggestion=handed_in)[0]
    with pytest.raises(Handed):
        actions.mend_opinion(wang, first.pk, words="别的")


def test_what_becomes_no_suggestion_is_set_aside_with_a_reason(said: Saying, wang: Actor, handed_in: UUID) -> None:
    key = said("希望彩票中奖")
    with pytest.raises(SayWhy):
        actions.set_aside(wang, key, reason="empty", words=" ")
    with pytest.raises(BadInput):
        actions.set_aside(wang, key, reason="busy", words="x")
    assert actions.set_aside(wang, key, reason="empty", words="已当面说明") is None
    actions.take_back(wang, key)
    assert opinion(wang, key).aside == ""
    with entered(wang.scope):
        first = queries.opinions(wang).filter(suggestion=handed_in)[0]
    with pytest.raises(InSuggestion):
        actions.set_aside(wang, first.pk, reason="empty", words="x")


def test_a_personal_matter_is_handled_as_a_case_all_the_same(
    resident: UUID, here: Round, said: Saying, wang: Actor
) -> None:
    key = said("我家三楼漏水", resident_id=resident)
    case = actions.set_aside(wang, key, reason="personal", words="转居委会办理")
    with entered(wang.scope):
        found = Case.objects.get(pk=case)
    assert (found.words, found.resident_id, found.kind, found.state) == (
        "我家三楼漏水",
        resident,
        "help",
        "new",
    )
    with pytest.raises(BecameCase):
        actions.take_back(wang, key)


def test_a_session_ends_when_nobodys_words_lie_about(here: Round, said: Saying, wang: Actor) -> None:
    key = said()
    with pytest.raises(HasOpinions):
        actions.cancel_session(wang, here.session, reason="没人来")
    with pytest.raises(Unsorted):
        actions.close_session(wang, here.session, outcome="将提出建议")
    actions.set_aside(wang, key, reason="settled", words="当场答复")
    actions.close_session(wang, here.session, outcome="将提出建议", attendance=12)
    with pytest.raises(SessionOver):
        said()
    actions.start_session(wang, here.session)
    assert opinion(wang, said("还有一句")).number == 2


def test_a_session_that_nobody_came_to_is_cancelled(here: Round, wang: Actor) -> None:
    with pytest.raises(BadInput):
        actions.cancel_session(wang, here.session, reason=" ")
    actions.cancel_session(wang, here.session, reason="台风")
    with pytest.raises(SessionOver):
        actions.start_session(wang, here.session)


def test_the_lists_take_the_same_number_of_queries_with_one_and_with_three(
    resident: UUID, here: Round, said: Saying, wang: Actor, django_assert_num_queries: Any
) -> None:
    said()
    with entered(wang.scope), django_assert_num_queries(3):
        queries.session_page(wang, here.session)
    said(anonymous=True)
    said(resident_id=resident)
    with entered(wang.scope), django_assert_num_queries(3):
        queries.session_page(wang, here.session)
