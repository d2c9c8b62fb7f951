"""The bundle for other systems leaves with a purpose, and is recorded as a disclosure."""

from typing import Any

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.kernel.facts.actions.disclosing import PurposeMissing
from shequyun.programmes.vaccination.queries.bundles import bundle_of

MOST = 5000


@action("vaccination.export", right="residents.export")
def export_bundle(actor: Actor, people: Any, *, reason: str, whole: bool = False, query: str = "") -> dict[str, Any]:
    """The FHIR bundle of residents (a query of those in sight, at most MOST), names and numbers masked.

    `whole` ones take the right to see whole numbers. Refuses an empty reason.
    """
    if not reason.strip():
        raise PurposeMissing()
    if whole:
        actor.need("residents.reveal")
    found = bundle_of(actor, people[:MOST], whole=whole)
    count = sum(1 for entry in found.get("entry", []) if entry["resource"]["resourceType"] == "Patient")
    note(
        "resident",
        None,
        actor.area,
        reason=reason.strip(),
        disclosure=True,
        count=count,
        whole=whole,
        query=query[:300],
    )
    return found
