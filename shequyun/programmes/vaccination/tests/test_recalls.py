"""Recall: who is due becomes tasks, and a task ends by itself when the dose is known; doses of the door; coverage."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from shequyun.base.actor import Actor
from shequyun.base.errors import NoRight, NotVisible
from shequyun.base.ids import new_id
from shequyun.base.scope import entered
from shequyun.engines.worklist.actions import record_visit
from shequyun.engines.worklist.queries import results_of, tasks
from shequyun.kernel.facts.actions import Say, observe, undo
from shequyun.kernel.facts.queries import batch_of
from shequyun.programmes.vaccination import queries
from shequyun.programmes.vaccination.actions import recall, record_dose, withdraw_dose
from shequyun.programmes.vaccination.queries import BANDS, Cell
from tests.community import Community


def called(actor: Actor) -> set[UUID]:
    with entered(actor.scope):
        return set(queries.called(actor, "covid", today=timezone.localdate()).values_list("pk", flat=True))


def outcomes(actor: Actor, drive: UUID) -> dict[UUID, str]:
    with entered(actor.scope):
        return {task.subject_id: task.outcome for task in tasks(actor).filter(drive_id=drive)}


def share(actor: Actor, here: Community, **more: Any) -> UUID:
    keys = [here.resident, here.other_resident]
    return recall(actor, vaccine="covid", resident_ids=keys, title="新冠疫苗催种", **more)


def test_a_recall_ends_by_itself_when_the_dose_is_known(alice: Actor, here: Community) -> None:
    assert called(alice) == {here.resident, here.other_resident}
    drive = share(alice, here)
    assert outcomes(alice, drive) == {here.resident: "", here.other_resident: ""}
    values = {
        "product": "covid_ad5",
        "given_on": timezone.localdate() - timedelta(days=1),
        "resident_id": here.resident,
    }
    with entered(alice.scope):
        say = Say("dose", here.code, values, subject_id=new_id(), new=True)
        observe(alice, [say], source="health", observed_on=timezone.localdate(), title="11月名单")
    assert outcomes(alice, drive) == {here.resident: "done", here.other_resident: ""}
    assert called(alice) == {here.other_resident}
    with entered(alice.scope):
        task = tasks(alice).get(drive_id=drive, subject_id=here.resident)
        said = [(result.outcome, "11月名单" in result.said) for result in results_of(alice, [task.pk])[task.pk]]
    assert said == [("done", True)]


def test_a_first_of_two_doses_ends_it_until_the_second_is_due(alice: Actor, here: Community) -> None:
    drive = share(alice, here)
    dose = record_dose(alice, here.resident, product="covid_wuhan", given_on=timezone.localdate()).dose_id
    assert outcomes(alice, drive)[here.resident] == "done"
    withdraw_dose(alice, dose, reason="记错人")
    assert here.resident in called(alice)
    assert outcomes(alice, drive)[here.resident] == ""


def test_undoing_a_list_takes_up_again_what_it_ended(alice: Actor, here: Community) -> None:
    drive = share(alice, here)
    values = {
        "product": "covid_ad5",
        "given_on": timezone.localdate() - timedelta(days=1),
        "resident_id": here.resident,
    }
    with entered(alice.scope):
        say = Say("dose", here.code, values, subject_id=new_id(), new=True)
        batch, _applied = observe(alice, [say], source="health", observed_on=timezone.localdate(), title="11月名单")
    assert outcomes(alice, drive) == {here.resident: "done", here.other_resident: ""}
    with entered(alice.scope):
        undo(alice, batch_of(batch.pk))
    assert outcomes(alice, drive) == {here.resident: "", here.other_resident: ""}


def test_meeting_somebody_does_not_end_their_recall(alice: Actor, here: Community) -> None:
    drive = share(alice, here)
    record_visit(alice, dwelling_id=None, resident_ids=[here.resident], outcome="met")
    record_visit(alice, dwelling_id=None, resident_ids=[here.other_resident], outcome="refused")
    assert outcomes(alice, drive) == {here.resident: "", here.other_resident: "refused"}


def test_the_same_click_twice_is_one_drive_and_others_are_refused(
    alice: Actor, bob: Actor, carol: Actor, here: Community
) -> None:
    key = new_id()
    assert share(alice, here, drive_id=key) == share(alice, here, drive_id=key) == key
    with pytest.raises(NoRight):
        share(bob, here)
    with pytest.raises(NotVisible):
        share(carol, here)


def test_coverage_counts_who_lives_here_by_age(alice: Actor, here: Community) -> None:
    today = timezone.localdate()
    record_dose(alice, here.resident, product="covid_ad5", given_on=date(2021, 5, 20))
    with entered(alice.scope):
        areas = queries.coverage(alice, "covid", on=today)
        houses = queries.coverage(alice, "covid", on=today, by="building", community=here.code)
        line = queries.trend(alice, "covid", days=[date(2021, 5, 19), date(2021, 5, 20)], today=today)
    band = next(index for index, (least, most) in enumerate(BANDS) if least == 70)
    assert areas == {here.code: [Cell(2, 1, 1, 0, 0) if index == band else Cell() for index in range(len(BANDS))]}
    assert houses == {here.building: areas[here.code]}
    assert [point.full[band] for point in line] == [0, 1]
