"""What screening can ask of vaccination. A state is looked up in the spans by index; who has none is judged by age."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from shequyun.base.actor import Actor
from shequyun.engines.cohorts.queries.criteria import between_or, on_date
from shequyun.engines.cohorts.rules.criteria import Criterion, Kind, register
from shequyun.engines.worklist.queries.visits import taken_back
from shequyun.programmes.vaccination.choices import ADULT, CHILD, HELD, VACCINES, Course, State
from shequyun.programmes.vaccination.models import Coming, Span
from shequyun.programmes.vaccination.queries.schedules import rules_by_vaccine
from shequyun.programmes.vaccination.rules.spans import births

GROUP = _("Vaccination")


def spans_on(vaccine: str, on: date) -> Any:
    """The span of the resident asked about that holds on a day."""
    return Span.objects.filter(
        Q(until=None) | Q(until__gt=on),
        community=OuterRef("community"),
        resident=OuterRef("pk"),
        vaccine=vaccine,
        from_date__lte=on,
    )


def stands(vaccine: str, states: Iterable[str], on: date) -> Q:
    """Residents who stand in one of the states on a day, as a part of a query on residents."""
    wanted = [State(state) for state in states]
    spans = spans_on(vaccine, on)
    silent = _silent(vaccine, wanted, on)
    return Q(Exists(spans.filter(state__in=wanted))) | (Q(~Exists(spans)) & silent)


def _silent(vaccine: str, states: Iterable[State], on: date) -> Q:
    """Those of whom nothing is known, by date of birth."""
    ranges, unknown = births(rules_by_vaccine().get(vaccine, ()), on, states, known=VACCINES[vaccine].known)
    found = Q(birth_date=None) if unknown else Q(pk__in=[])
    for after, until in ranges:
        part = Q(birth_date__isnull=False)
        if after is not None:
            part &= Q(birth_date__gt=after)
        if until is not None:
            part &= Q(birth_date__lte=until)
        found |= part
    return found


COURSES: Mapping[str, Q] = {
    Course.BEGUN: Q(doses__gt=0, full=False),
    Course.FULL: Q(full=True, boosts=0),
    Course.BOOSTED: Q(boosts__gt=0),
}


def came(vaccine: str, courses: Iterable[str], on: date) -> Q:
    """Residents who have come so far on a day: not vaccinated, begun, full course, boosted."""
    spans, found = spans_on(vaccine, on), Q(pk__in=[])
    for course in courses:
        if course == Course.NONE:
            found |= Q(~Exists(spans.filter(doses__gt=0)))
        else:
            found |= Q(Exists(spans.filter(COURSES[course])))
    return found


def _in(condition: Q, op: str) -> Q:
    return ~condition if op == "not_in" else condition


def _states(actor: Actor | None) -> Mapping[str, Any]:
    if actor is None or actor.can("vaccination.see_reasons"):
        return dict(State.choices)
    return {code: label for code, label in State.choices if code not in HELD}


def _of_child(op: str, value: list[str], today: date) -> Q:
    found = Q(pk__in=[])
    for vaccine in CHILD:
        found |= stands(vaccine, value, today)
    return _in(found, op)


def _words(short: Any, labels: Mapping[str, Any]) -> Any:
    def say(op: str, value: Any) -> Any:
        said = _(", ").join(str(labels.get(one, one)) for one in value)
        form = _("%(vaccine)s: %(what)s") if op == "in" else _("%(vaccine)s: not %(what)s")
        return form % {"vaccine": short, "what": said}

    return say


def _of_vaccine(vaccine: str) -> tuple[Criterion, ...]:
    label, short = VACCINES[vaccine].label, VACCINES[vaccine].short
    course = Criterion(
        f"course_{vaccine}", GROUP, label, Kind.CODE,
        lambda op, value, today: _in(came(vaccine, value, today), op), ("in", [Course.NONE.value]),
        codes=dict(Course.choices), words=_words(short, dict(Course.choices)), right="vaccination.read",
    )  # fmt: skip
    state = Criterion(
        f"vaccine_{vaccine}", GROUP, _titled(_("%(vaccine)s: what is due"), short), Kind.CODE,
        lambda op, value, today: _in(stands(vaccine, value, today), op), ("in", [State.DUE.value, State.OVERDUE.value]),
        codes=_states, words=_words(short, dict(State.choices)), right="vaccination.read",
    )  # fmt: skip
    last = Criterion(
        f"dose_on_{vaccine}", GROUP, _titled(_("%(vaccine)s: last dose"), short), Kind.DATE,
        lambda op, value, today: Q(Exists(spans_on(vaccine, today).filter(on_date("last_on", op, value, today)))),
        ("older_days", 180), ops=("last_days", "older_days", "before", "after", "between"), right="vaccination.read",
    )  # fmt: skip
    count = Criterion(
        f"doses_{vaccine}", GROUP, _titled(_("%(vaccine)s: doses received"), short), Kind.NUMBER,
        lambda op, value, today: _counted(vaccine, op, value, today), ("ge", 1), right="vaccination.read",
    )  # fmt: skip
    coming = Criterion(
        f"coming_{vaccine}", GROUP, _titled(_("%(vaccine)s: said to come"), short), Kind.DATE,
        lambda op, value, today: Q(Exists(coming_on(vaccine).filter(on_date("comes_on", op, value, today)))),
        ("next_days", 7), ops=("next_days", "last_days", "before", "after", "between"), right="vaccination.read",
        ruled=False,
    )  # fmt: skip
    return course, state, last, count, coming


def coming_on(vaccine: str) -> Any:
    """The latest day that the resident asked about said to come on, unless that call is taken back."""
    said = Coming.objects.filter(
        ~taken_back(), community=OuterRef("community"), resident_id=OuterRef("pk"), vaccine=vaccine
    )
    later = Coming.objects.filter(
        ~taken_back(), community=OuterRef("community"), resident_id=OuterRef("resident_id"), vaccine=vaccine,
        at__gt=OuterRef("at"),
    )  # fmt: skip
    return said.filter(~Exists(later))


def _counted(vaccine: str, op: str, value: Any, today: date) -> Q:
    least, most = between_or(op, value)
    spans = spans_on(vaccine, today)
    found = Q() if not least else Q(Exists(spans.filter(doses__gte=least)))
    return found if most is None else found & Q(~Exists(spans.filter(doses__gt=most)))


class _titled:
    """A label made of two lazy texts."""

    def __init__(self, form: Any, short: Any) -> None:
        self.form, self.short = form, short

    def __str__(self) -> str:
        return str(self.form) % {"vaccine": self.short}


_REGISTERED = (
    *(criterion for vaccine in ADULT for criterion in _of_vaccine(vaccine)),
    Criterion(
        "vaccine_child", GROUP, _("Children's programme: any vaccine"), Kind.CODE, _of_child,
        ("in", [State.DUE.value, State.OVERDUE.value]), codes=_states,
        words=_words(_("Children's programme"), dict(State.choices)), right="vaccination.read",
    ),
)  # fmt: skip
register(*_REGISTERED)
OF_DOSES = frozenset(one.name for one in _REGISTERED if one.ruled)  # what a dose, a remark or a birthday changes
