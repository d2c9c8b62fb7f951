"""The words of the one door: kinds of fields, how sensitive they are, what may happen to an observation."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FieldKind(TextChoices):
    """How a value is written, compared and shown."""

    TEXT = "text", _("Text")
    CODE = "code", _("Coded value")
    DATE = "date", _("Date")
    NUMBER = "number", _("Number")
    BOOLEAN = "boolean", _("Yes or no")
    SECRET = "secret", _("Sealed number")
    LINK = "link", _("Link")


class Sensitivity(TextChoices):
    """Who has a reason to see it. PIPL art. 28 names the last class."""

    OPEN = "open", _("Internal")
    PERSONAL = "personal", _("Personal")
    SENSITIVE = "sensitive", _("Sensitive personal")


class Ground(TextChoices):
    """The lawful ground for keeping a field (PIPL art. 13)."""

    DUTY = "duty", _("Statutory duty")
    CONSENT = "consent", _("Consent")
    EMERGENCY = "emergency", _("Public-health emergency")


class SourceKind(TextChoices):
    """Where facts come from."""

    DEPARTMENT = "department", _("Department list")
    VISIT = "visit", _("Visit at the door")
    DESK = "desk", _("Correction at the desk")
    RESIDENT = "resident", _("Resident's own declaration")
    LEDGER = "ledger", _("Committee's own workbook")
    SYSTEM = "system", _("System")


class Verdict(TextChoices):
    """What the trust rules say about one value that differs from the one known."""

    SET = "set", _("Taken over")
    DISPUTED = "disputed", _("Two sources disagree")
    OUTDATED = "outdated", _("Older than what is known")


class Match(TextChoices):
    """Whether an observation's subject is known."""

    NEW = "new", _("New")
    KNOWN = "known", _("Known")
    DOUBTFUL = "doubtful", _("Doubtful match")
    REFUSED = "refused", _("Refused")


class ChangeKind(TextChoices):
    """What a change did."""

    CREATE = "create", _("Entered")
    SET = "set", _("Changed")
    CONFIRM = "confirm", _("Confirmed")
    REMOVE = "remove", _("Taken out")
    MERGE = "merge", _("Merged")
    UNMERGE = "unmerge", _("Unmerged")


class BatchState(TextChoices):
    """The life of a batch."""

    OPEN = "open", _("Open")
    APPLIED = "applied", _("Applied")
    UNDONE = "undone", _("Undone")


class Outcome(TextChoices):
    """How a person settled a discrepancy."""

    KEPT = "kept", _("Kept what was known")
    TAKEN = "taken", _("Took the new value")
    WITHDRAWN = "withdrawn", _("Withdrawn with its batch")
