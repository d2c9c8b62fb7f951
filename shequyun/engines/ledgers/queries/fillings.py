"""Fillings: what was filled when, what was missing, and what has changed since the time before."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Q

from shequyun.base.actor import Actor
from shequyun.base.errors import NotVisible
from shequyun.base.records import ScopedQuerySet
from shequyun.engines.ledgers.fields import meanings
from shequyun.engines.ledgers.models import Filling
from shequyun.engines.ledgers.rules.sealing import unsealed_lines
from shequyun.kernel.residents.queries import residents


@dataclass(frozen=True)
class Gap:
    """One resident with what the form asks and the register does not know."""

    resident: Any
    labels: list[Any]


@dataclass
class Changes:
    """What is different from the filling before: names of who was added and left, and changed cells."""

    before: Filling
    added: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    changed: list[tuple[str, str, str, str]] = field(default_factory=list)


def fillings(actor: Actor, *, form_id: UUID | None = None, subject_id: UUID | None = None) -> ScopedQuerySet[Filling]:
    """Fillings in the actor's area, the newest first, without their files; `kept` tells whether there is one."""
    found = Filling.objects.visible_to(actor).select_related("form").defer("content", "lines", "form__content")
    found = found.annotate(kept=Q(content__isnull=False))  # type: ignore[assignment]
    if form_id is not None:
        found = found.filter(form_id=form_id)
    if subject_id is not None:
        found = found.filter(subject_id=subject_id)
    return found.order_by("-at", "pk")  # type: ignore[return-value]


def filling_of(actor: Actor, filling_id: UUID) -> Filling:
    """One filling. Out of sight is 404."""
    found = fillings(actor).filter(pk=filling_id).first()
    if found is None:
        raise NotVisible()
    return found


def gaps_of(actor: Actor, filling: Filling) -> list[Gap]:
    """Who lacks what, as people walk."""
    known = meanings(actor)
    found = residents(actor).filter(pk__in=list(filling.missing)).select_related("dwelling")
    return [
        Gap(one, [known[name].label for name in filling.missing[str(one.pk)] if name in known])
        for one in found.order_by("community", "dwelling__sort_key", "pk")
    ]


def changes_of(actor: Actor, filling: Filling) -> Changes | None:
    """What changed since the filling before of the same form and area; None for the first."""
    before = Filling.objects.visible_to(actor).filter(pk=filling.before).first() if filling.before else None
    if before is None:
        return None
    then, now = unsealed_lines(before.lines), unsealed_lines(filling.lines)
    found = Changes(before)
    for key, line in now.items():
        if key not in then:
            found.added.append(line["name"])
            continue
        for title, value in line["cells"].items():
            old = then[key]["cells"].get(title)
            if old is not None and old != value:
                found.changed.append((line["name"], title, _shown(old), _shown(value)))
    found.left = [line["name"] for key, line in then.items() if key not in now]
    return found


def _shown(cell: str) -> str:
    """A cell as it was, without what tells a changed number behind the same mask."""
    return cell.partition("\x1f")[0]
