"""The words of cohorts, and the templates to start from."""

from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Sharing(TextChoices):
    """Who else sees a saved cohort; what they find in it is what lies in their own area."""

    ME = "me", _("Only me")
    AREA = "area", _("Everybody in this area")
    WITHIN = "within", _("This area and those within it")


class Cycle(TextChoices):
    """How often a cohort is looked at by itself."""

    NEVER = "never", _("Only by hand")
    DAILY = "daily", _("Every day")
    WEEKLY = "weekly", _("Every Monday")
    MONTHLY = "monthly", _("On the first of the month")


@dataclass(frozen=True)
class Template:
    """A condition to start from."""

    code: str
    name: Any
    condition: dict[str, Any]


def _ask(field: str, op: str, value: Any = None) -> dict[str, Any]:
    return {"field": field, "op": op} | ({} if value is None else {"value": value})


def _all(*parts: dict[str, Any]) -> dict[str, Any]:
    return {"all": list(parts)}


def _any(*parts: dict[str, Any]) -> dict[str, Any]:
    return {"any": list(parts)}


_LIVING = _ask("presence", "in", ["both", "living_only"])

TEMPLATES = [
    Template("alone60", _("60 and over, living alone"), _all(_ask("age", "ge", 60), _ask("lives_alone", "yes"))),
    Template("aged80", _("80 and over"), _all(_ask("age", "ge", 80), _LIVING)),
    Template("centenarians", _("100 this year"), _all(_ask("turns", "this_year", 100))),
    Template("turns80", _("Turning 80 this quarter"), _all(_ask("turns", "this_quarter", 80))),
    Template("turns60", _("Turning 60 this month"), _all(_ask("turns", "this_month", 60))),
    Template(
        "old_home",
        _("Homes where everybody is 60 or over"),
        _all(_ask("home_all_aged", "ge", 60), _ask("home_size", "ge", 2)),
    ),
    Template(
        "high_stairs",
        _("75 and over on the 4th floor or higher, no lift"),
        _all(_ask("age", "ge", 75), _LIVING, _ask("floor", "ge", 4), _ask("lift", "no")),
    ),
    Template(
        "no_contact",
        _("75 and over, no emergency contact"),
        _all(_ask("age", "ge", 75), _LIVING, _ask("contact_phone", "unknown")),
    ),
    Template("no_phone", _("Living here, no phone known"), _all(_LIVING, _ask("phone", "unknown"))),
    Template("unseen", _("Not confirmed for half a year"), _all(_LIVING, _ask("observed_on", "older_days", 180))),
    Template(
        "unseen_alone",
        _("Living alone at 70 and over, not confirmed for 30 days"),
        _all(_ask("age", "ge", 70), _ask("lives_alone", "yes"), _ask("observed_on", "older_days", 30)),
    ),
    Template("tenants", _("Tenants"), _all(_ask("tenure", "in", ["rented"]))),
    Template("came_lately", _("Moved in within 30 days"), _all(_LIVING, _ask("stay_since", "last_days", 30))),
    Template("hukou_only", _("Hukou here, living elsewhere"), _all(_ask("presence", "in", ["hukou_only"]))),
    Template("preschool", _("Under 6"), _all(_ask("age", "le", 5), _LIVING)),
    Template("school", _("School age, 6 to 15"), _all(_ask("age", "between", [6, 15]), _LIVING)),
    Template("turns6", _("Turning 6 this year: school enrolment"), _all(_ask("turns", "this_year", 6), _LIVING)),
    Template("eighteen", _("Turning 18 this year"), _all(_ask("turns", "this_year", 18))),
    Template(
        "compatriots",
        _("Hong Kong, Macao and Taiwan compatriots"),
        _any(
            _ask("document_kind", "in", ["hmt_residence", "hong_kong_macao_permit", "taiwan_permit"]),
            _ask("nationality", "in", ["HKG", "MAC", "TWN"]),
        ),
    ),
    Template(
        "paper_ending", _("Document expires within 90 days"), _all(_LIVING, _ask("document_until", "next_days", 90))
    ),
    Template("crowded", _("Homes of seven and more"), _all(_ask("home_size", "ge", 7))),
    Template("disputed", _("Two sources disagree"), _all(_ask("disputed", "yes"))),
]
