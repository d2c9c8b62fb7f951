"""Vaccination on the pages of a person and a home: where they stand and why, doses, and recording the next."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from shequyun.faces.workbench.panels import Happening
from shequyun.kernel.facts.queries import origins
from shequyun.programmes.vaccination import queries
from shequyun.programmes.vaccination.choices import ADULT, CALLED, PRODUCTS, VACCINES, State, products
from shequyun.programmes.vaccination.queries import OfVaccine
from shequyun.programmes.vaccination.rules.wording import why

TONES = {
    State.DUE: "warn", State.BOOSTER: "warn", State.OVERDUE: "bad", State.COMPLETE: "ok", State.MAY_NOT: "info",
    State.REFUSES: "info",
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One vaccine as a panel shows it: the standing, the sentence, and what the next dose most likely is."""

    of: OfVaccine
    words: str
    tone: str
    called: bool
    product: str
    choices: list[tuple[str, Any]]


def line_of(found: OfVaccine) -> Line:
    """A vaccine of a person, ready to be shown."""
    words = _("The reason is not shown to your post.") if found.hidden else why(found.standing)
    state = found.standing.state
    return Line(
        found,
        words,
        TONES.get(state, ""),
        state in CALLED,
        queries.usual_product(found.doses, found.vaccine),
        choices_of(found.vaccine),
    )


def choices_of(vaccine: str = "") -> list[tuple[str, Any]]:
    """(code, name) of the products of a vaccine, or of all."""
    return [(code, name) for code, name in PRODUCTS.items() if not vaccine or products()[code].vaccine == vaccine]


def of_person(request: HttpRequest, resident: Any) -> dict[str, Any] | None:
    """Every vaccine that says something about a resident."""
    if resident.merged_into or resident.death_date:
        return None
    found = queries.of_person(request.actor, resident, on=timezone.localdate())
    known = origins({dose.batch_id for one in found for dose in one.doses})
    sources = {dose.pk: known.get(str(dose.batch_id)) for one in found for dose in one.doses}
    return {
        "resident": resident,
        "lines": [line_of(one) for one in found],
        "sources": sources,
        "today": timezone.localdate(),
    }


def at_home(request: HttpRequest, dwelling: Any) -> dict[str, Any] | None:
    """Everybody in a home, with what is due for them: a dose is marked with one click."""
    people = queries.at_home(request.actor, dwelling.pk)
    if not people:
        return None
    found = queries.standings(request.actor, people, on=timezone.localdate(), vaccines=ADULT)
    rows = [(person, [line_of(one) for one in found[person.pk].values() if _shown(one)]) for person in people]
    return {"dwelling": dwelling, "rows": rows, "today": timezone.localdate()}


def _shown(one: OfVaccine) -> bool:
    return bool(one.doses) or one.standing.state not in (State.NOTHING, State.YOUNG)


def happenings(request: HttpRequest, resident: Any) -> list[Happening]:
    """Doses on the day they were given."""
    doses = queries.doses_ever(request.actor, resident.pk)
    known = origins({dose.batch_id for dose in doses})
    return [_told(dose, known.get(str(dose.batch_id))) for dose in doses]


def _told(dose: Any, origin: Any) -> Happening:
    at = timezone.make_aware(datetime.combine(dose.given_on, time(12)))
    title = _("Vaccinated: %(name)s") % {"name": PRODUCTS.get(dose.product, VACCINES[dose.vaccine].label)}
    lines = tuple(
        filter(None, (dose.site, _("Withdrawn: %(why)s") % {"why": dose.withdrawn_why} if dose.withdrawn_on else ""))
    )
    return Happening(at, title, lines, origin.source_name if origin else "")
