"""Finding the upload that an action is about."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from shequyun.base.actor import Actor
from shequyun.base.errors import NotNow, NotVisible
from shequyun.engines.intake.choices import UploadState
from shequyun.engines.intake.models import Upload
from shequyun.kernel.facts.queries import Batch, batch_of


class NotReady(NotNow):
    """Rows are decided between checking and committing."""

    code = "intake.not_ready"
    sentence = _(
        "This file is not ready for that. Wait until it has been compared, or check whether it has been committed."
    )


def visible(actor: Actor, upload_id: UUID) -> Upload:
    """The upload, locked, without its content. Out of sight is 404."""
    found = Upload.objects.visible_to(actor).select_for_update().defer("content").filter(pk=upload_id).first()
    if found is None:
        raise NotVisible()
    return found


def ready(actor: Actor, upload_id: UUID) -> Upload:
    """The upload, locked, between checking and committing; otherwise 409."""
    upload = visible(actor, upload_id)
    if upload.state != UploadState.READY:
        raise NotReady(state=upload.state)
    return upload


def prepared(upload: Upload) -> Batch:
    """The batch that the upload's rows wait in. Refuses (409) an upload that was not compared."""
    if upload.batch_id is None:
        raise NotReady(state=upload.state)
    return batch_of(upload.batch_id)
