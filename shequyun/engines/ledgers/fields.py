"""Meanings: what a column of a form or ledger about people can ask for, read from the register or computed.

Plain fields come from the field dictionary by themselves; labels come from the dictionary of labels.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from django.utils.translation import gettext_lazy as _

from shequyun.base.actor import Actor
from shequyun.base.ages import years_of
from shequyun.base.masks import mask_document
from shequyun.base.scope import subdistrict_of
from shequyun.engines.intake.rules.headers import folded
from shequyun.kernel.facts.choices import FieldKind
from shequyun.kernel.facts.fields import subject_of
from shequyun.kernel.labels.queries import labels
from shequyun.kernel.places.choices import BUILDING_KINDS
from shequyun.kernel.residents.choices import DOCUMENT_KINDS, RELATIONS, TENURES
from shequyun.kernel.residents.rules.presence import presence_of

PERSON, WHERE, HOUSE, COMPUTED, LABELS, FORM, COUNTS = (
    _("Person"),
    _("Where"),
    _("Household"),
    _("Worked out"),
    _("Labels"),
    _("The form itself"),
    _("Counted"),
)
PRESENCE_SAID = {"both": "人户一致", "living_only": "人在户不在", "hukou_only": "户在人不在", "gone": ""}
BANDS = ((0, 5), (6, 17), (18, 34), (35, 59), (60, 69), (70, 79), (80, 89), (90, 150))


@dataclass
class Known:
    """One resident with everything that cells are read from."""

    resident: Any
    today: date
    paper: Any = None
    living: Any = None
    hukou: Any = None
    heads: Mapping[Any, str] = field(default_factory=dict)
    home_size: int = 0
    alone: bool = False
    labels: frozenset[str] = frozenset()
    label_names: tuple[str, ...] = ()
    areas: Mapping[str, str] = field(default_factory=dict)
    by: str = ""

    @property
    def dwelling(self) -> Any:
        return self.resident.dwelling

    @property
    def building(self) -> Any:
        return self.dwelling.building if self.dwelling else None

    @property
    def stay(self) -> Any:
        return self.living or self.hukou

    @property
    def age(self) -> int | None:
        born = self.resident.birth_date
        return None if born is None else years_of(born, self.today)


@dataclass(frozen=True)
class Meaning:
    """One meaning. `read` gives text, a number, a day, a yes or no, or a code of `codes`; None or "" is missing.

    `secret` values are masked by `mask`. `optional`: a blank is no gap. `kind`: text, number, day, flag, code.
    """

    name: str
    label: Any
    group: Any
    read: Callable[[Known], Any]
    kind: str = "text"
    codes: Any = None
    secret: bool = False
    mask: Callable[[str], str] | None = None
    optional: bool = False
    field: str = ""


_OPTIONAL = {"former_name", "other_phone", "remark", "death_date", "employer", "occupation", "hukou_kind"}
_KINDS = {FieldKind.CODE: "code", FieldKind.DATE: "day", FieldKind.NUMBER: "number", FieldKind.BOOLEAN: "flag"}


def _of_dictionary() -> list[Meaning]:
    found = []
    for one in subject_of("resident").fields:
        if one.on_screen and one.name not in ("hukou_elsewhere", "living_elsewhere"):
            found.append(
                Meaning(
                    one.name, one.label, PERSON, lambda known, f=one: f.read(getattr(known.resident, f.kept)),  # type: ignore[misc]
                    _KINDS.get(one.kind, "text"), one.codes, one.kind == FieldKind.SECRET, one.mask,
                    one.name in _OPTIONAL, one.name,
                )
            )  # fmt: skip
    return found


def _number(known: Known) -> Any:
    return subject_of("document").field("number").read(known.paper.number_sealed) if known.paper else ""


def _hukou(known: Known) -> str:
    return known.hukou.dwelling.address if known.hukou else known.resident.hukou_elsewhere


def _address(known: Known) -> str:
    if known.living:
        return str(known.living.dwelling.address)
    return known.resident.living_elsewhere or (known.dwelling.address if known.dwelling else "")


def _of_building(name: str) -> Callable[[Known], Any]:
    return lambda known: getattr(known.building, name) if known.building else ""


def _of_home(name: str) -> Callable[[Known], Any]:
    return lambda known: getattr(known.dwelling, name) if known.dwelling else ""


def _of_stay(name: str) -> Callable[[Known], Any]:
    return lambda known: getattr(known.stay, name) if known.stay else ""


def _aged(least: int, most: int = 150) -> Callable[[Known], Any]:
    return lambda known: None if known.age is None else least <= known.age <= most


def _band(known: Known) -> str:
    if known.age is None:
        return ""
    least, most = next(band for band in BANDS if band[0] <= max(known.age, 0) <= max(band[1], known.age))
    return f"{least}岁以上" if most == 150 else f"{least}-{most}岁"


def _contact(known: Known) -> str:
    phone = subject_of("resident").field("contact_phone")
    said = phone.read(known.resident.contact_phone_sealed) or ""
    return f"{known.resident.contact_name} {phone.mask(said) if said and phone.mask else ''}".strip()


def _born(part: str) -> Callable[[Known], Any]:
    return lambda known: getattr(known.resident.birth_date, part) if known.resident.birth_date else None


def _fixed() -> list[Meaning]:
    return [
        Meaning("document_number", _("Document number"), PERSON, _number, secret=True, mask=mask_document, field="document_number"),
        Meaning("document_kind", _("Document type"), PERSON, lambda k: k.paper.kind if k.paper else "", "code", DOCUMENT_KINDS),
        Meaning("living_address", _("Address"), WHERE, _address, field="living_address"),
        Meaning("hukou_address", _("Hukou address"), WHERE, _hukou, field="hukou_address"),
        Meaning("door", _("Building"), WHERE, _of_building("door"), optional=True),
        Meaning("road", _("Road"), WHERE, _of_building("road"), optional=True),
        Meaning("lane", _("Lane"), WHERE, _of_building("lane"), optional=True),
        Meaning("number", _("House number"), WHERE, _of_building("number"), optional=True),
        Meaning("room", _("Room"), WHERE, _of_home("room"), optional=True),
        Meaning("floor", _("Floor"), WHERE, _of_home("floor"), "number", optional=True),
        Meaning("estate", _("Estate"), WHERE, _of_building("estate"), optional=True),
        Meaning("lift", _("Lift"), WHERE, _of_building("has_lift"), "flag", optional=True),
        Meaning("building_kind", _("Building kind"), WHERE, _of_building("kind"), "code", BUILDING_KINDS, optional=True),
        Meaning("committee", _("Committee"), WHERE, lambda k: k.areas.get(k.resident.community, "")),
        Meaning("subdistrict", _("Subdistrict"), WHERE, lambda k: k.areas.get(subdistrict_of(k.resident.community), "")),
        Meaning("district", _("District"), WHERE, lambda k: k.areas.get(k.resident.community[:6], "")),
        Meaning("relation", _("Relation to head"), HOUSE, _of_stay("relation"), "code", RELATIONS),
        Meaning("head_name", _("Name of the head"), HOUSE, lambda k: k.heads.get(k.stay.household_id, "") if k.stay else "", optional=True),
        Meaning("household_no", _("Household number"), HOUSE, lambda k: k.hukou.household.number if k.hukou else "", optional=True),
        Meaning("household_size", _("People living in the home"), HOUSE, lambda k: k.home_size or None, "number", optional=True),
        Meaning("tenure", _("Lives here as"), HOUSE, lambda k: k.living.tenure if k.living else "", "code", TENURES, optional=True),
        Meaning("from_date", _("Since"), HOUSE, _of_stay("from_date"), "day", optional=True),
        Meaning("age", _("Age"), COMPUTED, lambda k: k.age, "number", field="birth_date"),
        Meaning("age_band", _("Age band"), COMPUTED, _band, field="birth_date"),
        Meaning("birth_year", _("Year of birth"), COMPUTED, _born("year"), "number", field="birth_date"),
        Meaning("birth_month", _("Month of birth"), COMPUTED, _born("month"), "number", field="birth_date"),
        Meaning("presence", _("Presence"), COMPUTED, lambda k: PRESENCE_SAID[presence_of(k.resident.hukou_here, k.resident.living_here)], optional=True),
        Meaning("lives_alone", _("Lives alone"), COMPUTED, lambda k: k.alone, "flag"),
        Meaning("aged60", _("60 and over"), COMPUTED, _aged(60), "flag", field="birth_date"),
        Meaning("aged80", _("80 and over"), COMPUTED, _aged(80), "flag", field="birth_date"),
        Meaning("minor", _("Under 18"), COMPUTED, _aged(0, 17), "flag", field="birth_date"),
        Meaning("hukou_here", _("Hukou here"), COMPUTED, lambda k: k.resident.hukou_here, "flag"),
        Meaning("living_here", _("Living here"), COMPUTED, lambda k: k.resident.living_here, "flag"),
        Meaning("rented", _("Tenant"), COMPUTED, lambda k: bool(k.living) and k.living.tenure == "rented", "flag"),
        Meaning("party_member", _("Party member, as reported"), COMPUTED, lambda k: k.resident.political in ("01", "02"), "flag"),
        Meaning("contact", _("Emergency contact with phone, masked"), COMPUTED, _contact, field="contact_name"),
        Meaning("observed_on", _("Last confirmed"), COMPUTED, lambda k: k.resident.observed_on, "day"),
        Meaning("labels", _("Labels"), LABELS, lambda k: "、".join(k.label_names), optional=True),
        Meaning("serial", _("Running number"), FORM, lambda k: None, "number", optional=True),
        Meaning("filled_on", _("Day of filling"), FORM, lambda k: k.today, "day"),
        Meaning("filled_year", _("Year of filling"), FORM, lambda k: k.today.year, "number"),
        Meaning("filled_month", _("Month of filling"), FORM, lambda k: k.today.month, "number"),
        Meaning("filled_day", _("Day of the month of filling"), FORM, lambda k: k.today.day, "number"),
        Meaning("born_day", _("Day of the month of birth"), COMPUTED, _born("day"), "number", field="birth_date"),
        Meaning("filled_by", _("Who fills it"), FORM, lambda k: k.by),
    ]  # fmt: skip


@cache
def fixed() -> Mapping[str, Meaning]:
    """Every meaning that is the same for everybody, by name."""
    return {one.name: one for one in [*_of_dictionary(), *_fixed()]}


def meanings(actor: Actor) -> dict[str, Meaning]:
    """Every meaning that the actor may use: those of the register, and the labels that they may see."""
    found = dict(fixed())
    for one in labels(actor, subject_kind="resident"):
        name = f"label:{one.code}"
        found[name] = Meaning(name, one.name, LABELS, lambda known, code=one.code: code in known.labels, "flag")  # type: ignore[misc]
    return found


def label_titles(actor: Actor) -> dict[str, str]:
    """Folded names and short forms of labels -> meaning."""
    found: dict[str, str] = {}
    for one in labels(actor, subject_kind="resident"):
        for said in (one.name, one.short):
            found.setdefault(folded(said), f"label:{one.code}")
    return found
