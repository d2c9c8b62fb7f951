"""Putting files on subjects, and taking them off."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import NotNow
from shequyun.base.secrets import keyring
from shequyun.kernel.attachments.choices import MOST_FILES
from shequyun.kernel.attachments.models import Attachment
from shequyun.kernel.attachments.queries import attachment_of, attachments_of, carrier_of
from shequyun.kernel.attachments.rules import take


class TooMany(NotNow):
    code = "attachments.too_many"
    sentence = _("There are %(most)s files here already. Remove one first, or put several pictures on one sheet.")


@action("attachments.attach")
def attach(actor: Actor, subject_id: UUID, *, subject_kind: str, name: str, content: bytes) -> UUID:
    """Put a file on a subject in sight; the same file twice is once. Needs the right to write the subject as well.

    Refuses what `rules.take` refuses, and more files than one subject carries.
    """
    carrier = carrier_of(subject_kind)
    actor.need(carrier.write)
    community = carrier.of(actor, subject_id).community
    taken = take(name, content)
    here = attachments_of(actor, subject_kind, subject_id)
    again = here.filter(sha256=taken.sha256).first()
    if again is None and here.count() >= MOST_FILES:
        raise TooMany(most=MOST_FILES)
    file = again or Attachment.objects.create(
        community=community, subject_kind=subject_kind, subject_id=subject_id,
        name=taken.name, kind=taken.kind, size=len(taken.content), sha256=taken.sha256,
        content=keyring().seal_bytes(taken.content),
        thumbnail=keyring().seal_bytes(taken.thumbnail) if taken.thumbnail else None,
        made_by=actor.staff_id, made_by_name=actor.name,
    )  # fmt: skip
    note(subject_kind, subject_id, community, did="attach", file=file.name, sha256=file.sha256, attachment=str(file.pk))
    return file.pk


@action("attachments.attach")
def detach(actor: Actor, attachment_id: UUID, *, reason: str = "") -> None:
    """Take a file off: its bytes are gone, that it was there stays. Needs the right to write the subject as well."""
    file = attachment_of(actor, attachment_id)
    actor.need(carrier_of(file.subject_kind).write)
    file.content, file.thumbnail = None, None
    file.detached_at, file.detached_by_name, file.reason = timezone.now(), actor.name, reason[:200]
    file.save()
    note(file.subject_kind, file.subject_id, file.community, reason=reason, did="detach", file=file.name)
