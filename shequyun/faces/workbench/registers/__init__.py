"""Lists of the register: one declaration per noun gives columns to choose, orders to click, counts beside each choice,
what can be done in bulk, saved views and the export."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.db.models import Count, F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shequyun.base.facets import beside
from shequyun.base.scope import SUBDISTRICT
from shequyun.faces.workbench.forms.places import NONE
from shequyun.faces.workbench.listing import paged
from shequyun.faces.workbench.people_columns import Cell
from shequyun.faces.workbench.sharing import sharing
from shequyun.kernel.labels.queries import labels


@dataclass(frozen=True)
class Column:
    """A column: what its cell shows of a record, and the order that its head asks for. `always` ones cannot be hidden."""

    label: Any
    cell: Callable[[Any, Any], Cell]
    order: tuple[str, ...] = ()
    usual: bool = True
    always: bool = False
    number: bool = False


@dataclass(frozen=True)
class Head:
    """The head of a column as a page shows it: `query` asks for its order, turned round if it is in force."""

    name: str
    label: Any
    number: bool
    query: str
    sorted: str


@dataclass(frozen=True)
class Register:
    """A list: `url_name` is its page, `one` the page of a record, `called` what a record is called."""

    kind: str
    url_name: str
    one: str
    called: Callable[[Any], str]
    first: Any
    columns: Mapping[str, Column]
    know: Callable[[HttpRequest, list[Any], set[str]], Any]
    order: str
    first_order: tuple[str, ...]
    correct: str = ""
    labelled: bool = True
    settable: Callable[[HttpRequest], list[tuple[Any, list[tuple[str, Any]]]]] = field(default=lambda request: [])


def ordered(register: Register, request: HttpRequest, found: Any) -> Any:
    """The list in the order that the URL asks for; never a tie."""
    said = request.GET.get("order", "")
    keys = _orders(register).get(said.lstrip("-"), ())
    if not keys:
        return found
    return found.order_by(*(_key(key, turned=said.startswith("-")) for key in keys), "pk")


def _orders(register: Register) -> dict[str, tuple[str, ...]]:
    return {"first": register.first_order} | {name: column.order for name, column in register.columns.items()}


def _key(key: str, *, turned: bool) -> Any:
    """One key of an order; what is not known comes last either way."""
    down = key.startswith("-") != turned
    plain = F(key.lstrip("-"))
    return plain.desc(nulls_last=True) if down else plain.asc(nulls_last=True)


def list_page(
    register: Register, request: HttpRequest, found: Any, form: Any, *, count: int | None = None
) -> dict[str, Any]:
    """What the page of a list shows. `count`: how many there are, where that is known already."""
    page = paged(request, ordered(register, request, found), count=count)
    names = chosen(register, request.GET.getlist("col"))
    known = register.know(request, list(page), set(names))
    actor = request.actor
    return {
        "register": register,
        "form": form,
        "page": page,
        "heads": [_head(register, request, "first"), *(_head(register, request, name) for name in names)],
        "rows": [
            (record, register.called(record), [(register.columns[n].number, register.columns[n].cell(record, known)) for n in names])
            for record in page
        ],
        "choosable": [(name, one.label, name in names) for name, one in register.columns.items() if not one.always],
        "kept": [pair for pair in _pairs(request) if pair[0] not in ("col", "page")],
        "look": [pair for pair in _pairs(request) if pair[0] in ("col", "order")],
        "labels": [one for one in labels(actor, subject_kind=register.kind) if not one.is_rule]
        if register.labelled and actor.can("labels.put")
        else [],
        "share": sharing(actor, "", today=timezone.localdate(), kind=register.kind) if actor.can("tasks.share") else None,
        "settable": register.settable(request) if register.correct and actor.can(register.correct) else [],
    }  # fmt: skip


def _pairs(request: HttpRequest) -> list[tuple[str, str]]:
    return [(key, value) for key, values in request.GET.lists() for value in values]


def chosen(register: Register, said: list[str]) -> list[str]:
    """The columns to show: those that cannot be hidden, and those asked for or else the usual ones."""
    asked = [name for name in said if name in register.columns]
    return [
        name for name, column in register.columns.items() if column.always or (name in asked if asked else column.usual)
    ]


def _head(register: Register, request: HttpRequest, name: str) -> Head:
    column = register.columns.get(name) or Column(
        register.first, lambda one, known: Cell("text", ""), register.first_order
    )
    now = request.GET.get("order") or register.order
    values = request.GET.copy()
    values.pop("page", None)
    values["order"] = f"-{name}" if now == name else name
    state = {name: "ascending", f"-{name}": "descending"}.get(now, "")
    return Head(name, column.label, column.number, f"?{values.urlencode()}" if column.order else "", state)


def with_counts(form: Any, name: str, counts: Mapping[str, int]) -> None:
    """Write how many each choice of a filter would show beside it."""
    choices = [(code, label) for code, label in form.fields[name].choices]
    form.fields[name].choices = [
        (code, label if code == "" else f"{label} · {counts.get(code, 0)}") for code, label in choices
    ]


def count_choices(form: Any, found: Any, wanted: Mapping[str, str]) -> int:
    """Write how many each choice of several filters would show, the others kept as they are wanted; one question for all.

    `found`: the list by its other filters. Returns how many it shows.
    """
    grouped = found.order_by().values_list(*wanted).annotate(Count("pk"))
    rows = (([str(value) or NONE for value in values], count) for *values, count in grouped)
    counts, total = beside(rows, {name: partial(_wanted, said) for name, said in wanted.items()})
    for name, known in counts.items():
        with_counts(form, name, known)
    return total


def _wanted(said: str, value: str) -> bool:
    return said in ("", value)


def counting(request: HttpRequest) -> bool:
    """Whether the area is small enough for counts beside every choice: no larger than a subdistrict."""
    return len(request.actor.area) >= SUBDISTRICT


def text(name: str, label: Any, *, table: Mapping[str, Any] | None = None, **more: Any) -> Column:
    """A column that shows a field as it is, or by its code table, and sorts by it."""

    def cell(record: Any, _known: Any) -> Cell:
        value = getattr(record, name)
        shown = (table.get(value, value) if table is not None else value) if value not in (None, "") else ""
        return Cell("text", shown)

    more.setdefault("order", (name,))
    return Column(label, cell, **more)


def seen_column() -> Column:
    """When somebody last looked."""
    return Column(_("Last confirmed"), lambda record, _known: Cell("day", record.observed_on), ("observed_on",))
