"""The criteria of the register: people, presence, home, building, stays, documents, labels, freshness.

Plain fields of residents come from the field dictionary by themselves. Programmes register theirs the same way.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from shequyun.base.ages import years_before
from shequyun.engines.cohorts.rules.criteria import Criterion, Kind, register
from shequyun.engines.cohorts.rules.periods import bounds
from shequyun.kernel.facts.choices import FieldKind
from shequyun.kernel.facts.fields import Field, subject_of
from shequyun.kernel.facts.queries import disputed_subjects
from shequyun.kernel.labels.queries import carries, label_names
from shequyun.kernel.places.choices import BUILDING_KINDS, DWELLING_USES
from shequyun.kernel.places.queries import committee_names
from shequyun.kernel.residents.choices import DOCUMENT_KINDS, RELATIONS, SEXES, TENURES
from shequyun.kernel.residents.queries import PRESENCES
from shequyun.kernel.residents.queries.meeting import (
    aged,
    documents,
    home_aged,
    home_has,
    home_size,
    lives_alone,
    stays,
)
from shequyun.kernel.residents.rules.presence import PRESENCE_LABELS

PERSON, HOME, PLACE, STAY, LABEL, KEEPING = (
    _("Person"),
    _("Household"),
    _("Home and building"),
    _("Registration and stay"),
    _("Labels"),
    _("Freshness"),
)
_SUBSTRING = _("a part of a text has no index")
_OWN = {"birth_date", "death_date", "sex"}  # asked through criteria that say more


def between_or(op: str, value: Any) -> tuple[Any, Any]:
    """(least, most) of a number asked with ge, le or between."""
    if op == "between":
        return value[0], value[1]
    return (value, None) if op == "ge" else (None, value)


def on_date(path: str, op: str, value: Any, today: date) -> Q:
    """A date column asked in any of the ways of dates."""
    if op in ("known", "unknown"):
        return Q(**{f"{path}__isnull": op == "unknown"})
    least, most = _days(op, value, today)
    found = Q()
    if least is not None:
        found &= Q(**{f"{path}__gte": least})
    if most is not None:
        found &= Q(**{f"{path}__lte": most})
    return found


def _days(op: str, value: Any, today: date) -> tuple[date | None, date | None]:
    day = timedelta(days=1)
    match op:
        case "last_days":
            return today - day * value, today
        case "next_days":
            return today, today + day * value
        case "older_days":
            return None, today - day * (value + 1)
        case "before":
            return None, value - day
        case "after":
            return value, None
        case _:
            return value[0], value[1]


def on_code(path: str, op: str, value: Any) -> Q:
    """A coded column; `not_in` is met by what is not known, too."""
    found = Q(**{f"{path}__in": value})
    return ~found if op == "not_in" else found


def on_text(path: str, op: str, value: Any) -> Q:
    """A text column. A beginning is asked as a range, which an index serves behind the wall."""
    if op in ("known", "unknown"):
        return Q(**{path: ""}) if op == "unknown" else ~Q(**{path: ""})
    if op == "is":
        return Q(**{path: value})
    if op == "starts":
        return Q(**{f"{path}__gte": value, f"{path}__lt": value[:-1] + chr(ord(value[-1]) + 1)})
    return Q(**{f"{path}__contains": value})


def _of_field(field: Field) -> Criterion | None:
    name = field.name
    if field.kind == FieldKind.SECRET:
        build = lambda op, value, today: Q(**{f"{name}_blind__isnull": op == "unknown"})  # noqa: E731
        return Criterion(name, PERSON, field.label, Kind.FLAG, build, ("known", None), ops=("known", "unknown"))
    if field.kind == FieldKind.CODE:
        codes = dict(field.codes or {})
        return Criterion(
            name, PERSON, field.label, Kind.CODE, lambda op, value, today: on_code(name, op, value),
            ("in", list(codes)[:1]), codes=codes,
        )  # fmt: skip
    if field.kind == FieldKind.DATE:
        return Criterion(
            name, PERSON, field.label, Kind.DATE, lambda op, value, today: on_date(name, op, value, today), ("last_days", 30)
        )  # fmt: skip
    if field.kind == FieldKind.TEXT:
        return Criterion(
            name, PERSON, field.label, Kind.TEXT, lambda op, value, today: on_text(name, op, value), ("known", None),
            slow={"contains": _SUBSTRING},
        )  # fmt: skip
    return None


def _age_words(op: str, value: Any) -> Any:
    forms = {
        "ge": _("%(value)s years and over"),
        "le": _("up to %(value)s years"),
        "between": _("%(first)s to %(last)s years"),
    }
    first, last = value if isinstance(value, list) else (value, value)
    return forms[op] % {"value": value, "first": first, "last": last}


def _turns_words(op: str, value: Any) -> Any:
    return _TURNS[op] % {"value": value}


_TURNS: Mapping[str, Any] = {
    "this_month": _("turning %(value)s this month"),
    "next_month": _("turning %(value)s next month"),
    "this_quarter": _("turning %(value)s this quarter"),
    "next_quarter": _("turning %(value)s next quarter"),
    "this_year": _("turning %(value)s this year"),
    "next_year": _("turning %(value)s next year"),
}


def _turns(op: str, value: int, today: date) -> Q:
    first, last = bounds(op, today)
    return Q(birth_date__gte=years_before(first, value), birth_date__lte=years_before(last, value))


def _presence(op: str, value: list[str], today: date) -> Q:
    found = Q()
    for one in value:
        found |= PRESENCES[one]
    return ~found if op == "not_in" else found


def _presence_words(op: str, value: Any) -> Any:
    """Short words for the two that are asked most; the rest is said code by code."""
    said = frozenset(value) if isinstance(value, list) else frozenset()
    return _PRESENT.get(said) if op == "in" else None


_PRESENT: Mapping[frozenset[str], Any] = {
    frozenset({"both", "living_only"}): _("living here"),
    frozenset({"both", "hukou_only"}): _("registered here"),
}


def _yes(condition: Q, op: str) -> Q:
    return condition if op == "yes" else ~condition


def _lift(op: str, value: Any, today: date) -> Q:
    return Q(dwelling__building__has_lift=op == "yes")


def _floor(op: str, value: Any, today: date) -> Q:
    least, most = between_or(op, value)
    found = Q()
    if least is not None:
        found &= Q(dwelling__floor__gte=least)
    return found if most is None else found & Q(dwelling__floor__lte=most)


def _flag_words(yes: Any, no: Any) -> Any:
    return lambda op, value: yes if op == "yes" else no


register(
    Criterion("age", PERSON, _("Age"), Kind.NUMBER, lambda op, value, today: aged(today, *between_or(op, value)),
              ("ge", 60), words=_age_words, unit=_(" years")),
    Criterion("sex", PERSON, _("Sex"), Kind.CODE, lambda op, value, today: on_code("sex", op, value), ("in", ["2"]),
              codes=dict(SEXES)),
    Criterion("turns", PERSON, _("Birthday"), Kind.NUMBER, _turns, ("this_quarter", 80), ops=tuple(_TURNS),
              words=_turns_words),
    Criterion("birth_date", PERSON, _("Date of birth"), Kind.DATE,
              lambda op, value, today: on_date("birth_date", op, value, today), ("unknown", None),
              ops=("before", "after", "between", "known", "unknown")),
    Criterion("presence", STAY, _("Presence"), Kind.CODE, _presence, ("in", ["both", "living_only"]),
              codes=PRESENCE_LABELS, words=_presence_words),
    Criterion("lives_alone", HOME, _("Lives alone"), Kind.FLAG, lambda op, value, today: _yes(lives_alone(), op),
              ("yes", None), words=_flag_words(_("living alone"), _("not living alone"))),
    Criterion("home_size", HOME, _("People living in the home"), Kind.NUMBER,
              lambda op, value, today: home_size(op, value), ("ge", 2)),
    Criterion("home_all_aged", HOME, _("Everybody in the home of this age"), Kind.NUMBER,
              lambda op, value, today: home_aged(today, value), ("ge", 60), ops=("ge",),
              words=lambda op, value: _("everybody in the home is %(value)s or over") % {"value": value}),
    Criterion("home_has_minor", HOME, _("Children in the home"), Kind.FLAG,
              lambda op, value, today: _yes(home_has(aged(today, most=17)), op), ("yes", None),
              words=_flag_words(_("with children in the home"), _("no children in the home"))),
    Criterion("home_has_aged", HOME, _("Somebody in the home of this age"), Kind.NUMBER,
              lambda op, value, today: home_has(aged(today, value)), ("ge", 60), ops=("ge",),
              words=lambda op, value: _("somebody in the home is %(value)s or over") % {"value": value}),
    Criterion("relation", HOME, _("Relation to head"), Kind.CODE,
              lambda op, value, today: _yes(stays(relation__in=value), "yes" if op == "in" else "no"),
              ("in", ["02"]), codes=dict(RELATIONS)),
    Criterion("tenure", STAY, _("Lives here as"), Kind.CODE,
              lambda op, value, today: _yes(stays(kind="living", tenure__in=value), "yes" if op == "in" else "no"),
              ("in", ["rented"]), codes=dict(TENURES)),
    Criterion("stay_since", STAY, _("Here since"), Kind.DATE,
              lambda op, value, today: stays(**_said(on_date("from_date", op, value, today))), ("last_days", 30),
              ops=("last_days", "before", "after", "between"),
              words=lambda op, value: _("here for less than %(value)s days") % {"value": value} if op == "last_days" else None),
    Criterion("document_kind", STAY, _("Document type"), Kind.CODE,
              lambda op, value, today: _yes(documents(kind__in=value), "yes" if op == "in" else "no"),
              ("in", ["passport"]), codes=dict(DOCUMENT_KINDS)),
    Criterion("document_until", STAY, _("Document expires"), Kind.DATE,
              lambda op, value, today: documents(**_said(on_date("valid_to", op, value, today))), ("next_days", 90),
              ops=("next_days", "before", "between"),
              words=lambda op, value: _("document expires within %(value)s days") % {"value": value} if op == "next_days" else None),
    Criterion("community", PLACE, _("Committee"), Kind.CODE,
              lambda op, value, today: on_code("community", op, value), ("in", []), codes=committee_names),
    Criterion("door", PLACE, _("Building"), Kind.TEXT,
              lambda op, value, today: on_text("dwelling__building__door", op, value), ("starts", ""),
              ops=("starts", "contains"), slow={"contains": _SUBSTRING}),
    Criterion("floor", PLACE, _("Floor"), Kind.NUMBER, _floor, ("ge", 4)),
    Criterion("lift", PLACE, _("Lift"), Kind.FLAG, _lift, ("no", None),
              words=_flag_words(_("with a lift"), _("without a lift"))),
    Criterion("building_kind", PLACE, _("Kind of building"), Kind.CODE,
              lambda op, value, today: on_code("dwelling__building__kind", op, value), ("in", list(BUILDING_KINDS)[:1]),
              codes=dict(BUILDING_KINDS)),
    Criterion("home_use", PLACE, _("Use of the home"), Kind.CODE,
              lambda op, value, today: on_code("dwelling__use", op, value), ("in", list(DWELLING_USES)[:1]),
              codes=dict(DWELLING_USES)),
    Criterion("label", LABEL, _("Label"), Kind.CODE,
              lambda op, value, today: _yes(carries(value, today=today), "yes" if op == "in" else "no"),
              ("in", []), codes=label_names, ruled=False),
    Criterion("home_label", LABEL, _("Label of the home"), Kind.CODE,
              lambda op, value, today: _yes(carries(value, subject="dwelling_id", today=today), "yes" if op == "in" else "no"),
              ("in", []), codes=lambda actor: label_names(actor, "dwelling"), ruled=False),
    Criterion("observed_on", KEEPING, _("Last confirmed"), Kind.DATE,
              lambda op, value, today: on_date("observed_on", op, value, today), ("older_days", 90),
              ops=("last_days", "older_days", "before", "after"),
              words=lambda op, value: _KEPT[op] % {"value": value} if op in _KEPT else None),
    Criterion("disputed", KEEPING, _("Two sources disagree"), Kind.FLAG,
              lambda op, value, today: _yes(Q(Exists(disputed_subjects().filter(
                  community=OuterRef("community"), subject_id=OuterRef("pk")))), op), ("yes", None), ruled=False),
)  # fmt: skip

_KEPT: Mapping[str, Any] = {
    "last_days": _("confirmed within %(value)s days"),
    "older_days": _("not confirmed for %(value)s days"),
}


def _said(condition: Q) -> dict[str, Any]:
    """The parts of a conjunction as look-ups, for a sub-query."""
    return dict(condition.children)  # type: ignore[arg-type]


register(
    *(
        found
        for field in subject_of("resident").fields
        if field.on_screen and field.name not in _OWN and (found := _of_field(field)) is not None
    )
)
