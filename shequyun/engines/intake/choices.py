"""The words of an import: the life of an upload, what becomes of a row, what a person decided about it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class UploadState(TextChoices):
    """The life of an upload."""

    READING = "reading", _("Being read")
    MAPPING = "mapping", _("Columns to check")
    CHECKING = "checking", _("Being compared")
    READY = "ready", _("To decide and commit")
    COMMITTING = "committing", _("Being committed")
    COMMITTED = "committed", _("Committed")
    UNDONE = "undone", _("Undone")
    FAILED = "failed", _("Could not be read")


class RowState(TextChoices):
    """What a row would do, or why it does nothing."""

    NEW = "new", _("New")
    CHANGED = "changed", _("Changed")
    UNCHANGED = "unchanged", _("Unchanged")
    DOUBTFUL = "doubtful", _("Doubtful match")
    DUPLICATE = "duplicate", _("Duplicate in the file")
    REFUSED = "refused", _("Sent back")


class Decision(TextChoices):
    """What a person said about a row."""

    SAME = "same", _("The same person")
    NEW = "new", _("A new record")
    SKIP = "skip", _("Left out")
