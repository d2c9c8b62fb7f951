"""Collection forms in the slice: which of them the phone must know, and behind the doors that were touched whom they ask.

With a form that it does not know yet the phone fetches at once everybody whom it asks (surveys.queries.phone_form).
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from shequyun.base.actor import Actor
from shequyun.engines.surveys.queries import asked_in, buildings_answered, phone_stamps
from shequyun.engines.sync.queries.parts import Part, register_part


def _rows(actor: Actor, building_ids: Collection[UUID]) -> dict[UUID, list[Any]]:
    return asked_in(actor, building_ids, today=timezone.localdate())


def _touched(actor: Actor, since: datetime) -> set[UUID]:
    return buildings_answered(actor, since)


def _tables(actor: Actor) -> dict[str, Any]:
    return {"forms": phone_stamps(actor, today=timezone.localdate())}


register_part(Part("asked", "field.use", _rows, _touched, _tables, apart=True))
