"""Family violence, mental health, minors: seen by those who handle it, and nowhere else a trace."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from shequyun.base.actor import Actor
from shequyun.base.errors import NoRight, NotVisible
from shequyun.base.scope import entered
from shequyun.engines.cases import actions, queries
from shequyun.engines.cases.queries import CaseFilter
from shequyun.engines.cases.tests.conftest import row, seen
from shequyun.engines.worklist.queries import open_tasks, promises
from shequyun.kernel.attachments.actions import attach
from shequyun.kernel.attachments.queries import attachment_of
from shequyun.kernel.audit.models import Entry
from tests.community import PICTURE, Community

Brought = Callable[..., UUID]


@pytest.fixture
def hidden(brought: Brought) -> UUID:
    return brought(words="她说又被丈夫打了，家暴")


def everywhere(actor: Actor, here: Community, number: str) -> list[int]:
    """How many cases the actor meets in every list, search, count and panel there is."""
    now, today = timezone.now(), timezone.localdate()
    with entered(actor.scope):
        whole, by_branch, _places = queries.statistics(actor, since=today - timedelta(days=1), until=today, now=now)
        again = queries.recurrence(actor, building_id=here.building, matter="safe.violence", now=now)
        return [
            queries.cases(actor).count(),
            queries.filtered(actor, CaseFilter(), now=now).count(),
            queries.counts(actor, CaseFilter(), now=now)["state"]["open"],
            len(queries.find_cases(actor, number)),
            queries.cases_about(actor, here.resident).count(),
            queries.cases_at(actor, here.building).count(),
            whole.numbers["count"],
            sum(one.numbers["count"] for one in by_branch),
            again.count if again else 0,
        ]


def test_it_is_met_by_whoever_handles_it_and_the_head_and_by_nobody_else(
    hidden: UUID, here: Community, alice: Actor, wang: Actor, sun: Actor, officer: Actor
) -> None:
    number = row(wang, hidden).number
    assert row(wang, hidden).sensitive
    with_it, without = [2, 2, 2, 1, 2, 2, 2, 2, 1], [1, 1, 1, 0, 1, 1, 1, 1, 0]  # one more, that is not sensitive
    assert [everywhere(actor, here, number) for actor in (wang, alice)] == [with_it] * 2
    assert [everywhere(actor, here, number) for actor in (sun, officer)] == [without] * 2
    for step in (lambda: actions.look(sun, hidden), lambda: actions.note_inside(sun, hidden, words="x")):
        with pytest.raises(NotVisible):
            step()


def test_who_takes_part_sees_it_and_no_longer_afterwards(hidden: UUID, wang: Actor, sun: Actor, alice: Actor) -> None:
    actions.add_co_handler(wang, hidden, to=sun.staff_id, part="陪同报案")
    assert seen(sun, hidden).case.pk == hidden
    actions.hand_over(wang, hidden, to=sun.staff_id, words="请接手")
    actions.accept(sun, hidden)
    actions.hand_over(sun, hidden, to=alice.staff_id, words="请接手")
    actions.finish_part(sun, hidden, words="已报案")
    assert seen(alice, hidden).case.handler_name == "alice"


def test_the_body_that_is_asked_sees_it_too(hidden: UUID, wang: Actor, officer: Actor) -> None:
    actions.ask_body(wang, hidden, body="街道妇联", area="310106011", words="请介入")
    assert seen(officer, hidden).case.pk == hidden
    actions.body_replied(officer, hidden, words="已介入")
    with pytest.raises(NotVisible):
        seen(officer, hidden)


def test_looking_is_in_the_trail(hidden: UUID, wang: Actor) -> None:
    actions.look(wang, hidden)
    with entered(wang.scope):
        assert list(Entry.objects.filter(verb="cases.look", disclosure=True).values_list("subject_id", flat=True)) == [
            str(hidden)
        ]


def test_its_files_are_hidden_with_it(hidden: UUID, wang: Actor, sun: Actor) -> None:
    key = attach(wang, hidden, subject_kind="case", name="伤.png", content=PICTURE)
    with entered(wang.scope):
        assert attachment_of(wang, key).subject_id == hidden
    with entered(sun.scope), pytest.raises(NotVisible):
        attachment_of(sun, key)


def test_any_case_can_be_hidden_and_the_head_alone_shows_it_again(
    brought: Brought, alice: Actor, wang: Actor, sun: Actor
) -> None:
    key = brought()
    actions.mark_sensitive(wang, key, on=True, words="涉及未成年人")
    with pytest.raises(NotVisible):
        seen(sun, key)
    with pytest.raises(NoRight):
        actions.mark_sensitive(wang, key, on=False, words="x")
    actions.mark_sensitive(alice, key, on=False, words="误标")
    assert seen(sun, key).case.pk == key


def test_what_was_said_before_it_was_hidden_is_hidden_with_it(
    brought: Brought, here: Community, alice: Actor, wang: Actor, sun: Actor
) -> None:
    """A promise in words, and a task that was made of it."""
    key = brought()
    actions.promise(wang, key, what="周三陪同去医院", due_on=timezone.localdate() + timedelta(days=3))
    actions.make_task(wang, key, to=sun.staff_id, words="带上病历")

    def told(actor: Actor) -> tuple[list[str], list[str]]:
        with entered(actor.scope):
            words = [one.what for one in promises(actor) if one.origin_id == key]
            return words, [one.drive.title for one in open_tasks(actor) if one.drive.title.startswith("事项")]

    before = told(sun)
    assert before[0] == ["周三陪同去医院"]
    actions.mark_sensitive(wang, key, on=True, words="涉及未成年人")
    assert told(sun)[0] == []
    assert told(wang)[0] == told(alice)[0] == ["周三陪同去医院"]
    assert told(sun)[1] == [f"事项 {row(wang, key).number}"]


def test_merged_into_an_ordinary_case_it_makes_that_one_sensitive(
    hidden: UUID, brought: Brought, wang: Actor, sun: Actor
) -> None:
    other = brought(words="楼道堆物")
    actions.merge(wang, hidden, into=other)
    assert row(wang, other).sensitive
    with pytest.raises(NotVisible):
        seen(sun, other)


def test_who_prints_the_code_is_in_the_trail(hidden: UUID, wang: Actor, sun: Actor) -> None:
    assert actions.print_receipt(wang, hidden)
    with pytest.raises(NotVisible):
        actions.print_receipt(sun, hidden)
    with entered(wang.scope):
        assert Entry.objects.filter(verb="cases.print_receipt", disclosure=True, subject_id=str(hidden)).count() == 1
