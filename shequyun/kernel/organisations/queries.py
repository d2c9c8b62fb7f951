"""Reading organisations."""

from uuid import UUID

from django.db.models import Q

from shequyun.base.actor import Actor
from shequyun.base.errors import NotVisible
from shequyun.base.masks import mask_phone
from shequyun.base.records import ScopedQuerySet
from shequyun.base.secrets import keyring
from shequyun.kernel.organisations.models import Organisation


def organisations(
    actor: Actor, *, building: str = "", kind: str = "", state: str = "", name: str = ""
) -> ScopedQuerySet[Organisation]:
    """Organisations in the actor's area that meet every condition, by building and name."""
    conditions = {"building_id": building, "kind": kind, "state": state, "name__contains": name}
    found = Organisation.objects.visible_to(actor).filter(**{key: value for key, value in conditions.items() if value})
    return found.select_related("building").order_by("community", "building__sort_key", "name", "pk")  # type: ignore[return-value]


def organisation_of(actor: Actor, organisation_id: UUID) -> Organisation:
    """One organisation with its building. Out of sight is 404."""
    found = Organisation.objects.visible_to(actor).select_related("building").filter(pk=organisation_id).first()
    if found is None:
        raise NotVisible()
    return found


def find_organisations(actor: Actor, text: str, *, limit: int = 5) -> list[Organisation]:
    """Organisations whose name begins so, or whose code it is."""
    if not text:
        return []
    after = text[:-1] + chr(ord(text[-1]) + 1)
    condition = Q(name__gte=text, name__lt=after) | Q(credit_code=text.upper())
    return list(
        Organisation.objects.visible_to(actor).filter(condition).select_related("building").order_by("name")[:limit]
    )


def masked_phone(organisation: Organisation) -> str:
    """The phone, masked; empty if none is known."""
    return mask_phone(keyring().unseal(organisation.phone_sealed)) if organisation.phone_sealed else ""
