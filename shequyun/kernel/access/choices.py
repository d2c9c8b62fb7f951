"""Rights and roles. Roles are data; this is what a new installation starts with."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

RIGHTS: dict[str, Any] = {
    "residents.read": _("See residents"),
    "residents.enter": _("Enter residents"),
    "residents.correct": _("Correct residents"),
    "residents.move": _("Record moves and deaths"),
    "residents.merge": _("Merge records of one person"),
    "residents.reveal": _("See whole numbers, with a reason"),
    "residents.export": _("Export lists, with a reason"),
    "households.change": _("Split and merge households"),
    "dwellings.read": _("See homes and buildings"),
    "dwellings.correct": _("Correct homes"),
    "buildings.correct": _("Correct buildings"),
    "areas.change": _("Open and close grids"),
    "areas.reorganise": _("Merge committees and move buildings between them"),
    "organisations.read": _("See organisations"),
    "organisations.correct": _("Correct organisations"),
    "intake.preview": _("Upload and preview workbooks"),
    "intake.commit": _("Commit workbooks"),
    "intake.undo": _("Undo batches"),
    "discrepancies.settle": _("Settle discrepancies"),
    "views.share": _("Share saved views"),
    "labels.put": _("Add and remove labels"),
    "labels.define": _("Change the dictionary of labels"),
    "labels.see_sensitive": _("See sensitive labels"),
    "attachments.attach": _("Attach and remove files"),
    "tasks.read": _("See tasks, visits and promises"),
    "tasks.share": _("Share lists out as tasks"),
    "tasks.work": _("Work on tasks and hand over one's own"),
    "tasks.reassign": _("Re-assign anybody's tasks"),
    "tasks.refuse": _("Refuse tasks that are not on the list"),
    "tasks.approve": _("Approve tasks from above the subdistrict"),
    "matters.change": _("Change the list of matters"),
    "visits.record": _("Record visits"),
    "promises.make": _("Make and keep promises"),
    "cases.read": _("See cases"),
    "cases.register": _("Register what residents bring"),
    "cases.work": _("Work on cases"),
    "cases.call_back": _("Call back and re-open cases"),
    "cases.lead": _("Assign cases and decide on time limits"),
    "cases.follow": _("Follow one's own case by its code"),
    "hotline.hand_in": _("Hand answers in to the hotline, with a reason"),
    "open311.read": _("Read public data through Open311"),
    "open311.bring": _("Submit matters through Open311"),
    "open311.manage": _("Open an area through Open311 and issue keys"),
    "ledgers.read": _("See ledgers and the catalogue of forms"),
    "ledgers.fill": _("Fill forms and take ledgers, masked"),
    "ledgers.whole": _("Fill forms with whole numbers, with a reason"),
    "ledgers.define": _("Make and change ledgers"),
    "forms.define": _("Enter forms and set the meaning of their columns"),
    "forms.decide": _("Approve, refuse, merge and retire forms"),
    "coverage.read": _("See coverage and freshness"),
    "vaccination.read": _("See who is vaccinated and who is due"),
    "vaccination.record": _("Record doses"),
    "vaccination.see_reasons": _("See and record why somebody is not vaccinated"),
    "deputies.read": _("See deputies, sessions, suggestions and reports"),
    "deputies.record": _("Hold sessions, record and sort opinions, inform authors"),
    "deputies.see_names": _("See who gave an opinion"),
    "deputies.hand_in": _("Hand suggestions and reports in"),
    "deputies.report": _("Write public-opinion reports"),
    "deputies.manage": _("Enter deputies and their stations"),
    "surveys.read": _("See collection forms and their answers"),
    "surveys.define": _("Upload collection forms"),
    "surveys.publish": _("Publish and close collection forms"),
    "field.use": _("Work at the door with a phone"),
    "field.settle": _("Settle conflicts of the door"),
    "devices.revoke": _("Revoke phones"),
    "facts.read_dictionary": _("Read the field dictionary"),
    "facts.change_rules": _("Change trust rules and the dictionary's notes on fields"),
    "audit.read": _("Read the audit trail"),
    "audit.verify": _("Verify the audit trail"),
    "staff.manage": _("Manage accounts"),
    "posts.manage": _("Assign posts"),
    "roles.manage": _("Change roles"),
}

_READ = [
    "residents.read",
    "dwellings.read",
    "organisations.read",
    "coverage.read",
    "facts.read_dictionary",
    "tasks.read",
    "ledgers.read",
]
_WORK = [
    *_READ,
    "residents.enter",
    "residents.correct",
    "residents.move",
    "residents.reveal",
    "households.change",
    "dwellings.correct",
    "organisations.correct",
    "intake.preview",
    "discrepancies.settle",
    "field.use",
    "field.settle",
    "labels.put",
    "labels.see_sensitive",
    "attachments.attach",
    "tasks.share",
    "tasks.work",
    "visits.record",
    "promises.make",
    "cases.read",
    "cases.register",
    "cases.work",
    "cases.call_back",
    "hotline.hand_in",
    "vaccination.read",
    "vaccination.record",
    "vaccination.see_reasons",
    "deputies.read",
    "deputies.record",
    "deputies.see_names",
    "deputies.report",
    "surveys.read",
    "surveys.define",
    "ledgers.fill",
    "ledgers.define",
    "forms.define",
]
_LEAD = [
    *_WORK,
    "residents.merge",
    "residents.export",
    "buildings.correct",
    "areas.change",
    "intake.commit",
    "intake.undo",
    "views.share",
    "deputies.hand_in",
    "deputies.manage",
    "surveys.publish",
    "devices.revoke",
    "labels.define",
    "tasks.reassign",
    "cases.lead",
    "ledgers.whole",
    "forms.decide",
]


@dataclass(frozen=True)
class RoleSeed:
    """A role as a new installation has it. `level` is how many digits its areas have; 0: any."""

    code: str
    name: Any
    level: int
    rights: list[str]
    second_factor: bool = False


ROLES = [
    RoleSeed("committee_worker", _("Committee worker"), 12, [*_WORK, "intake.commit"]),
    RoleSeed("committee_head", _("Committee head"), 12, [*_LEAD, "tasks.refuse"]),
    RoleSeed(
        "subdistrict_officer",
        _("Subdistrict officer"),
        9,
        [*_LEAD, "tasks.approve", "matters.change", "areas.reorganise", "open311.manage"],
    ),
    RoleSeed(
        "district_officer",
        _("District officer"),
        6,
        [*_READ, "deputies.read", "residents.export", "views.share", "tasks.share"],
    ),
    RoleSeed("city_officer", _("City officer"), 2, ["coverage.read", "facts.read_dictionary"]),
    RoleSeed(
        "system_admin",
        _("System administrator"),
        0,
        ["staff.manage", "areas.reorganise", "facts.read_dictionary"],
        True,
    ),
    RoleSeed(
        "security_admin",
        _("Security administrator"),
        0,
        ["posts.manage", "roles.manage", "facts.read_dictionary", "facts.change_rules"],
        True,
    ),
    RoleSeed("audit_admin", _("Audit administrator"), 0, ["audit.read", "audit.verify"], True),
]
ROLE_NAMES = {role.code: role.name for role in ROLES}

# GB/T 22239-2019 keeps system, security and audit administration apart: nobody holds two of them.
ADMINISTRATORS = frozenset({"system_admin", "security_admin", "audit_admin"})
