"""A form in, what it means, published, answered: once, through the one door, kept whole."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from shequyun.base.actor import Actor
from shequyun.base.errors import NoRight, NotVisible
from shequyun.base.ids import new_id
from shequyun.base.scope import entered
from shequyun.engines.surveys import queries
from shequyun.engines.surveys.actions import (
    close_publication,
    describe_survey,
    enter_survey,
    map_questions,
    publish,
    take_answer,
)
from shequyun.engines.surveys.actions.answering import NotAsked, NotAsTheFormAsks, UsedNumber
from shequyun.engines.surveys.actions.entering import (
    DoesNotFit,
    NoQuestions,
    NotYourSurvey,
    PurposeMissing,
    StaysSealed,
)
from shequyun.engines.surveys.actions.publishing import ClosedAlready, DayPassed, NobodyAsked, PublishedAlready
from shequyun.engines.surveys.tests.forms import WISHES, made
from shequyun.kernel.audit.models import Entry
from shequyun.kernel.residents.queries import resident_of
from tests.community import Community

SAID = {"purpose": "了解养老意愿", "ground": "《上海市养老服务条例》"}


@pytest.fixture
def survey(alice: Actor, here: Community) -> UUID:
    return enter_survey(alice, file_name="养老.xlsx", content=made(), **SAID)


def newest(actor: Actor, survey: UUID) -> Any:
    return queries.survey_of(actor, survey).editions.order_by("-number")[0]


def answered(actor: Actor, publication: UUID, resident: UUID | None, *, way: str = "collect", **answers: Any) -> Any:
    key = answers.pop("key", None) or new_id()
    with entered(actor.scope):
        return take_answer(actor, publication, instance_id=key, resident_id=resident, answers=answers, way=way)


def test_questions_are_mapped_by_text_and_name(alice: Actor, survey: UUID) -> None:
    edition = newest(alice, survey)
    assert edition.mapping == {"name": "name", "xb": "sex", "birth_date": "birth_date", "tel": "phone"}
    assert [path for path, _title in queries.titles(edition)] == [
        "name", "xb", "birth_date", "tel", "wish", "home/meals", "more",
    ]  # fmt: skip
    assert (edition.beyond, edition.number, queries.survey_of(alice, survey).title) == ([], 1, "养老意愿调查")
    assert edition.questions[5]["relevant"] == ["=", ["of", "wish"], ["text", "home"]]


def test_the_same_form_id_is_the_next_edition_and_keeps_its_meanings(alice: Actor, survey: UUID) -> None:
    map_questions(alice, survey, mapping={"name": "name", "more": "employer"})
    again = enter_survey(alice, file_name="养老2.xlsx", content=made([*WISHES, ("text", "job", "职业")]))
    assert (again, newest(alice, survey).number) == (survey, 2)
    assert newest(alice, survey).mapping == {"name": "name", "more": "employer", "job": "occupation"}


def test_old_answers_keep_their_edition(alice: Actor, here: Community, survey: UUID) -> None:
    (publication,) = publish(alice, survey)
    enter_survey(alice, file_name="养老2.xlsx", content=made([("text", "only", "只问一句")]))
    answer = answered(alice, publication, here.resident, wish="home")
    with entered(alice.scope):
        found = queries.answer_of(alice, answer.pk)
        said = queries.content_of(found)["answers"]
        assert queries.shown(found.publication.edition, said) == [("养老意愿", "居家养老")]


def test_meanings_that_do_not_fit_are_refused(alice: Actor, survey: UUID) -> None:
    for mapping in ({"home/meals": "birth_date"}, {"name": "name", "more": "name"}, {"name": "death_date"}):
        with pytest.raises(DoesNotFit):
            map_questions(alice, survey, mapping=mapping)


def test_purpose_and_ground_are_needed(alice: Actor) -> None:
    with pytest.raises(PurposeMissing):
        enter_survey(alice, file_name="a.xlsx", content=made(), purpose="了解", ground=" ")
    with pytest.raises(NoQuestions):
        enter_survey(alice, file_name="a.xlsx", content=made([("note", "n", "谢谢")]), **SAID)


def test_publishing_asks_each_once_in_each_committee(
    alice: Actor, officer: Actor, here: Community, survey: UUID
) -> None:
    run = new_id()
    (publication,) = publish(alice, survey, run=run)
    with pytest.raises(PublishedAlready):
        publish(alice, survey, run=run)
    with entered(alice.scope):
        (counted,) = queries.counted(alice, queries.publications(alice))
        assert (counted.publication.pk, counted.asked, counted.answered) == (publication, 2, 0)
        assert [(p.door, p.asked, p.answered) for p in queries.progress(alice, counted.publication)] == [
            ("恒丰路610弄3号", 2, 0)
        ]
    (one,) = publish(officer, survey, resident_ids=[here.resident])
    with entered(alice.scope):
        assert [r.pk for r in queries.asked_people(alice, one)] == [here.resident]
    with pytest.raises(NobodyAsked):
        publish(alice, survey, resident_ids=[new_id()])
    with pytest.raises(DayPassed):
        publish(alice, survey, until=timezone.localdate() - timedelta(days=1))


def test_an_answer_goes_through_the_one_door(alice: Actor, here: Community, survey: UUID) -> None:
    (publication,) = publish(alice, survey)
    answer = answered(
        alice,
        publication,
        here.other_resident,
        name="李梅",
        xb="f",
        birth_date="1950-02-03",
        tel="不记得",
        wish="house",
    )
    with entered(alice.scope):
        person = resident_of(alice, here.other_resident)
        content = queries.content_of(answer)
    assert (answer.applied, answer.unread_count) == (["birth_date", "name", "sex"], 1)
    assert content["unread"][0][0] == "tel"
    assert content["answers"]["tel"] == "不记得"
    assert (person.name, answer.disputed, person.sex) == ("李梅", 2, "1")  # the police know sex and day of birth
    with entered(alice.scope):
        assert Entry.objects.filter(verb="surveys.answer", subject_id=answer.pk).count() == 1


def test_an_answer_counts_once(alice: Actor, here: Community, survey: UUID) -> None:
    first, second = publish(alice, survey)[0], publish(alice, survey)[0]
    key = new_id()
    one = answered(alice, first, here.resident, key=key, more="第一次")
    again = answered(alice, first, here.resident, key=key, more="又一次")
    with entered(alice.scope):
        assert queries.content_of(again)["answers"] == {"more": "第一次"}
        assert [a.pk for a in queries.answers(alice)] == [one.pk]
        assert queries.answered(alice, [first]) == {first: [here.resident]}
    with pytest.raises(UsedNumber):
        answered(alice, second, here.resident, key=key)


def test_an_answer_about_nobody_is_kept_and_told(alice: Actor, here: Community, survey: UUID) -> None:
    (publication,) = publish(alice, survey)
    answer = answered(alice, publication, None, name="路人", wish="home")
    assert (answer.resident_id, answer.applied, answer.unread_count) == (None, [], 1)
    with pytest.raises(NotAsked):
        answered(alice, publication, new_id(), name="路人")


def test_what_was_filled_in_before_closing_still_comes_in(alice: Actor, here: Community, survey: UUID) -> None:
    (publication,) = publish(alice, survey)
    close_publication(alice, publication)
    with entered(alice.scope):
        assert list(queries.open_publications(alice, today=date.today())) == []
    assert answered(alice, publication, here.resident, more="早上填的").resident_id == here.resident
    with pytest.raises(ClosedAlready):
        close_publication(alice, publication)


def test_rights_and_places(
    alice: Actor, bob: Actor, carol: Actor, officer: Actor, nobody: Actor, here: Community, survey: UUID
) -> None:
    (publication,) = publish(alice, survey)
    for actor in (bob, nobody):
        with pytest.raises(NoRight):
            enter_survey(actor, file_name="a.xlsx", content=made(), **SAID)
        with pytest.raises(NoRight):
            publish(actor, survey)
        with pytest.raises(NoRight):
            answered(actor, publication, here.resident)
    for refused in (
        lambda: answered(carol, publication, here.resident),
        lambda: map_questions(carol, survey, mapping={}),
        lambda: close_publication(carol, publication),
    ):
        with pytest.raises(NotVisible):
            refused()
    above = enter_survey(officer, file_name="a.xlsx", content=made(form_id="above"), **SAID)
    with pytest.raises(NotYourSurvey):
        describe_survey(alice, above, purpose="a", ground="b", department="c")
    assert {one.pk for one in queries.surveys(alice)} == {survey, above}
    assert {one.pk for one in queries.surveys(carol)} == {above}


def test_numbers_are_masked_and_words_are_not(alice: Actor, here: Community, survey: UUID) -> None:
    (publication,) = publish(alice, survey)
    for said, shown in (("13811112222", "138****2222"), ("不记得", "不记得")):
        answer = answered(alice, publication, here.resident, tel=said)
        with entered(alice.scope):
            edition = queries.answer_of(alice, answer.pk).publication.edition
            assert queries.shown(edition, {"tel": said}, masked=True) == [("联系电话", shown)]
            assert queries.cells(edition, answer, ["tel"]) == [shown]


def test_of_collect_what_breaks_a_rule_is_kept_and_told(alice: Actor, here: Community, survey: UUID) -> None:
    (publication,) = publish(alice, survey)
    answer = answered(alice, publication, here.resident, name="张建国", xb="x", **{"home/meals": "9"}, wish="home")
    with entered(alice.scope):
        content = queries.content_of(answer)
    assert (answer.applied, content["answers"]["xb"]) == (["name"], "x")
    assert content["unread"] == [["xb", "不在选项之内。"], ["home/meals", "每天最多 3 次。"]]
    with pytest.raises(NotAsTheFormAsks):
        answered(alice, publication, here.resident, name="张建国", wish="tent", way="phone")


def test_answers_are_counted_by_question_the_newest_of_each(alice: Actor, here: Community) -> None:
    more = [*WISHES, ("begin_repeat", "kids", "子女"), ("select_one sex", "kid", "子女性别"), ("end_repeat",)]
    survey = enter_survey(alice, file_name="a.xlsx", content=made(more), **SAID)
    (publication,) = publish(alice, survey)
    answered(alice, publication, here.resident, wish="house")
    kids = [{"kids/kid": "m"}, {"kids/kid": "f"}, {"kids/kid": "f"}]
    newest = answered(alice, publication, here.resident, wish="home", kids=kids, **{"home/meals": "2"})
    other = answered(alice, publication, here.other_resident, wish="home", **{"home/meals": "3"})
    stranger = answered(alice, publication, None, wish="house")
    with entered(alice.scope):
        one = queries.publication_of(alice, publication)
        counted = {line.title: line for line in queries.tallies(alice, one)}
        assert {answer.pk for answer in queries.counting(alice, publication)} == {newest.pk, other.pk, stranger.pk}
        assert queries.cells(one.edition, newest, ["wish", "kids"]) == ["居家养老", "男；女；女"]
        assert queries.titles(one.edition)[-1] == ("kids", "子女")
        assert [(p.asked, p.answered, p.left) for p in queries.progress(alice, one)] == [(2, 2, [])]
    wish, meals, kid = counted["养老意愿"], counted["每天送餐几次"], counted["子女性别"]
    assert [(bar.label, bar.count) for bar in wish.bars] == [("居家养老", 2), ("机构养老", 1)]
    assert (meals.above, meals.answered, meals.numbers) == ("居家情况", 2, ("2", "2.5", "3"))
    assert [(bar.label, bar.count) for bar in kid.bars] == [("男", 1), ("女", 2)]


def test_who_is_left_is_named(alice: Actor, here: Community, survey: UUID) -> None:
    (publication,) = publish(alice, survey)
    answered(alice, publication, here.resident, more="无")
    with entered(alice.scope):
        (line,) = queries.progress(alice, queries.publication_of(alice, publication))
    assert (line.asked, line.answered, line.left) == (2, 1, [(here.other_resident, "李梅", "102")])


def test_a_question_answered_with_a_sealed_number_keeps_its_meaning(
    alice: Actor, here: Community, survey: UUID
) -> None:
    """The masks of its answers follow from what it means."""
    meant = newest(alice, survey).mapping
    without = {path: name for path, name in meant.items() if name != "phone"}
    map_questions(alice, survey, mapping=without)
    map_questions(alice, survey, mapping=meant)
    (publication,) = publish(alice, survey)
    answered(alice, publication, here.resident, name="张建国", tel="13811112222")
    with pytest.raises(StaysSealed):
        map_questions(alice, survey, mapping=without)
    assert newest(alice, survey).mapping == meant
