"""Reading files, for whoever may see what they are attached to."""

from uuid import UUID

from shequyun.base.actor import Actor
from shequyun.base.errors import NotVisible
from shequyun.base.records import ScopedQuerySet
from shequyun.base.secrets import keyring
from shequyun.kernel.attachments.choices import CARRIERS, Carrier, declare
from shequyun.kernel.attachments.models import Attachment
from shequyun.kernel.organisations.queries import organisation_of
from shequyun.kernel.places.queries import building_of, dwelling_of
from shequyun.kernel.residents.queries import resident_of

declare(Carrier("resident", "residents.read", "residents.correct", resident_of))
declare(Carrier("dwelling", "dwellings.read", "dwellings.correct", dwelling_of))
declare(Carrier("building", "dwellings.read", "dwellings.correct", building_of))
declare(Carrier("organisation", "organisations.read", "organisations.correct", organisation_of))


def carrier_of(kind: str) -> Carrier:
    """A kind of subject that carries files; 404 for any other."""
    if kind not in CARRIERS:
        raise NotVisible()
    return CARRIERS[kind]


def attachments_of(actor: Actor, kind: str, subject_id: UUID) -> ScopedQuerySet[Attachment]:
    """The files on a subject that are still there, the oldest first, without their bytes. The caller has the subject."""
    found = Attachment.objects.visible_to(actor).filter(subject_kind=kind, subject_id=subject_id, detached_at=None)
    return found.defer("content", "thumbnail").order_by("made_at", "pk")  # type: ignore[return-value]


def attachment_of(actor: Actor, attachment_id: UUID) -> Attachment:
    """One file with its bytes, sealed. 404 where it, or what it hangs on, is out of sight; 403 without the right."""
    found = Attachment.objects.visible_to(actor).filter(pk=attachment_id, detached_at=None).first()
    if found is None:
        raise NotVisible()
    carrier = carrier_of(found.subject_kind)
    actor.need(carrier.read)
    carrier.of(actor, found.subject_id)
    return found


def content_of(attachment: Attachment, *, thumbnail: bool = False) -> bytes:
    """The bytes; those of the small picture where asked for and there."""
    sealed = attachment.thumbnail if thumbnail and attachment.thumbnail else attachment.content
    return keyring().unseal_bytes(sealed) if sealed else b""
