"""Where one person, or everybody in a home or building, stands today, with why."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from shequyun.base.actor import Actor
from shequyun.base.errors import NotVisible
from shequyun.kernel.residents.queries import residents
from shequyun.programmes.vaccination.choices import ADULT, HELD, VACCINES, State, products
from shequyun.programmes.vaccination.models import Dose, VaccineRemark
from shequyun.programmes.vaccination.queries.schedules import rules_by_vaccine
from shequyun.programmes.vaccination.rules.standing import Facts, Given, Held, Standing, last_held, standing

SEE_REASONS = "vaccination.see_reasons"


@dataclass(frozen=True)
class OfVaccine:
    """One vaccine of one person: where they stand, what they received, what speaks against it (with the right)."""

    vaccine: str
    standing: Standing
    doses: list[Dose]
    remarks: list[VaccineRemark]
    hidden: bool = False

    @property
    def label(self) -> Any:
        return VACCINES[self.vaccine].label

    @property
    def short(self) -> Any:
        return VACCINES[self.vaccine].short

    @property
    def holding(self) -> VaccineRemark | None:
        """What holds them back now."""
        return next((one for one in self.remarks if one.to_date is None), None)


def standings(
    actor: Actor, people: Collection[Any], *, on: date, vaccines: Collection[str] = tuple(VACCINES)
) -> dict[UUID, dict[str, OfVaccine]]:
    """Where people (residents in sight) stand on a day, by resident and vaccine, in three queries."""
    keys = [person.pk for person in people]
    doses, remarks = _of(Dose, actor, keys, withdrawn_on=None), _of(VaccineRemark, actor, keys)
    rules = rules_by_vaccine()
    return {
        person.pk: {
            vaccine: _standing(
                actor, person, vaccine, rules, doses[person.pk, vaccine], remarks[person.pk, vaccine], on
            )
            for vaccine in vaccines
        }
        for person in people
    }


def _standing(
    actor: Actor, person: Any, vaccine: str, rules: Any, doses: list[Dose], remarks: list[VaccineRemark], on: date
) -> OfVaccine:
    given = tuple(Given(one.given_on, platform_of(one.product)) for one in doses)
    held = tuple(Held(one.kind, one.from_date, last_held(one.until, one.to_date)) for one in remarks)
    now = standing(rules.get(vaccine, ()), Facts(person.birth_date, given, held, VACCINES[vaccine].known), on)
    if actor.can(SEE_REASONS):
        return OfVaccine(vaccine, now, doses, remarks)
    hidden = now.state in HELD
    return OfVaccine(vaccine, replace(now, state=State.NOTHING) if hidden else now, doses, [], hidden)


def platform_of(product: str) -> str:
    """The platform of a product's code."""
    return products()[product].platform if product in products() else "other"


def _of(table: Any, actor: Actor, keys: Collection[UUID], **more: Any) -> dict[tuple[UUID, str], list[Any]]:
    found: dict[tuple[UUID, str], list[Any]] = defaultdict(list)
    for one in table.objects.visible_to(actor).filter(resident_id__in=keys, **more).order_by("pk"):
        found[one.resident_id, one.vaccine].append(one)
    for lines in found.values():
        lines.sort(key=lambda one: getattr(one, "given_on", None) or one.from_date)
    return found


def of_person(actor: Actor, person: Any, *, on: date) -> list[OfVaccine]:
    """Every vaccine that says something about a person: those of adults, and whatever is due, received or unknown."""
    found = standings(actor, [person], on=on)[person.pk]
    return [
        one
        for vaccine, one in found.items()
        if one.doses or one.remarks or one.standing.state != State.NOTHING or (vaccine in ADULT and one.hidden)
    ]


def dose_of(actor: Actor, dose_id: UUID) -> Dose:
    """One dose with its resident. Out of sight is 404."""
    found = Dose.objects.visible_to(actor).select_related("resident").filter(pk=dose_id).first()
    if found is None:
        raise NotVisible()
    return found


def doses_ever(actor: Actor, resident_id: UUID) -> list[Dose]:
    """Every dose ever said of somebody, withdrawn ones too."""
    return list(Dose.objects.visible_to(actor).filter(resident_id=resident_id).order_by("given_on", "pk"))


def at_home(actor: Actor, dwelling_id: UUID) -> list[Any]:
    """Everybody who lives in a home, by age."""
    found = residents(actor).filter(dwelling_id=dwelling_id, living_here=True, death_date=None)
    return list(found.order_by("birth_date", "pk"))


def usual_product(doses: Collection[Dose], vaccine: str) -> str:
    """What the next dose most likely is: what they received last, else the first product of the vaccine."""
    last = max(doses, key=lambda one: one.given_on, default=None)
    return last.product if last else next(code for code, one in products().items() if one.vaccine == vaccine)
