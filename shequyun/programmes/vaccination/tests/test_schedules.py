"""Schedules taken over: everybody stands under the new rules at once, and a wrong file changes nothing."""

from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from shequyun.base.actor import NOBODY, Actor
from shequyun.base.errors import NoRight
from shequyun.base.scope import EVERYWHERE, entered
from shequyun.kernel.audit.models import Entry
from shequyun.kernel.residents.queries import residents
from shequyun.programmes.vaccination.actions import load_schedules, record_dose
from shequyun.programmes.vaccination.choices import DATA
from shequyun.programmes.vaccination.queries import rules_by_vaccine, stands
from shequyun.programmes.vaccination.rules.schedules import (
    COLUMNS,
    Rule,
    UnreadableSchedule,
    lines_of_file,
    read_schedules,
    written,
)
from tests.community import Community

SHIPPED = (DATA / "schedule.csv").read_text(encoding="utf-8")
ROOM = Actor(name="机房", role="set_up", area="31", rights=frozenset({"facts.change_rules"}))
SPRING, JUNE = date(2021, 5, 20), date(2021, 6, 16)
HEAD = ",".join(COLUMNS)
FIRST = "covid,inactivated,1,0,0,216,,,,,,,2021-03-29,,1,指南"
SECOND = "covid,inactivated,2,0,0,,,60,90,,,,2021-03-29,,1,今晚的通知"


def who_stands(actor: Actor, state: str) -> list[str]:
    """Who stands so with the COVID-19 vaccine in June, by the spans."""
    with entered(actor.scope):
        return sorted(residents(actor).filter(stands("covid", [state], JUNE)).values_list("name", flat=True))


def all_rules() -> list[Rule]:
    return [rule for rules in rules_by_vaccine().values() for rule in rules]


def test_what_is_written_is_read_again() -> None:
    rules = [Rule(**line) for line in lines_of_file()]
    assert written(rules) == SHIPPED
    assert [Rule(**line) for line in read_schedules(written(rules).splitlines())] == rules


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        (lambda text: "", f"1 ({', '.join(COLUMNS)})"),
        (lambda text: HEAD.replace("gap_days", "gap") + "\n" + FIRST, f"1 ({', '.join(COLUMNS)})"),
        (lambda text: HEAD, "2"),
        (lambda text: text.replace("covid,", "covit,", 1), "2 (vaccine)"),
        (lambda text: text.replace("inactivated,1", "dead,1"), "2 (platform)"),
        (lambda text: text.replace("inactivated,1", "inactivated,0"), "2 (number)"),
        (lambda text: text.replace(",216,", ",years,"), "2 (least_months)"),
        (lambda text: text.replace(",216,,", ",216,12,"), "2 (most_months)"),
        (lambda text: text.replace(",60,90,", ",-1,90,"), "3 (gap_days)"),
        (lambda text: text.replace("90,,,,2021", "90,,,13,2021"), "3 (season_month)"),
        (lambda text: text.replace("2021-03-29", "2021-02-29"), "2 (begins), 3 (begins)"),
        (lambda text: text.replace("29,,1,指南", "29,2021-03-29,1,指南"), "2 (ends)"),
        (lambda text: text.replace(",1,指南", ",yes,指南"), "2 (checked)"),
        (lambda text: text.replace("指南", "  "), "2 (source)"),
        (lambda text: text.replace("指南", "指南,第一版"), "2 (source)"),
    ],
)
def test_a_file_with_a_wrong_line_is_refused_with_its_number(said: Callable[[str], str], lines: str) -> None:
    with pytest.raises(UnreadableSchedule) as refused:
        read_schedules(said("\n".join([HEAD, FIRST, SECOND])).splitlines())
    assert refused.value.details == {"lines": lines}


def test_a_rule_announced_tonight_holds_at_once_for_everybody(alice: Actor, here: Community) -> None:
    record_dose(alice, here.resident, product="covid_wuhan", given_on=SPRING)
    before = rules_by_vaccine()
    assert (who_stands(alice, "due"), who_stands(alice, "waiting")) == (["张建国", "李梅"], [])
    done = load_schedules(ROOM, text="\n".join([HEAD, FIRST, SECOND]))
    assert (who_stands(alice, "due"), who_stands(alice, "waiting")) == (["李梅"], ["张建国"])
    after = rules_by_vaccine()
    assert (done.rules, len(after["covid"]), after["covid"][1].source) == (2, 2, "今晚的通知")
    assert {code: rules for code, rules in after.items() if code != "covid"} == {
        code: rules for code, rules in before.items() if code != "covid"
    }
    with entered(EVERYWHERE):
        trail = Entry.objects.filter(verb="vaccination.change_schedules").values_list("actor_name", "details")
        assert list(trail) == [("机房", {"vaccines": ["covid"], "rules": 2, "people": done.people})]


def test_a_wrong_file_changes_nothing(alice: Actor, here: Community) -> None:
    before = all_rules()
    with pytest.raises(UnreadableSchedule):
        load_schedules(ROOM, text=f"{HEAD}\n{FIRST}\n{SECOND.replace('2021', 'MMXXI')}")
    assert all_rules() == before


def test_it_is_refused_to_those_who_may_not(alice: Actor) -> None:
    for actor in (alice, NOBODY):
        with pytest.raises(NoRight):
            load_schedules(actor, text=SHIPPED)


@pytest.mark.django_db
def test_what_is_shown_can_be_changed_and_loaded(tmp_path: Path) -> None:
    shown, told, file = StringIO(), StringIO(), tmp_path / "schedule.csv"
    call_command("schedules", "show", stdout=shown)
    assert shown.getvalue() == SHIPPED
    file.write_text("\ufeff" + shown.getvalue().replace("2021-03-29", "2021-03-28"), encoding="utf-8")
    call_command("schedules", "load", str(file), stdout=told)
    assert told.getvalue().split() == [str(len(all_rules())), "rules,", "0", "people"]
    assert rules_by_vaccine()["covid"][0].begins == date(2021, 3, 28)
    file.write_text(f"{HEAD}\n{FIRST.replace('216', 'x')}\n", encoding="utf-8")
    with pytest.raises(CommandError, match=r"2 \(least_months\)"):
        call_command("schedules", "load", str(file))
    file.write_bytes("疫苗".encode("gbk"))
    with pytest.raises(CommandError, match="UTF-8"):
        call_command("schedules", "load", str(file))
