"""A committee is merged into another one, or gives it buildings: everything follows, nothing is lost, nobody is there twice."""

import json
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection

from shequyun.base.actor import NOBODY, Actor
from shequyun.base.errors import NoRight, NotVisible
from shequyun.base.ids import new_id
from shequyun.base.moving import hangs_on, moved_models
from shequyun.base.scope import EVERYWHERE, entered
from shequyun.engines.cases.actions import Intake, register
from shequyun.engines.cases.queries import cases
from shequyun.engines.intake.tests.street import document
from shequyun.engines.sync.actions import revoke_device
from shequyun.engines.sync.actions.devices import PhonesOut
from shequyun.engines.worklist.queries import open_tasks
from shequyun.kernel.access.queries import actor_by_name
from shequyun.kernel.audit.models import Entry
from shequyun.kernel.facts.actions import Say, observe
from shequyun.kernel.facts.queries import changes_of
from shequyun.kernel.labels.queries import labellings_of
from shequyun.kernel.places.actions import name_alias, open_grid
from shequyun.kernel.places.actions.ending import DoorInBoth, EndedCommittee, NotOneCommittee
from shequyun.kernel.places.models import Area, Building, Dwelling
from shequyun.kernel.residents.actions import Paper, enter, move_in
from shequyun.kernel.residents.actions.reorganising import NoBuilding, NoGround, merge_committee, move_buildings
from shequyun.kernel.residents.models import Document, Resident, Stay
from shequyun.kernel.residents.queries import page_of
from shequyun.kernel.residents.rules.moves import InTheFuture
from tests.cast import ELSEWHERE, HERE
from tests.community import DAY, Community, plant_areas, work_of

GROUND = "静府发〔2026〕12号"
TOGETHER = list(moved_models())


def rows(code: str) -> dict[str, int]:
    with entered(EVERYWHERE):
        found = {model._meta.db_table: model._default_manager.filter(community=code).count() for model in TOGETHER}
    return {table: count for table, count in found.items() if count}


def house(actor: Actor, number: str, rooms: int = 2) -> tuple[UUID, list[UUID]]:
    """A house of lane 900 with some rooms."""
    building, homes = new_id(), [new_id() for _ in range(rooms)]
    door = f"恒丰路900弄{number}号"
    says = [Say("building", actor.area, {"floors": 6}, subject_id=building, new=True,
                fixed={"door": door, "road": "恒丰路", "lane": "900", "number": number, "sort_key": door})]  # fmt: skip
    for at, home in enumerate(homes, 101):
        fixed = {"building_id": building, "address": f"{door}{at}", "room": f"{at}", "floor": 1, "sort_key": f"{at}"}
        says.append(Say("dwelling", actor.area, {"use": "home"}, subject_id=home, new=True, fixed=fixed))
    with entered(actor.scope):
        observe(actor, says, source="police", observed_on=DAY)
    return building, homes


def person(actor: Actor, home: UUID, name: str, number: str = "", kinds: tuple[str, ...] = ("living",)) -> UUID:
    paper = Paper("mainland_id", number) if number else None
    values = {"name": name, "sex": "1", "phone": "13800001234", "birth_date": date(1949, 12, 31)}
    return enter(
        actor, values=values, dwelling_id=home, kinds=kinds, paper=paper, from_date=date(2020, 1, 1), source="police"
    )


@pytest.fixture
def both(here: Community, alice: Actor, carol: Actor) -> Community:
    """A committee full of work whose phones are handed in, and its neighbour."""
    work_of(alice, here)
    plant_areas(ELSEWHERE)
    plant_areas("310106011021")
    revoke_device(alice, here.device, reason="并入前交回")
    house(carol, "1")
    return here


def test_everything_of_a_committee_follows(both: Community, alice: Actor, carol: Actor, officer: Actor) -> None:
    before, theirs = rows(HERE), rows(ELSEWHERE)
    grid = open_grid(officer, HERE, name="一网格")
    with entered(alice.scope):
        Building.objects.update(grid=grid)
        history = len(changes_of(alice, {both.resident}))
    done = merge_committee(officer, HERE, into=ELSEWHERE, ground=GROUND, on=date(2026, 6, 1))

    assert (rows(HERE), done.moved.rows.items() >= before.items(), done.posts) == ({}, True, 1)
    assert rows(ELSEWHERE) == {table: before.get(table, 0) + theirs.get(table, 0) for table in before | theirs}
    area = Area.objects.get(code=HERE)
    assert (area.valid_to, area.successor) == (date(2026, 6, 1), ELSEWHERE)
    assert Area.objects.get(code=grid).successor == f"{ELSEWHERE}001"

    mine = actor_by_name("alice")
    assert mine.area == ELSEWHERE
    with entered(mine.scope):
        page = page_of(mine, both.resident, on=DAY)
        assert (page.resident.name, len(changes_of(mine, {both.resident}))) == ("张建国", history)
        assert Building.objects.get(pk=both.building).grid == f"{ELSEWHERE}001"
        assert len(open_tasks(mine)) == 1
        assert [case.pk for case in cases(mine)] == [both.case]
    with entered(EVERYWHERE):
        told = Entry.objects.filter(verb="areas.reorganise").order_by("community")
        assert [(entry.community, entry.reason) for entry in told] == [(ELSEWHERE, GROUND), (HERE, GROUND)]
        assert Entry.objects.filter(community=HERE).exclude(verb="areas.reorganise").exists()


