"""The catalogue: the forms that an actor sees, the state of each, and the evidence for and against it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from shequyun.base.actor import Actor
from shequyun.base.errors import NotVisible
from shequyun.base.scope import above
from shequyun.engines.intake.rules.headers import folded
from shequyun.engines.ledgers.choices import CLOSED, TIMES_A_YEAR, Cycle, Decided, FormState
from shequyun.engines.ledgers.models import Decision, Filling, Form
from shequyun.engines.ledgers.rules.titles import KEPT_BLANK

NO_WORK = frozenset(
    {"serial", "filled_on", "filled_by", "filled_year", "filled_month", "filled_day"}
)  # columns that cost nobody anything


@dataclass(frozen=True)
class Asked:
    """One column of a form: its title, its meaning ("" where the register holds none), and a key to compare it by."""

    title: str
    meaning: str
    by_hand: bool = False

    @property
    def key(self) -> str:
        return self.meaning or folded(self.title)


@dataclass(frozen=True)
class Shared:
    """Another form that asks some of the same columns."""

    form: Form
    titles: list[str]
    share: int


@dataclass
class Evidence:
    """A form with what speaks for and against it. Hours are of the whole area, a year."""

    form: Form
    state: FormState
    decision: Decision | None
    columns: list[Asked]
    rows: int
    times: int
    shared: list[Shared] = field(default_factory=list)

    @property
    def held(self) -> list[Asked]:
        return [one for one in self.columns if one.meaning]

    @property
    def not_held(self) -> list[Asked]:
        return [one for one in self.columns if not one.meaning]

    @property
    def percent(self) -> int:
        return round(100 * len(self.held) / len(self.columns)) if self.columns else 0

    @property
    def hours_saved(self) -> float:
        return hours(len(self.held), self.rows, self.times)

    @property
    def hours_left(self) -> float:
        return hours(len(self.not_held), self.rows, self.times)

    @property
    def closed(self) -> bool:
        return self.state in CLOSED

    @property
    def asked_elsewhere(self) -> list[Asked]:
        """Columns that another form in use asks, too."""
        others = {title for one in self.shared for title in one.titles}
        return [one for one in self.columns if one.title in others]


def hours(columns: int, rows: int, times: int) -> float:
    """Columns x lines x seconds a cell x times a year, in hours; the seconds are a setting."""
    return round(columns * rows * settings.LEDGER_SECONDS_PER_CELL * times / 3600, 1)


def forms(actor: Actor) -> list[Form]:
    """Forms of the actor's area, of the areas above it and of those within it, without their files."""
    if not actor.area:
        return []
    found = Form.objects.filter(Q(area__in=above(actor.area)) | Q(area__gte=actor.scope.lo, area__lt=actor.scope.hi))
    return list(found.defer("content").prefetch_related("decisions").order_by("department", "name", "pk"))


def form_of(actor: Actor, form_id: UUID | str) -> Form:
    """One form. Out of sight is 404."""
    found = next((one for one in forms(actor) if str(one.pk) == str(form_id)), None)
    if found is None:
        raise NotVisible()
    return found


def same_form(actor: Actor, signature: str) -> Form | None:
    """The form with these very sheets and titles: of the own area before those around it."""
    found = [one for one in forms(actor) if one.signature == signature]
    return min(found, key=lambda one: (one.area != actor.area, -len(one.area)), default=None)


def decision_of(actor: Actor, form: Form) -> Decision | None:
    """The newest decision that holds in the actor's area."""
    holds = [one for one in form.decisions.all() if actor.area.startswith(one.area)]
    return max(holds, key=lambda one: (one.at, str(one.pk)), default=None)


def state_of(form: Form, decision: Decision | None, *, today: date) -> FormState:
    """The state that follows from decisions and approval: nothing is stored."""
    closed = {Decided.REFUSED: FormState.REFUSED, Decided.MERGED: FormState.MERGED, Decided.RETIRED: FormState.RETIRED}
    if decision is not None and decision.what in closed:
        return closed[Decided(decision.what)]
    if form.valid_to and form.valid_to < today:
        return FormState.LAPSED
    approved = form.approval or (decision is not None and decision.what == Decided.APPROVED)
    return FormState.IN_USE if approved else FormState.NOT_APPROVED


