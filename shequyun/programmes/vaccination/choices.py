"""The words of vaccination: vaccines, products (data/products.csv), what state somebody is in, and why not."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from shequyun.base.codes import CodeTable

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Vaccine:
    """What people are protected from. `known` says whether silence means “none received”: for the programme of children
    it does not, because the vaccination unit keeps their book."""

    label: Any
    short: Any
    known: bool = True


VACCINES: dict[str, Vaccine] = {
    "covid": Vaccine(_("COVID-19 vaccine"), _("COVID-19")),
    "influenza": Vaccine(_("Influenza vaccine"), _("Influenza")),
    "zoster": Vaccine(_("Shingles vaccine"), _("Shingles")),
    "hepb": Vaccine(_("Hepatitis B vaccine"), _("Hepatitis B"), known=False),
    "bcg": Vaccine(_("BCG vaccine"), _("BCG"), known=False),
    "polio": Vaccine(_("Polio vaccine"), _("Polio"), known=False),
    "dtap": Vaccine(_("Diphtheria, tetanus and pertussis vaccine"), _("DTaP"), known=False),
    "mmr": Vaccine(_("Measles, mumps and rubella vaccine"), _("MMR"), known=False),
    "je": Vaccine(_("Japanese encephalitis vaccine"), _("Encephalitis"), known=False),
    "mena": Vaccine(_("Meningococcal A vaccine"), _("Meningitis A"), known=False),
    "menac": Vaccine(_("Meningococcal A and C vaccine"), _("Meningitis A+C"), known=False),
    "hepa": Vaccine(_("Hepatitis A vaccine"), _("Hepatitis A"), known=False),
}
ADULT = ("covid", "influenza", "zoster")
CHILD = tuple(code for code in VACCINES if code not in ADULT)
LABELS = {code: vaccine.label for code, vaccine in VACCINES.items()}


PLATFORMS = {
    "inactivated": _("inactivated"),
    "ad5": _("adenovirus vector"),
    "subunit": _("recombinant protein"),
    "live": _("live attenuated"),
    "split": _("split"),
}


class State(TextChoices):
    """Where somebody stands with a vaccine on a day."""

    NOTHING = "nothing", _("Nothing due")
    YOUNG = "young", _("Not yet old enough")
    WAITING = "waiting", _("Next dose later")
    DUE = "due", _("Due")
    OVERDUE = "overdue", _("Overdue")
    COMPLETE = "complete", _("Complete")
    BOOSTER = "booster", _("Booster due")
    MAY_NOT = "may_not", _("May not")
    REFUSES = "refuses", _("Refuses")
    UNKNOWN = "unknown", _("Not known")


CALLED = (State.DUE, State.OVERDUE, State.BOOSTER)  # those who are called
HELD = (State.MAY_NOT, State.REFUSES)


class Course(TextChoices):
    """How far somebody has come, whatever is due."""

    NONE = "none", _("not vaccinated")
    BEGUN = "begun", _("course not finished")
    FULL = "full", _("full course")
    BOOSTED = "boosted", _("boosted")


class RemarkKind(TextChoices):
    """Why somebody is not called."""

    MAY_NOT = "may_not", _("May not: contra-indication")
    REFUSES = "refuses", _("Refuses")


class Evidence(TextChoices):
    """What a dose was read from."""

    LIST = "list", _("Department list")
    CERTIFICATE = "certificate", _("Certificate shown")
    SAID = "said", _("Told by the resident")


@dataclass(frozen=True)
class Product:
    """A vaccine as it comes in a box. `since`: nobody had it before. `makers` are short names of who makes it."""

    code: str
    vaccine: str
    platform: str
    since: date
    name: str
    makers: tuple[str, ...]
    said: tuple[str, ...]


@cache
def products() -> dict[str, Product]:
    """Every product, by code, in the order of the data file."""
    with (DATA / "products.csv").open(encoding="utf-8") as file:
        return {line["code"]: _product(line) for line in csv.DictReader(file)}


def _product(line: dict[str, str]) -> Product:
    makers, said = (tuple(filter(None, line[name].split("|"))) for name in ("makers", "said"))
    since = date.fromisoformat(line["since"])
    return Product(line["code"], line["vaccine"], line["platform"], since, line["name"], makers, said)


PRODUCTS = CodeTable(
    {code: product.name for code, product in products().items()},
    {text: code for code, product in products().items() for text in (product.name, *product.said)},
)
EVIDENCES = CodeTable(
    dict(Evidence.choices), {"名单": "list", "凭证": "certificate", "接种凭证": "certificate", "口述": "said"}
)