def test_numbers_of_cases_stay_different(both: Community, carol: Actor, officer: Actor) -> None:
    with entered(EVERYWHERE):
        known = apps.get_model("cases.Case").objects.get(pk=both.case).number
    register(carol, intake=Intake(words="路灯不亮"))
    merge_committee(officer, HERE, into=ELSEWHERE, ground=GROUND)
    with entered(carol.scope):
        numbers = sorted(case.number for case in cases(carol))
    assert numbers == [known, f"{known.partition('-')[0]}-002"]


def test_whoever_both_knew_is_one_record(both: Community, alice: Actor, carol: Actor, officer: Actor) -> None:
    """Registered in one committee, living in the other: until now two records, each half."""
    _building, homes = house(carol, "3")
    lives = person(carol, homes[0], "张建国", "11010519491231002X")
    done = merge_committee(officer, HERE, into=ELSEWHERE, ground=GROUND)
    assert done.joined == 1
    with entered(carol.scope):
        left = Resident.objects.filter(name="张建国", merged_into=None).get()
        assert {left.pk} <= {lives, both.resident}
        assert (left.living_here, left.hukou_here) == (True, True)


def test_the_other_names_of_both_are_kept(both: Community, alice: Actor, carol: Actor, officer: Actor) -> None:
    name_alias(alice, community=HERE, said="大弄堂", meant="恒丰路610弄")
    name_alias(carol, community=ELSEWHERE, said="大弄堂", meant="恒丰路900弄")
    done = merge_committee(officer, HERE, into=ELSEWHERE, ground=GROUND)
    assert done.moved.left == {"places_alias": 1}


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"into": HERE}, NotOneCommittee),
        ({"into": "310106"}, NotVisible),
        ({"into": "310106011"}, NotVisible),
        ({"ground": " "}, NoGround),
        ({"on": date(2999, 1, 1)}, InTheFuture),
    ],
)
def test_what_is_refused(both: Community, officer: Actor, wrong: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        merge_committee(officer, HERE, **({"into": ELSEWHERE, "ground": GROUND} | wrong))


def test_an_ended_committee_gives_nothing(both: Community, officer: Actor) -> None:
    merge_committee(officer, HERE, into=ELSEWHERE, ground=GROUND)
    with pytest.raises(EndedCommittee):
        merge_committee(officer, HERE, into=ELSEWHERE, ground=GROUND)


def test_a_door_that_both_have_is_cleared_up_first(both: Community, carol: Actor, officer: Actor) -> None:
    fixed = {"door": "恒丰路610弄3号", "road": "恒丰路", "lane": "610", "number": "3", "sort_key": "x"}
    with entered(carol.scope):
        observe(carol, [Say("building", ELSEWHERE, {}, new=True, fixed=fixed)], source="police", observed_on=DAY)
    with pytest.raises(DoorInBoth, match="恒丰路610弄3号"):
        merge_committee(officer, HERE, into=ELSEWHERE, ground=GROUND)


def test_phones_are_handed_in_first(here: Community, officer: Actor) -> None:
    plant_areas(ELSEWHERE)
    with pytest.raises(PhonesOut):
        merge_committee(officer, HERE, into=ELSEWHERE, ground=GROUND)


def test_refused_to_those_who_may_not(both: Community, alice: Actor, bob: Actor, officer: Actor) -> None:
    for actor in (alice, bob, NOBODY):
        with pytest.raises(NoRight):
            merge_committee(actor, HERE, into=ELSEWHERE, ground=GROUND)
        with pytest.raises(NoRight):
            move_buildings(actor, [both.building], into=ELSEWHERE, ground=GROUND)
    away = Actor(officer.staff_id, officer.post_id, "away", officer.role, "310106012", officer.rights)
    with pytest.raises(NotVisible):
        merge_committee(away, HERE, into=ELSEWHERE, ground=GROUND)
    with pytest.raises(NotVisible):
        move_buildings(away, [both.building], into=ELSEWHERE, ground=GROUND)
    with pytest.raises(NoBuilding):
        move_buildings(officer, [], into=ELSEWHERE, ground=GROUND)


def test_a_building_goes_with_its_homes_people_and_work(
    both: Community, alice: Actor, carol: Actor, officer: Actor
) -> None:
    kept, homes = house(alice, "5")
    stays = person(alice, homes[0], "留守")
    theirs = rows(ELSEWHERE)
    done = move_buildings(officer, [both.building], into=ELSEWHERE, ground=GROUND)
    assert (done.of("places_building"), done.of("places_dwelling"), done.of("residents_resident")) == (1, 2, 3)
    assert (done.of("cases_case"), done.of("worklist_task"), done.parted) == (1, 1, 0)
    with entered(EVERYWHERE):
        assert list(Building.objects.filter(community=HERE).values_list("pk", flat=True)) == [kept]
        assert list(Resident.objects.filter(community=HERE).values_list("pk", flat=True)) == [stays]
        assert Dwelling.objects.filter(community=ELSEWHERE).count() == theirs["places_dwelling"] + 2
        broken = "select count(*) from residents_stay s join residents_resident r on r.id = s.resident_id where s.community <> r.community"
        with connection.cursor() as cursor:
            cursor.execute(broken)
            assert cursor.fetchone() == (0,)
    with entered(carol.scope):
        assert page_of(carol, both.resident, on=DAY).resident.community == ELSEWHERE
        assert [one.label.area for one in labellings_of(carol, both.resident)] == [ELSEWHERE]
        assert len(open_tasks(carol)) == 1
    assert Area.objects.get(code=HERE).valid_to is None


def test_whoever_has_a_tie_to_both_sides_is_known_on_both(
    both: Community, alice: Actor, carol: Actor, officer: Actor
) -> None:
    """Registered in the building that goes, living in one that stays; and the other way round."""
    _kept, homes = house(alice, "5")
    gone, away = house(alice, "7")
    one = person(alice, homes[0], "甲住", document(date(1949, 12, 31), 7))
    move_in(alice, one, dwelling_id=away[0], kind="hukou", from_date=date(2020, 1, 1))
    two = person(alice, away[1], "乙住", document(date(1949, 12, 31), 8))
    move_in(alice, two, dwelling_id=homes[1], kind="hukou", from_date=date(2020, 1, 1))
    done = move_buildings(officer, [gone], into=ELSEWHERE, ground=GROUND)
    assert (done.parted, done.of("residents_resident")) == (2, 1)
    with entered(EVERYWHERE):
        told = {
            (who.name, who.community == HERE): (
                who.living_here,
                who.hukou_here,
                who.living_elsewhere,
                who.hukou_elsewhere,
            )
            for who in Resident.objects.filter(name__in=("甲住", "乙住"))
        }
        assert told == {
            ("甲住", True): (True, False, "", "恒丰路900弄7号101"),
            ("甲住", False): (False, True, "恒丰路900弄5号101", ""),
            ("乙住", True): (False, True, "恒丰路900弄7号102", ""),
            ("乙住", False): (True, False, "", "恒丰路900弄5号102"),
        }
        for who in Resident.objects.filter(name__in=("甲住", "乙住")):
            assert Document.objects.filter(resident=who, community=who.community).count() == 1
            assert Stay.objects.filter(resident=who, community=who.community).count() == 1
            assert Stay.objects.filter(resident=who).count() == 1


def test_every_table_says_where_its_rows_go() -> None:
    """Those that hang on nothing stay with their committee when a building goes; they are named here, on purpose."""
    alone = {model._meta.db_table for model in moved_models() if not hangs_on(model)}
    assert alone == {
        "deputies_deputy", "deputies_station", "facts_observation", "intake_remembered", "intake_upload", "places_alias",
        "places_building", "surveys_publication", "sync_envelope",
    }  # fmt: skip


def test_on_the_command_line(both: Community, officer: Actor, capsys: Any) -> None:
    call_command("areas", "merge", HERE, ELSEWHERE, "--as", "olga", "--ground", GROUND)
    told = json.loads(capsys.readouterr().out)
    assert (told["rows"]["places_building"], told["posts"], told["left"]) == (1, 1, {})
    with pytest.raises(CommandError, match=r"areas\.ended"):
        call_command("areas", "merge", HERE, ELSEWHERE, "--as", "olga", "--ground", GROUND)
    call_command(
        "areas", "move", ELSEWHERE, "310106011021", "--as", "olga", "--ground", GROUND, "--door", "恒丰路900弄1号"
    )
    assert json.loads(capsys.readouterr().out)["rows"] == {
        "facts_change": 3,
        "places_building": 1,
        "places_dwelling": 2,
    }
    with pytest.raises(CommandError, match="9号"):
        call_command("areas", "move", ELSEWHERE, "310106011021", "--as", "olga", "--ground", GROUND, "--door", "9号")


def test_on_the_page(both: Community, alice: Actor, officer: Actor, signed_in: Any) -> None:
    page = signed_in(officer)
    data = {"old": HERE, "into": ELSEWHERE, "on": "2026-06-01", "ground": GROUND, "sure": "on"}
    refused = page.post("/areas/reorganisation/merging/", data | {"ground": ""})
    assert refused.status_code == 422
    refused = page.post("/areas/reorganisation/buildings/", data | {"building": []})
    assert (refused.status_code, "请勾选要划转的楼栋" in refused.content.decode()) == (422, True)
    assert page.post("/areas/reorganisation/buildings/", data | {"building": [both.building]}).status_code == 302
    assert page.post("/areas/reorganisation/merging/", data).status_code == 302
    shown = page.get("/areas/reorganisation/").content.decode()
    assert (shown.count("已划转"), "6月1日撤销" in shown) == (2, True)
    assert signed_in(alice).get("/areas/reorganisation/").status_code == 403
