"""Public-opinion reports: one matter each, not too long, followed to adoption; and the report of a session."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
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
from shequyun.kernel.audit.models import Entry
from shequyun.programmes.deputies import actions, queries
from shequyun.programmes.deputies.actions import Draft
from shequyun.programmes.deputies.actions.contacts import OneCommittee
from shequyun.programmes.deputies.actions.reporting import (
    DayAhead,
    NotNext,
    ReportIncomplete,
    ReportTooLong,
    Submitted,
)
from shequyun.programmes.deputies.choices import ReportState
from shequyun.programmes.deputies.rules.limits import length_of, limit_of
from shequyun.programmes.deputies.rules.reports import NEXT, may_follow, state_of
from shequyun.programmes.deputies.tests.conftest import Round

DRAFT = Draft("老旧小区加装照明的堵点", "三栋楼的灯坏了。", "产权不清，无人出资。", "设立小额维修资金。", "王社工")


def page(actor: Actor, key: UUID) -> queries.ReportPage:
    with entered(actor.scope):
        return queries.report_page(actor, key)


def test_a_report_is_written_mended_submitted_adopted_and_used(here: Round, wang: Actor, alice: Actor) -> None:
    once = replace(DRAFT, report_id=uuid4())
    key = actions.write_report(wang, draft=once)
    assert actions.write_report(wang, draft=once) == key
    actions.change_report(wang, key, draft=replace(DRAFT, title="楼道照明的堵点"), base_version=1)
    with pytest.raises(ChangedMeanwhile):
        actions.change_report(wang, key, draft=DRAFT, base_version=1)
    with pytest.raises(NoRight):
        actions.follow_report(wang, key, kind="submitted", channel="district_cppcc")
    actions.follow_report(alice, key, kind="submitted", channel="district_cppcc")
    with pytest.raises(Submitted):
        actions.change_report(wang, key, draft=DRAFT)
    with pytest.raises(NotNext):
        actions.follow_report(wang, key, kind="used", channel="city_cppcc")
    with pytest.raises(DayAhead):
        actions.follow_report(
            wang, key, kind="adopted", channel="city_cppcc", on=timezone.localdate() + timedelta(days=1)
        )
    with pytest.raises(BadInput):
        actions.follow_report(wang, key, kind="adopted", channel="moon")
    actions.follow_report(wang, key, kind="adopted", channel="district_cppcc")
    actions.follow_report(wang, key, kind="used", channel="district_party", words="区领导批示")
    actions.follow_report(wang, key, kind="adopted", channel="city_cppcc")
    found = page(wang, key)
    assert (found.report.title, found.report.state, found.report.channel) == ("楼道照明的堵点", "used", "city_cppcc")
    assert [one.kind for one in found.events] == ["submitted", "adopted", "used", "adopted"]
    with entered(wang.scope):
        assert Entry.objects.filter(verb="deputies.follow_report").count() == 4


def test_what_was_not_adopted_is_written_anew(here: Round, wang: Actor, alice: Actor) -> None:
    key = actions.write_report(wang, draft=DRAFT)
    actions.follow_report(alice, key, kind="submitted", channel="subdistrict")
    actions.follow_report(wang, key, kind="not_adopted", channel="subdistrict", words="已有同类信息")
    actions.change_report(wang, key, draft=DRAFT)
    actions.follow_report(alice, key, kind="submitted", channel="district_cppcc")
    assert page(wang, key).report.state == "submitted"


def test_it_keeps_to_one_matter_and_to_its_length(here: Round, wang: Actor, officer: Actor) -> None:
    for name in ("title", "facts", "analysis", "proposal", "writer"):
        with pytest.raises(ReportIncomplete):
            actions.write_report(wang, draft=replace(DRAFT, **{name: " "}))
    whole = replace(DRAFT, facts="长" * 500, analysis="长" * 500, proposal="长 \n" * 500)
    assert page(wang, actions.write_report(wang, draft=whole)).length == 1500
    with pytest.raises(ReportTooLong) as refused:
        actions.write_report(wang, draft=replace(whole, facts="长" * 501))
    assert (refused.value.details["length"], refused.value.details["most"]) == (1501, 1500)
    with pytest.raises(OneCommittee):
        actions.write_report(officer, draft=DRAFT)


def test_a_report_that_comes_of_a_suggestion_belongs_to_its_committee(handed_in: UUID, officer: Actor) -> None:
    key = actions.write_report(officer, draft=replace(DRAFT, suggestion_id=handed_in))
    found = page(officer, key).report
    assert found.suggestion is not None
    assert (found.community, found.suggestion.title) == ("310106011023", "改善照明")


def test_reports_are_refused_to_everybody_else(
    here: Round, wang: Actor, bob: Actor, carol: Actor, nobody: Actor
) -> None:
    key = actions.write_report(wang, draft=DRAFT)
    steps: list[Callable[[Actor], Any]] = [
        lambda a: actions.write_report(a, draft=replace(DRAFT, suggestion_id=uuid4())),
        lambda a: actions.change_report(a, key, draft=DRAFT),
        lambda a: actions.follow_report(a, key, kind="submitted", channel="subdistrict"),
    ]
    for step in steps:
        for actor in (bob, nobody):
            with pytest.raises(NoRight):
                step(actor)
        with pytest.raises(NotVisible):
            step(carol)


def test_what_became_of_a_report_cannot_be_rewritten(here: Round, alice: Actor) -> None:
    key = actions.write_report(alice, draft=DRAFT)
    actions.follow_report(alice, key, kind="submitted", channel="subdistrict")
    for verb in ("update deputies_reportevent set words = 'x'", "delete from deputies_reportevent"):
        with (
            entered(alice.scope),
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(verb)


def test_the_minutes_of_a_session_hold_every_sentence_once_and_no_name(
    here: Round, said: Callable[..., UUID], handed_in: UUID, wang: Actor
) -> None:
    said("还没归类")
    actions.set_aside(wang, said("希望中奖"), reason="empty", words="已说明")
    minutes = actions.take_minutes(wang, here.session)
    number = f"{timezone.localdate().year}-001"
    groups = [(level, [(title, [one.words for one in said]) for title, said in rows]) for level, rows in minutes.groups]
    assert groups == [("街道", [(f"{number} 改善照明", ["楼道灯不亮", "路灯也暗"])])]
    assert ([one.words for one in minutes.unsorted], [one.words for one in minutes.aside]) == (
        ["还没归类"],
        ["希望中奖"],
    )
    assert (minutes.said, minutes.named, minutes.anonymous) == (4, 3, 1)
    with entered(wang.scope):
        assert Entry.objects.get(verb="deputies.take_minutes").details["count"] == 4


def test_a_limit_is_a_dated_row_with_its_source() -> None:
    limit = limit_of("report", date(2021, 6, 1))
    assert (limit.most, limit.source != "") == (1500, True)
    with pytest.raises(KeyError):
        limit_of("report", date(2010, 1, 1))
    assert length_of("一 二\n", "　三") == 3


@given(st.lists(st.sampled_from(ReportState.values), max_size=12))
def test_a_report_walks_only_where_it_may(kinds: list[str]) -> None:
    past: list[str] = []
    for kind in kinds:
        state = state_of(past)
        assert (state == ReportState.DRAFT) == (past == [])
        assert NEXT[state] != ()
        if may_follow(state, kind):
            past.append(kind)
    if "used" in past and "not_adopted" not in past and past[-1] != "submitted":
        assert state_of(past) == ReportState.USED
