"""Revealing: seeing a whole number is an act with a reason, and leaves a trace."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, NotVisible
from shequyun.kernel.facts.choices import FieldKind
from shequyun.kernel.facts.fields import subject_of
from shequyun.kernel.residents.models import Document, Resident


class ReasonMissing(BadInput):
    """Nobody looks without saying why."""

    code = "residents.reason_missing"
    sentence = _("Say why you need to see the whole number.")


class NotSealed(BadInput):
    """Only sealed numbers are revealed."""

    code = "residents.not_sealed"
    sentence = _("This field is not masked.")


@action("residents.reveal")
def reveal(actor: Actor, resident_id: UUID, *, field: str, reason: str) -> str:
    """The whole value of a masked field of a resident (a phone). Refuses an empty reason."""
    resident = Resident.objects.visible_to(actor).filter(pk=resident_id).first()
    if resident is None:
        raise NotVisible()
    return _reveal("resident", resident, resident.pk, field, reason)


@action("residents.reveal")
def reveal_document(actor: Actor, document_id: UUID, *, reason: str) -> str:
    """The whole number of a document. Refuses an empty reason."""
    document = Document.objects.visible_to(actor).filter(pk=document_id).first()
    if document is None:
        raise NotVisible()
    return _reveal("document", document, document.resident_id, "number", reason)


def _reveal(kind: str, record: Resident | Document, resident_id: UUID, name: str, reason: str) -> str:
    if not reason.strip():
        raise ReasonMissing()
    field = subject_of(kind).by_name.get(name)
    if field is None or field.kind != FieldKind.SECRET:
        raise NotSealed()
    note("resident", resident_id, record.community, reason=reason.strip(), disclosure=True, field=f"{kind}.{name}")
    return str(field.read(getattr(record, field.kept)) or "")
