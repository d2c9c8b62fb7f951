"""What a ledger is: a definition read from JSON (docs/ledgers.md), shipped ones from data/ledgers. Pure.

{"code": "elderly", "name": "老年人台账", "department": "民政", "purpose": "…", "source": "people",
 "condition": {…}, "columns": ["name", "sex", "age"], "order": "address", "group": "door"}
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from shequyun.base.errors import BadInput

SHIPPED = Path(__file__).resolve().parents[1] / "data" / "ledgers"
ORDERS = ("address", "name", "age", "-age", "observed")
GROUPS = ("", "door", "committee")
MOST_COLUMNS = 40


class LedgerWrong(BadInput):
    """A definition that cannot be read."""

    code = "ledgers.wrong"
    sentence = _("The ledger cannot be read: %(why)s")


@dataclass(frozen=True)
class Definition:
    """A ledger: whose rows, on what condition or with what filter, which columns, in what order, under what heads."""

    code: str
    name: str
    purpose: str
    columns: tuple[str, ...]
    department: str = ""
    source: str = "people"
    condition: Mapping[str, Any] = field(default_factory=lambda: {"all": []})
    filter: Mapping[str, str] = field(default_factory=dict)
    order: str = "address"
    group: str = ""

    def as_json(self) -> dict[str, Any]:
        """The JSON that reads back as the same ledger."""
        return asdict(self) | {"columns": list(self.columns)}


def read_definition(said: Any) -> Definition:
    """The ledger that the JSON says. Refuses what it does not know, naming it."""
    if not isinstance(said, Mapping):
        raise LedgerWrong(why=_("an object is expected here"))
    unknown = set(said) - set(Definition.__dataclass_fields__)
    if unknown:
        raise LedgerWrong(why=", ".join(sorted(map(str, unknown))))
    for name in ("code", "name", "purpose", "columns"):
        if not said.get(name):
            raise LedgerWrong(why=_("%(name)s is missing") % {"name": name})
    if said.get("order", "address") not in ORDERS or said.get("group", "") not in GROUPS:
        raise LedgerWrong(why=_("unknown order or group"))
    columns = tuple(dict.fromkeys(map(str, said["columns"])))[:MOST_COLUMNS]
    return Definition(**{**said, "columns": columns})


@cache
def shipped() -> Mapping[str, Definition]:
    """The ledgers that come with the product, by code, in the order of their files."""
    found = [read_definition(json.loads(path.read_text())) for path in sorted(SHIPPED.glob("*.json"))]
    return {one.code: one for one in found}
