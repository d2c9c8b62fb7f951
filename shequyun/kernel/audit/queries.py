"""Reading the trail, and checking that it holds."""

from datetime import date
from typing import Any

from shequyun.base.actor import Actor
from shequyun.base.records import ScopedQuerySet
from shequyun.kernel.audit.models import ChainHead, Entry
from shequyun.kernel.audit.rules import Break, breaks


def entries(
    actor: Actor,
    *,
    verb: str = "",
    staff: str = "",
    subject: str = "",
    since: date | None = None,
    until: date | None = None,
    disclosures: bool = False,
) -> ScopedQuerySet[Entry]:
    """Entries in the actor's area that meet every condition, the newest first. Needs the right `audit.read`."""
    actor.need("audit.read")
    conditions: dict[str, Any] = {
        "verb__startswith": verb,
        "actor_name__contains": staff,
        "subject_id": subject,
        "at__date__gte": since,
        "at__date__lte": until,
        "disclosure": disclosures or None,
    }
    said = {key: value for key, value in conditions.items() if value not in ("", None)}
    return Entry.objects.visible_to(actor).filter(**said).order_by("-at", "-seq")  # type: ignore[return-value]


def verbs(actor: Actor) -> list[str]:
    """The verbs that occur in the actor's area."""
    return sorted(set(Entry.objects.visible_to(actor).order_by().values_list("verb", flat=True).distinct()))


def verify(chain: str = "") -> tuple[int, list[Break]]:
    """(entries checked, places where a chain does not hold). Run inside the scope that is to be checked."""
    heads = ChainHead.objects.filter(chain=chain) if chain else ChainHead.objects.order_by("chain")
    checked, found = 0, []
    for head in heads:
        rows = Entry.objects.filter(chain=head.chain).order_by("seq")
        checked += rows.count()
        found += breaks(head.chain, rows.iterator(chunk_size=2000), head_seq=head.seq)
    return checked, found
