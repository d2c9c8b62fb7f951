"""Which column of a blank form asks for what: by what was remembered, by its title, by the import's titles. Pure."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from shequyun.engines.intake.rules.cells import Column
from shequyun.engines.intake.rules.headers import NOT_KEPT, SERIAL, folded
from shequyun.engines.intake.rules.mapping import OTHER_PERSON, REMEMBERED, SERIAL_NUMBER, TITLE, suggest
from shequyun.engines.ledgers.rules.titles import KEPT_BLANK, TITLES

LABEL = _("a label of the dictionary")
BY_HAND = _("filled in by hand")
NOT_HELD = _("must not be kept: no duty of the committee needs it")
COUNTED = _("a number that is counted")
UNKNOWN = _("the register does not hold it")
_BAND = re.compile(r"(\d{1,3})(?:周岁|岁)?[-—~～至到](\d{1,3})(?:周岁|岁)?(?:人数|人)?")
_FROM = re.compile(r"(?:年满)?(\d{1,3})(?:周岁|岁)?(?:及|含)?(?:以上|及以上)(?:老人|老年人)?(?:人数|人)?")
_BELOW = re.compile(r"(?:未满)?(\d{1,3})(?:周岁|岁)?(?:以下|及以下)(?:人数|人)?")
_ASKS = re.compile(r"^(?:是否属于|是否为|是否是|是否有|是否|有无|是不是)")
_ENDS = re.compile(r"(?:人员|情况|对象|标志|家庭户|户|者|人)$")


@dataclass(frozen=True)
class Meant:
    """What a column asks for: a meaning or "", how sure (0 to 1), and why."""

    column: int
    meaning: str
    confidence: float
    why: Any


def understood(
    columns: Sequence[Column],
    *,
    remembered: Mapping[str, str],
    labels: Mapping[str, str],
    known: Collection[str],
    counting: bool = False,
) -> list[Meant]:
    """A meaning per column. `labels` maps folded names of labels to meanings; `known` are all meanings there are.

    Unlike a list that comes in, a form may ask the same twice; both columns are filled. `counting`: the lines of the
    form are groups (committees, buildings, ages), its columns numbers.
    """
    imported = {guess.column: guess for guess in suggest(columns, "resident", remembered={})}
    return [_one(column, remembered, labels, known, imported, counting) for column in columns]


def _one(
    column: Column,
    remembered: Mapping[str, str],
    labels: Mapping[str, str],
    known: Collection[str],
    imported: Mapping[int, Any],
    counting: bool,
) -> Meant:
    title = folded(column.title.replace("/", ""))
    parts = [title, *(folded(part) for part in reversed(column.title.split("/")))]
    if title in remembered and (not remembered[title] or remembered[title] in known):
        return Meant(column.index, remembered[title], 1.0, REMEMBERED)
    if any(part in NOT_KEPT for part in parts):
        return Meant(column.index, "", 1.0, NOT_HELD)
    if any(part in SERIAL for part in parts):
        return Meant(column.index, "serial", 1.0, SERIAL_NUMBER)
    if counting and (count := _counted([column.title.replace("/", ""), *reversed(column.title.split("/"))], labels)):
        return Meant(column.index, count, 0.9, COUNTED)
    if any(part in KEPT_BLANK for part in parts):
        return Meant(column.index, "", 1.0, BY_HAND)
    for part in parts:
        if TITLES.get(part) in known and (counting or not TITLES[part].startswith("count")):
            return Meant(column.index, TITLES[part], 0.95, TITLE)
        if label := _label(part, labels):
            return Meant(column.index, label, 0.9, LABEL)
    guess = imported[column.index]
    if guess.target in known:
        return Meant(column.index, guess.target, guess.confidence, guess.why)
    return Meant(column.index, "", 0.0, OTHER_PERSON if guess.why == OTHER_PERSON else UNKNOWN)


def _label(title: str, labels: Mapping[str, str]) -> str:
    """The label that a title names: 低保, 是否低保, 低保人员, 是否低保户."""
    asked = _ASKS.sub("", title)
    return next((labels[one] for one in (title, asked, _ENDS.sub("", asked)) if one in labels), "")


def band_of(text: str) -> tuple[int, int] | None:
    """The ages that a title names, both ends included: 60-69岁, 80岁以上 (to 150), 18岁以下 (17)."""
    said = re.sub(r"[\s:：]|人数$", "", text)
    if found := _BAND.fullmatch(said):
        return int(found[1]), int(found[2])
    if found := _FROM.fullmatch(said):
        return int(found[1]), 150
    if found := _BELOW.fullmatch(said):
        return 0, int(found[1]) - (0 if "及以下" in said else 1)
    return None


def _counted(parts: Sequence[str], labels: Mapping[str, str]) -> str:
    """count, count_men:60-69, count:label:low_income … of a title in one or two lines."""
    sex, band, more = "", "", ""
    for raw in parts[1:] or parts:
        part = folded(raw)
        bare = re.sub(r"(人数|人口数|人口|人)$", "", part)
        if TITLES.get(part, "") == "count_homes":
            return "count_homes"
        if TITLES.get(part, TITLES.get(bare, "")) in ("count_men", "count_women"):
            sex = TITLES.get(part) or TITLES[bare]
        elif ages := band_of(raw):
            band = f":{ages[0]}-{ages[1]}"
        elif bare in ("独居", "独居老人"):
            more = ":lives_alone"
        elif label := _label(part, labels) or _label(bare, labels):
            more = f":{label}"
        elif TITLES.get(part) == "count":
            sex = sex or "count"
    return f"{sex or 'count'}{band}{more}" if sex or band or more else ""
