"""A small community for tests that need one: a building of six floors, people, organisations, a discrepancy, an upload."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from shequyun.base.actor import Actor
from shequyun.base.ids import new_id
from shequyun.base.scope import entered
from shequyun.engines.cases.actions import Intake, register
from shequyun.engines.cohorts.actions import save_cohort
from shequyun.engines.intake.actions import upload
from shequyun.engines.ledgers.actions import enter_form, fill_form, keep_ledger
from shequyun.engines.ledgers.tests.blanks import aged, made
from shequyun.engines.surveys.actions import enter_survey, publish, take_answer
from shequyun.engines.surveys.tests.forms import made as survey_form
from shequyun.engines.sync.actions import enrol_device, play
from shequyun.engines.sync.queries import device_of
from shequyun.engines.worklist.actions import Promised, record_visit, share_out
from shequyun.engines.worklist.queries import matters, open_tasks, promises_from
from shequyun.kernel.access.actions import save_view
from shequyun.kernel.attachments.actions import attach
from shequyun.kernel.facts.actions import Say, observe
from shequyun.kernel.facts.queries import discrepancies
from shequyun.kernel.labels.actions import define_label, put_label
from shequyun.kernel.labels.queries import labellings_of
from shequyun.kernel.organisations.actions import enter_organisation
from shequyun.kernel.places.actions import parent_code
from shequyun.kernel.places.models import Area
from shequyun.kernel.residents.actions import Paper, correct, enter, merge
from shequyun.kernel.residents.queries import page_of
from shequyun.programmes.deputies.actions import (
    Draft,
    Plan,
    Said,
    draft_suggestion,
    enter_deputy,
    enter_station,
    plan_session,
    record_opinion,
    start_session,
    write_report,
)
from shequyun.programmes.vaccination.actions import record_dose, record_remark

DAY = date(2026, 3, 1)
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000002000000020802000000fdd49a730000001649444154789c633c2122c2c0c0"
    "c0c4c0c0c0c0c000000c1e00f4f79b35490000000049454e44ae426082"
)


@dataclass(frozen=True)
class Community:
    """Keys of one of each thing."""

    code: str
    building: UUID
    dwelling: UUID
    other_dwelling: UUID
    resident: UUID
    other_resident: UUID
    document: UUID
    stay: UUID
    household: UUID
    organisation: UUID
    discrepancy: UUID
    merge: UUID
    upload: UUID
    view: UUID
    cohort: UUID
    label: UUID
    labelling: UUID
    dose: UUID
    vaccine_reason: UUID
    attachment: UUID
    ledger: str
    device: UUID
    conflict: UUID
    case: UUID


def make_community(actor: Actor) -> Community:
    """Enter it all as a committee head would; the actor's area must be a committee."""
    building, first, second = new_id(), new_id(), new_id()
    plant_areas(actor.area)
    with entered(actor.scope):
        observe(actor, _places(actor.area, building, first, second), source="police", observed_on=DAY)
    one = _resident(actor, first, "张建国", "11010519491231002X", ("living", "hukou"))
    two = _resident(actor, second, "李梅", "440524188001010014", ("living",))
    three = _resident(actor, second, "李梅", "", ("living",))
    label = define_label(actor, name="常来", short="常来", meaning="常来居委会的居民", owner="居委会")
    put_label(actor, label, subject_ids=[one])
    cohort = save_cohort(actor, name="老人", condition={"field": "age", "op": "ge", "value": 60})
    merged = merge(actor, two, absorbed_id=three, reason="同一人")
    with entered(actor.scope):
        page = page_of(actor, one, on=DAY)
    correct(actor, one, values={"name": "张建果"}, base_version=page.resident.version, source="ledger")
    return Community(
        actor.area, building, first, second, one, two, page.documents[0][0].pk, page.stays[0].pk,
        page.stays[0].household_id,
        enter_organisation(actor, building, values={"name": "恒丰便民服务部", "kind": "sole"}),
        _discrepancy(actor), merged,
        upload(actor, file_name="一.csv", content="姓名,现住址\n王五,恒丰路610弄3号101\n".encode(), source="ledger", observed_on=DAY),
        save_view(actor, page="residents", name="老人", query="age_from=60"),
        cohort, label, _labelling(actor, one),
        record_dose(actor, two, product="flu_split", given_on=DAY).dose_id,
        record_remark(actor, two, vaccine="zoster", kind="refuses", reason="自费"),
        attach(actor, first, subject_kind="dwelling", name="门.png", content=PICTURE),
        keep_ledger(actor, name="常来居民", condition={"all": []}, purpose="联系"),
        *_phone(actor, second),
        register(actor, intake=Intake(words="楼道里堆满了纸板", resident_id=one)),
    )  # fmt: skip


