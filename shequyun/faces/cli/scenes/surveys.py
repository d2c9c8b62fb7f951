"""Collection forms in the demo: one of the subdistrict for old people, one of a committee for its households, both half
answered; and one of a department that goes beyond what the field app can do."""

from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.utils import timezone

from shequyun.base.actor import Actor
from shequyun.base.ids import new_id
from shequyun.base.scope import entered
from shequyun.engines.cohorts.queries import SORTS, members
from shequyun.engines.surveys.actions import enter_survey, publish, take_answer
from shequyun.engines.surveys.queries import asked_people, open_publications
from shequyun.faces.cli.scenes import survey_forms as forms
from shequyun.kernel.access.queries import actor_by_name

SEED = 20210701
OLD = {
    "all": [
        {"field": "age", "op": "ge", "value": 80},
        {"field": "presence", "op": "in", "value": ["both", "living_only"]},
    ]
}
HEADS = {
    "all": [
        {"field": "relation", "op": "in", "value": ["02"]},
        {"field": "presence", "op": "in", "value": ["both", "living_only"]},
    ]
}
MOST_OLD, MOST_HEADS = 400, 160


def play() -> None:
    """Enter them, publish two, and have the committee's workers bring answers in."""
    chen, li = actor_by_name("chen"), actor_by_name("li")
    crew = [actor_by_name(name) for name in ("wang", "sun", "gu")]
    care = enter_survey(
        chen, file_name="老年人居家养老需求调查.xlsx", content=forms.made("老年人居家养老需求调查", "jjyl_2026", forms.CARE),
        purpose="了解高龄老人居家养老需求，安排助餐、助浴等服务", ground="《上海市养老服务条例》", department="民政",
    )  # fmt: skip
    bikes = enter_survey(
        li, file_name="电动自行车停放充电排查.xlsx", content=forms.made("电动自行车停放充电排查", "ddc_2026", forms.BIKES),
        purpose="排查楼道停放和室内充电隐患", ground="《上海市非机动车安全管理条例》", department="消防",
    )  # fmt: skip
    enter_survey(
        chen, file_name="健身设施普查.xlsx", content=forms.made("社区健身设施普查", "jsss_2026", forms.FITNESS),
        purpose="登记社区健身设施位置和完好情况", ground="《上海市市民体育健身条例》", department="体育",
    )  # fmt: skip
    _asked(chen, care, OLD, MOST_OLD, 21)
    _asked(li, bikes, HEADS, MOST_HEADS, 10)
    for title, answer, most in (("老年人", forms.care_answers, 34), ("电动", forms.bike_answers, 46)):
        _answered(crew, title, answer, most)


def _asked(actor: Actor, survey: UUID, condition: dict[str, Any], most: int, days: int) -> None:
    """Publish to people of a screened list, if there are any."""
    today = timezone.localdate()
    with entered(actor.scope):
        found = members(actor, condition, today=today).exclude(dwelling=None).order_by(*SORTS["address"])
        keys = list(found.values_list("pk", flat=True)[:most])
    if keys:
        publish(actor, survey, resident_ids=keys, until=today + timedelta(days=days))


def _answered(crew: list[Actor], title: str, answer: Callable[[Random, Any], dict[str, Any]], most: int) -> None:
    random = Random(SEED)
    with entered(crew[0].scope):
        found = open_publications(crew[0], today=timezone.localdate())
        publication = next((one for one in found if one.edition.survey.title.startswith(title)), None)
        people = list(asked_people(crew[0], publication.pk)[:most]) if publication else []
    for index, person in enumerate(people):
        if publication is None or index % 4 == 3:
            continue  # nobody was at home
        actor = crew[index % len(crew)]
        with entered(actor.scope):
            take_answer(
                actor, publication.pk, instance_id=new_id(), resident_id=person.pk, answers=answer(random, person),
                way="phone",
            )  # fmt: skip