def asked(form: Form) -> list[Asked]:
    """Every column or blank that a form asks, running numbers and the like left out; each title once."""
    found: dict[str, Asked] = {}
    for place, columns in columns_of(form).items():
        meant: Mapping[str, str] = form.mapping.get(place, {})
        for column in columns:
            meaning = meant.get(str(column["index"]), "")
            if meaning not in NO_WORK:
                parts = [folded(part) for part in column["title"].split("/")]
                by_hand = not meaning and any(part in KEPT_BLANK for part in [*parts, folded(column["title"])])
                found.setdefault(column["title"], Asked(column["title"], meaning, by_hand))
    return list(found.values())


def columns_of(form: Form) -> dict[str, list[dict[str, Any]]]:
    """Sheet (as text) -> its columns; a Word form has one sheet of blanks."""
    if "blanks" in form.layout:
        return {"0": form.layout["blanks"]}
    return {str(index): sheet["columns"] for index, sheet in enumerate(form.layout.get("sheets", []))}


def catalogue(actor: Actor, *, today: date) -> list[Evidence]:
    """Every form with its evidence, those in use first."""
    known = forms(actor)
    rows = _rows(actor, known)
    found = [_evidence(actor, one, rows, today) for one in known]
    _compare(found)
    return sorted(found, key=lambda one: (one.closed, one.form.department, one.form.name))


def evidence_of(actor: Actor, form_id: UUID, *, today: date) -> Evidence:
    """One form with its evidence. Out of sight is 404."""
    found = next((one for one in catalogue(actor, today=today) if one.form.pk == form_id), None)
    if found is None:
        raise NotVisible()
    return found


def _rows(actor: Actor, known: Sequence[Form]) -> dict[UUID, int]:
    """How many lines each form had when it was filled last, in the actor's area."""
    found = Filling.objects.visible_to(actor).filter(form__in=[one.pk for one in known])
    return dict(found.order_by("at").values_list("form_id", "count"))


def _evidence(actor: Actor, form: Form, rows: Mapping[UUID, int], today: date) -> Evidence:
    decision = decision_of(actor, form)
    lines = rows.get(form.pk) or form.expected_rows
    return Evidence(
        form, state_of(form, decision, today=today), decision, asked(form), lines, TIMES_A_YEAR[Cycle(form.cycle)]
    )


def _compare(found: Sequence[Evidence]) -> None:
    """Which other forms that are not closed ask the same columns, the most alike first."""
    keys = [{one.key for one in each.columns if not one.by_hand} for each in found]
    for index, each in enumerate(found):
        for other, theirs in zip(found, keys, strict=True):
            common = keys[index] & theirs
            if other is each or other.closed or len(common) < 2:
                continue
            titles = [one.title for one in each.columns if one.key in common]
            each.shared.append(Shared(other.form, titles, round(100 * len(common) / max(len(keys[index]), 1))))
        each.shared.sort(key=lambda one: -one.share)


@dataclass(frozen=True)
class Totals:
    """The catalogue in numbers: forms not closed, how often a year, columns, how many are asked twice, hours."""

    forms: int
    closed: int
    unapproved: int
    times: int
    columns: int
    twice: int
    hours_saved: float
    hours_left: float


def totals(found: Iterable[Evidence]) -> Totals:
    """The catalogue in numbers."""
    every = list(found)
    in_use = [one for one in every if not one.closed]
    return Totals(
        len(in_use), len(every) - len(in_use),
        sum(one.state in (FormState.NOT_APPROVED, FormState.LAPSED) for one in in_use),
        sum(one.times for one in in_use), sum(len(one.columns) for one in in_use),
        sum(len(one.asked_elsewhere) for one in in_use),
        round(sum(one.hours_saved for one in in_use), 1), round(sum(one.hours_left for one in in_use), 1),
    )  # fmt: skip
