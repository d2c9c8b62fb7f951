"""Handing answers in: the hotline's own workbook with the answers in it, or a form of ours. A disclosure with a reason."""

import tempfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, NotNow, NotVisible
from shequyun.engines.intake.actions.keeping import unsealed_bytes
from shequyun.engines.intake.queries import uploads
from shequyun.engines.intake.rules.tables import read_tables
from shequyun.engines.ledgers.rules.workbook import filled
from shequyun.kernel.facts.actions.disclosing import PurposeMissing
from shequyun.kernel.places.queries import area_named
from shequyun.programmes.hotline.models import Order
from shequyun.programmes.hotline.queries.answers import Answer, answers
from shequyun.programmes.hotline.queries.orders import OrderFilter, OrderView, order_views, orders
from shequyun.programmes.hotline.rules.answers import answer_columns, title_of
from shequyun.programmes.hotline.rules.own_form import own_form

MOST = 2000


class NothingChosen(BadInput):
    code = "hotline.nothing_chosen"
    sentence = _("Choose the orders whose answers are to be handed in.")


class TooManyChosen(BadInput):
    code = "hotline.too_many"
    sentence = _("%(count)s orders are chosen; one workbook holds at most %(most)s. Hand them in list by list.")


class NotAnswered(NotNow):
    code = "hotline.not_answered"
    sentence = _(
        "Order %(number)s is not closed yet (%(count)s of the chosen ones are open). Close its case first, or leave it "
        "out."
    )


@dataclass(frozen=True)
class HandedIn:
    """The workbook with the answers. `own_layout`: it is the one that came in."""

    name: str
    content: bytes
    count: int
    own_layout: bool


@action("hotline.hand_in")
def hand_in(actor: Actor, order_ids: Collection[UUID], *, reason: str) -> HandedIn:
    """The answers of the orders that were asked for, and of no other. If all came in one .xlsx it is that very workbook: every
    line of another order is taken out of it.

    Refuses no reason, no order, one that is not closed; out of sight is 404.
    """
    if not reason.strip():
        raise PurposeMissing()
    views = _chosen(actor, order_ids)
    told = answers(actor, views)
    mark = f"{actor.name} · {area_named(actor.area)} · {timezone.localtime():%Y-%m-%d %H:%M} · {reason.strip()}"
    name, content = _filled(actor, told, mark) or (_name(), own_form([one.line for one in told], mark=mark))
    now = timezone.now()
    Order.objects.visible_to(actor).filter(pk__in=[view.order.pk for view in views]).update(
        handed_in_at=now, handed_in_by_name=actor.name
    )
    numbers = [view.order.number for view in views]
    note("order", None, actor.area, reason=reason.strip(), disclosure=True, count=len(views), orders=numbers[:50])
    return HandedIn(name, content, len(views), name != _name())


def _chosen(actor: Actor, order_ids: Collection[UUID]) -> list[OrderView]:
    wanted = set(order_ids)
    if not wanted:
        raise NothingChosen()
    if len(wanted) > MOST:
        raise TooManyChosen(count=len(wanted), most=MOST)
    found = orders(actor, OrderFilter(state=""), now=timezone.now()).filter(pk__in=wanted).order_by("number")
    views = order_views(actor, found)
    if len(views) != len(wanted):
        raise NotVisible()
    waiting = [view for view in views if not view.ready]
    if waiting:
        raise NotAnswered(number=waiting[0].order.number, count=len(waiting))
    return views


def _name() -> str:
    return f"12345-{timezone.localdate():%Y%m%d}.xlsx"


def _filled(actor: Actor, told: Sequence[Answer], mark: str) -> tuple[str, bytes] | None:
    """The workbook that all of them came in, filled; None where there is none in sight, or not one that keeps its layout."""
    keys = {one.view.order.upload_id for one in told}
    upload = uploads(actor).filter(pk__in=keys, kind="xlsx").first() if len(keys) == 1 else None
    if upload is None:
        return None
    content = unsealed_bytes(upload.content)
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
        file.write(content)
        file.flush()
        tables = read_tables(Path(file.name))
    plans = [_plan(table, described, told) for table, described in zip(tables, upload.tables, strict=True)]
    return f"{Path(upload.file_name).stem}-答复.xlsx", filled(content, plans, mark=mark)


def _plan(table: Any, described: Any, told: Sequence[Answer]) -> dict[str, Any]:
    """What to write on one sheet (see form_child): answers beside their orders, nothing of other orders."""
    known, added = answer_columns(described["columns"])
    mine = sorted(
        (one for one in told if one.view.order.sheet == described["index"]), key=lambda one: one.view.order.line
    )
    places = {**known, **dict(added)} if mine else {}
    return {
        "name": table.sheet, "first": table.header_row + 1, "last": table.header_row + 1, "footer": False,
        "top": table.header_row, "all_columns": [], "gaps": [], "columns": list(places.values()),
        "texts": list(places.values()), "rows": [one.view.order.line for one in mine],
        "lines": [[one.cells[name] for name in places] for one in mine],
        "below": [[table.header_row, index, title_of(name)] for name, index in added] if mine else [],
        "only": table.header_row, "like": [[index, index - 1] for _name, index in added] if mine else [],
    }  # fmt: skip
