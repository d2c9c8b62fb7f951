"""Ledgers kept: made from a screened list, changed, forgotten, taken out of the system."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, NotVisible
from shequyun.base.ids import new_id
from shequyun.engines.cohorts.rules.conditions import as_json, read_condition
from shequyun.engines.ledgers.actions.filling import PurposeMissing
from shequyun.engines.ledgers.actions.forms import NameMissing
from shequyun.engines.ledgers.models import Ledger
from shequyun.engines.ledgers.queries.ledgers import Sheet, Shown, columns_to_choose, ledger_of, lines_of, sheet_of
from shequyun.engines.ledgers.rules.definitions import GROUPS, ORDERS, read_definition

USUAL = ("name", "sex", "age", "living_address", "phone", "labels")
MOST_TAKEN = 50_000


class NoColumns(BadInput):
    """A ledger shows something."""

    code = "ledgers.no_columns"
    sentence = _("Choose at least one column.")


@action("ledgers.define")
def keep_ledger(actor: Actor, *, name: str, condition: Any, purpose: str, columns: Iterable[str] = USUAL) -> str:
    """Keep a condition as a ledger of the area; the same name again replaces it. Refuses without name or purpose."""
    if not name.strip():
        raise NameMissing()
    if not purpose.strip():
        raise PurposeMissing()
    said = as_json(read_condition(condition))
    condition = said if "field" not in said else {"all": [said]}
    kept = Ledger.objects.filter(area=actor.area, name=name.strip()[:40]).first() or Ledger(
        area=actor.area, name=name.strip()[:40]
    )
    code = kept.definition["code"] if kept.definition else f"own-{new_id().hex}"
    definition = read_definition(
        {
            "code": code,
            "name": kept.name,
            "purpose": purpose.strip()[:200],
            "columns": list(columns),
            "condition": condition,
        }
    )
    _save(actor, kept, definition.as_json())
    note("ledger", kept.pk, actor.area, name=kept.name)
    return str(kept.pk)


@action("ledgers.define")
def change_ledger(actor: Actor, key: str, *, columns: Iterable[str], order: str = "", group: str = "") -> None:
    """Other columns, order or heads for a ledger, in this area. Refuses when no column is left."""
    shown = ledger_of(actor, key)
    possible = dict(columns_to_choose(actor, shown.definition))
    wanted = [name for name in columns if name in possible]
    if not wanted:
        raise NoColumns()
    said = shown.definition.as_json() | {"columns": wanted}
    said["order"] = order if order in ORDERS else shown.definition.order
    said["group"] = group if group in GROUPS else ""
    kept = (
        shown.own
        if shown.own is not None and shown.own.area == actor.area
        else Ledger(area=actor.area, name=shown.definition.name)
    )
    if shown.own is not None and kept is not shown.own:
        said["code"] = f"own-{new_id().hex}" if said["code"].startswith("own-") else said["code"]
    _save(actor, kept, read_definition(said).as_json())
    note("ledger", kept.pk, actor.area, columns=wanted)


@action("ledgers.define")
def forget_ledger(actor: Actor, key: str) -> None:
    """Forget a ledger of one's own area; a shipped one is again as it came."""
    shown = ledger_of(actor, key)
    if shown.own is None or shown.own.area != actor.area:
        raise NotVisible()
    note("ledger", shown.own.pk, actor.area, did="remove", name=shown.own.name)
    shown.own.delete()


@action("ledgers.fill")
def take_ledger(
    actor: Actor, key: str, *, purpose: str, whole: bool = False, printed: bool = False
) -> tuple[Shown, Sheet]:
    """All rows of a ledger to print or export, recorded with its purpose. Whole numbers take `ledgers.whole`."""
    if whole:
        actor.need("ledgers.whole")
    if not purpose.strip():
        raise PurposeMissing()
    shown, today = ledger_of(actor, key), timezone.localdate()
    sheet = sheet_of(actor, shown.definition, today=today)
    sheet.lines = lines_of(actor, shown.definition, sheet, sheet.rows[:MOST_TAKEN], today=today, whole=whole)
    note(
        "ledger", shown.key, actor.area, reason=purpose.strip(), disclosure=True, count=len(sheet.lines), whole=whole,
        printed=printed, columns=[name for name, _label in sheet.columns],
    )  # fmt: skip
    return shown, sheet


def _save(actor: Actor, kept: Ledger, definition: dict[str, Any]) -> None:
    kept.version += bool(kept.definition)
    kept.definition, kept.staff_id, kept.staff_name = definition, actor.staff_id, actor.name
    kept.save()