def plant_areas(committee: str) -> None:
    """The area tree down to one committee."""
    for length, level in ((2, "city"), (6, "district"), (9, "subdistrict"), (12, "committee")):
        code = committee[:length]
        Area.objects.get_or_create(code=code, defaults={"name": code, "level": level, "parent_id": parent_code(code)})


def work_of(actor: Actor, here: Community) -> dict[str, UUID]:
    """A drive with an open task, a visit with a promise, a line of the list of matters, a form and its filling; kept apart
    from the rest, because visits confirm people and forms are read in a process of their own."""
    form = enter_form(actor, file_name="高龄.xlsx", content=made(aged))
    visit = record_visit(
        actor, dwelling_id=here.dwelling, resident_ids=[here.resident], outcome="met",
        promises=[Promised("送表格", timezone.localdate())],
    )  # fmt: skip
    drive = share_out(
        actor,
        matter="elder_care",
        title="关爱巡访",
        subject_kind="dwelling",
        subject_ids=[here.dwelling],
        fields=["remark"],
    )
    survey = enter_survey(
        actor, file_name="意愿.xlsx", content=survey_form(), purpose="了解意愿", ground="养老服务条例"
    )
    (publication,) = publish(actor, survey)
    with entered(actor.scope):
        answer = take_answer(
            actor, publication, instance_id=new_id(), resident_id=here.resident, answers={"more": "无"}, way="collect"
        )
        return {
            **listening_of(actor, here),
            "form": form,
            "filling": fill_form(actor, form, condition={"all": []}),
            "survey": survey,
            "publication": publication,
            "answer": answer.pk,
            "drive": drive,
            "task": open_tasks(actor)[0].pk,
            "visit": visit,
            "promise": promises_from(actor, [visit])[visit][0].pk,
            "matter": matters(actor, on=timezone.localdate())[0].pk,
        }


def listening_of(actor: Actor, here: Community) -> dict[str, UUID]:
    """A session of a deputy with an opinion, a suggestion made of it, and a report."""
    deputy = enter_deputy(actor, name="沈代表", congress="city")
    station = enter_station(actor, name="联系点", kind="point", place="恒丰路610弄1号")
    session = plan_session(actor, plan=Plan("公共卫生", timezone.localdate(), [deputy], station_id=station))
    start_session(actor, session)
    opinion = record_opinion(actor, session, said=Said("楼道灯不亮", resident_id=here.resident))
    return {
        "deputy": deputy,
        "station": station,
        "session": session,
        "opinion": opinion,
        "suggestion": draft_suggestion(actor, [opinion], title="照明", power="subdistrict", proposal="更换"),
        "opinion_report": write_report(actor, draft=Draft("照明", "灯坏", "无人修", "设资金", "王社工")),
    }


def _phone(actor: Actor, dwelling: UUID) -> tuple[UUID, UUID]:
    """A phone, and the receipt of what it said against somebody else: 李梅 lives there already, with another phone."""
    made = enrol_device(actor, community=actor.area, name="红米")
    with entered(actor.scope):
        device = device_of(actor, made.device_id)
        said = {
            "id": str(new_id()), "kind": "enter", "subject": None, "base_version": None, "claimed_at": f"{DAY}T09:00:00",
            "values": {"name": "李梅", "phone": "13999999999", "dwelling": str(dwelling)},
        }  # fmt: skip
        return device.pk, play(actor, device, [said])[0].pk


def _labelling(actor: Actor, resident: UUID) -> UUID:
    with entered(actor.scope):
        return labellings_of(actor, resident)[0].pk


def _discrepancy(actor: Actor) -> UUID:
    with entered(actor.scope):
        return discrepancies(actor)[0].pk


def _resident(actor: Actor, dwelling: UUID, name: str, number: str, kinds: tuple[str, ...]) -> UUID:
    paper = Paper("mainland_id", number) if number else None
    values = {"name": name, "sex": "1", "phone": "13800001234", "birth_date": date(1949, 12, 31)}
    return enter(
        actor,
        values=values,
        dwelling_id=dwelling,
        kinds=kinds,
        paper=paper,
        from_date=date(2020, 1, 1),
        source="police",
    )


def _places(code: str, building: UUID, first: UUID, second: UUID) -> list[Say]:
    door = {
        "door": "恒丰路610弄3号",
        "road": "恒丰路",
        "lane": "610",
        "number": "3",
        "sort_key": "恒丰路00610弄00003号",
    }
    home = {"building_id": building, "floor": 1}
    return [
        Say("building", code, {"floors": 6, "kind": "walkup"}, subject_id=building, new=True, fixed=door),
        Say("dwelling", code, {"use": "home"}, subject_id=first, new=True,
            fixed=home | {"address": "恒丰路610弄3号101", "room": "101", "sort_key": "1"}),
        Say("dwelling", code, {"use": "home"}, subject_id=second, new=True,
            fixed=home | {"address": "恒丰路610弄3号102", "room": "102", "sort_key": "2"}),
    ]  # fmt: skip
