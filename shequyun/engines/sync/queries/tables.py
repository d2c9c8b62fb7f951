"""The words that the phone needs to show the slice: code tables in the worker's language, and what parts bring."""

from typing import Any

from shequyun.base.actor import Actor
from shequyun.engines.sync.queries.parts import parts_for
from shequyun.kernel.places.choices import DWELLING_TENURES, DWELLING_USES
from shequyun.kernel.residents.choices import DOCUMENT_KINDS, END_REASONS, RELATIONS, SEXES, TENURES

_CODES = {
    "sexes": SEXES,
    "relations": RELATIONS,
    "tenures": TENURES,
    "document_kinds": DOCUMENT_KINDS,
    "end_reasons": END_REASONS,
    "uses": DWELLING_USES,
    "home_tenures": DWELLING_TENURES,
}
_NOT_AT_THE_DOOR = {"end_reasons": {"merged", "death"}, "document_kinds": {"mainland_id_15"}}


def tables(actor: Actor) -> dict[str, Any]:
    """[[code, words], …] by table, in their order."""
    found: dict[str, Any] = {
        name: [[code, str(label)] for code, label in table.items() if code not in _NOT_AT_THE_DOOR.get(name, ())]
        for name, table in _CODES.items()
    }
    for part in parts_for(actor):
        found |= part.tables(actor)
    return found
