"""Cases that belong together: duplicates merged, one case split in two, what a case is about."""

from dataclasses import replace
from uuid import UUID

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from shequyun.base.action import action
from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, NotNow
from shequyun.engines.cases.actions.looking import hush_tasks
from shequyun.engines.cases.actions.recording import handled, happen, open_case, settle
from shequyun.engines.cases.actions.registering import Intake, register
from shequyun.engines.cases.choices import Happened
from shequyun.engines.cases.models import Case, Link
from shequyun.engines.cases.queries.seeing import case_of
from shequyun.kernel.organisations.queries import organisation_of
from shequyun.kernel.places.queries import building_of, dwelling_of
from shequyun.kernel.residents.queries import resident_of


class SameCase(BadInput):
    code = "cases.same_case"
    sentence = _("A case cannot be merged into itself. Choose the other one.")


class ElsewhereCase(NotNow):
    code = "cases.elsewhere"
    sentence = _("Case %(number)s belongs to another committee; only cases of one committee are merged.")


@action("cases.merge", right="cases.work")
def merge(actor: Actor, case_id: UUID, *, into: UUID, words: str = "") -> None:
    """This case is the same as another: it ends, the other goes on for both authors. Each of them is told on their own page.

    Merged into an ordinary case, a sensitive one makes it sensitive. The author of this one reads from now on how the
    other one stands; nobody learns who the other author is.
    """
    if case_id == into:
        raise SameCase()
    case, other = handled(actor, case_id), open_case(actor, into)
    if case.community != other.community:
        raise ElsewhereCase(number=other.number)
    told = _now("Your matter is handled together with others of the same kind. You can still follow its progress here.")
    happen(actor, case, Happened.MERGED, words or told, to_resident=not words, into=str(other.pk), number=other.number)
    if words:
        happen(actor, case, Happened.ANSWERED, told, to_resident=True)
    happen(actor, other, Happened.ABSORBED, words, case=str(case.pk), number=case.number)
    if case.sensitive and not other.sensitive:
        happen(actor, other, Happened.SENSITIVE, _now("A sensitive case has been merged into this one."), on=True)
        hush_tasks(actor, other)
    for one in Link.objects.visible_to(actor).filter(case_id=case.pk):
        linked(other, one.subject_kind, one.subject_id, one.name)
    settle(actor, case, "merge", into=other.number)
    settle(actor, other, "absorb", case=case.number)


@action("cases.split", right="cases.register")
def split(actor: Actor, case_id: UUID, *, intake: Intake) -> UUID:
    """A second matter that came with the first one becomes a case of its own, of the same author and place."""
    case = handled(actor, case_id)
    same = replace(
        intake, resident_id=case.resident_id, caller_name=case.caller_name, dwelling_id=case.dwelling_id,
        building_id=None if case.dwelling_id else case.building_id, channel=case.channel,
        place="" if case.building_id else case.place, anonymous=case.who == "anonymous",
        data={"from": str(case.pk), "number": case.number}, sensitive=intake.sensitive or case.sensitive,
    )  # fmt: skip
    key = register(actor, intake=same)
    fresh = case_of(actor, key)
    happen(actor, case, Happened.SPLIT, "", into=str(key), number=fresh.number)
    linked(case, "case", key, fresh.number)
    linked(fresh, "case", case.pk, case.number)
    settle(actor, case, "split", into=fresh.number)
    return key


SUBJECTS = {
    "resident": (resident_of, "name"), "dwelling": (dwelling_of, "address"), "building": (building_of, "door"),
    "organisation": (organisation_of, "name"), "case": (case_of, "number"),
}  # fmt: skip


@action("cases.link", right="cases.work")
def link(actor: Actor, case_id: UUID, *, subject_kind: str, subject_id: UUID, words: str = "") -> None:
    """The case is also about a person, a home, a building, an organisation, or belongs with another case. Linking twice is
    once; refuses what is out of sight."""
    case = handled(actor, case_id)
    if subject_kind not in SUBJECTS:
        raise BadInput()
    seen, name = SUBJECTS[subject_kind]
    subject = seen(actor, subject_id)
    fresh = linked(case, subject_kind, subject_id, getattr(subject, name))
    if fresh:
        happen(actor, case, Happened.LINKED, words, kind=subject_kind, id=str(subject_id), name=getattr(subject, name))
    settle(actor, case, "link", kind=subject_kind)


def linked(case: Case, kind: str, key: UUID, name: str) -> bool:
    """Tie a case to something; whether it was not yet."""
    _one, fresh = Link.objects.get_or_create(
        community=case.community, case_id=case.pk, subject_kind=kind, subject_id=key, defaults={"name": name[:120]}
    )
    return fresh
