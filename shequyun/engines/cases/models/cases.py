"""A case as it was brought, what happened to it, who takes part in it, and what it is about."""

from datetime import datetime

from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from shequyun.base.records import CodeField, Scoped
from shequyun.engines.cases.choices import (
    OPEN_STATES,
    UNFINISHED_STATES,
    Channel,
    Happened,
    Kind,
    Part,
    Result,
    State,
    SuggestionResult,
    Urgency,
    Who,
)


class Case(Scoped):
    """What somebody brought, in their words. `id` is made by the form, so that sending it twice is one case.

    Below `version` stands what follows from the events, kept by the transaction that adds one, for lists and boards: never
    said by anybody. `due_at` is the end of the clock that is due first. `token_*` opens the resident's page.
    """

    number = CodeField(max_length=16)
    token_sealed = models.BinaryField()
    token_blind = models.BinaryField()
    channel = models.CharField(max_length=12, choices=Channel)
    kind = models.CharField(max_length=12, choices=Kind)
    matter = CodeField(max_length=32)
    grades = models.JSONField(default=list)
    urgency = models.CharField(max_length=8, choices=Urgency, default=Urgency.NORMAL)
    words = models.TextField()
    who = models.CharField(max_length=12, choices=Who)
    resident_id = models.UUIDField(null=True)
    caller_name = models.CharField(max_length=64, blank=True)
    phone_sealed = models.BinaryField(null=True)
    building_id = models.UUIDField(null=True)
    dwelling_id = models.UUIDField(null=True)
    place = models.CharField(max_length=120, blank=True)
    papers = models.JSONField(default=list)
    outside_number = models.CharField(max_length=40, blank=True)
    received_at = models.DateTimeField(default=timezone.now)

    version = models.IntegerField(default=0)
    state = models.CharField(max_length=12, choices=State, default=State.NEW)
    sensitive = models.BooleanField(default=False)
    first_id = models.UUIDField(null=True)
    first_name = models.CharField(max_length=64, blank=True)
    handler_id = models.UUIDField(null=True)
    handler_name = models.CharField(max_length=64, blank=True)
    asked_area = CodeField(max_length=15, blank=True)
    due_at = models.DateTimeField(null=True)
    due_clock = models.CharField(max_length=12, blank=True)
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    in_time = models.BooleanField(null=True)
    result = models.CharField(max_length=16, choices=[*Result.choices, *SuggestionResult.choices], blank=True)
    result_by = models.DateField(null=True)
    satisfied = models.BooleanField(null=True)
    reopened = models.SmallIntegerField(default=0)
    merged_into = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "number"], name="cases_one_number"),
            models.UniqueConstraint(
                fields=["community", "outside_number"],
                condition=~models.Q(outside_number=""),
                name="cases_one_outside_number",
            ),
            models.CheckConstraint(
                condition=models.Q(who=Who.RESIDENT, resident_id__isnull=False)
                | (~models.Q(who=Who.RESIDENT) & models.Q(resident_id=None)),
                name="cases_resident_known",
            ),
        ]
        indexes = [
            models.Index(fields=["community", "-received_at"]),
            models.Index(fields=["building_id", "matter"]),
            models.Index(fields=["token_blind"]),
            models.Index(fields=["number"]),
            models.Index(
                fields=["community", "state", "due_at"],
                include=["id", "sensitive", "asked_area", "first_id", "handler_id"],
                condition=models.Q(state__in=UNFINISHED_STATES),
                name="cases_unfinished",
            ),
            models.Index(
                F("due_at"), F("received_at").desc(), F("id"), condition=models.Q(state__in=OPEN_STATES), name="cases_due"
            ),
            models.Index(
                fields=["community", "-received_at"],
                include=["id", "sensitive", "asked_area"],
                condition=models.Q(state=State.DONE),
                name="cases_done",
            ),
            models.Index(
                fields=["community", "closed_at"], condition=models.Q(channel=Channel.DEPUTY), name="cases_suggestions"
            ),
            models.Index(
                fields=["received_at"],
                include=[
                    "id", "community", "state", "sensitive", "asked_area", "matter", "closed_at", "in_time", "result",
                    "satisfied", "reopened",
                ],
                name="cases_numbers",
            ),
        ]  # fmt: skip

    @property
    def is_open(self) -> bool:
        """Whether work remains."""
        return self.state in OPEN_STATES

    def is_late(self, now: datetime) -> bool:
        """Whether a clock that runs is over."""
        return self.is_open and self.state != State.PAUSED and self.due_at is not None and self.due_at < now


class Event(Scoped):
    """Append-only: something happened to a case. `words` are for people; `data` for the rules.

    `to_resident` says that the words are meant for the resident; everything else is internal.
    """

    case_id = models.UUIDField()
    seq = models.IntegerField()
    kind = models.CharField(max_length=16, choices=Happened)
    at = models.DateTimeField(default=timezone.now)
    staff_id = models.UUIDField(null=True)
    staff_name = models.CharField(max_length=64, blank=True)
    words = models.TextField(blank=True)
    to_resident = models.BooleanField(default=False)
    data = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "case_id", "seq"], name="cases_one_seq")]
        indexes = [
            models.Index(
                fields=["community", "case_id"], condition=models.Q(kind=Happened.ESCALATED), name="cases_escalated"
            )
        ]

    @property
    def title(self) -> str:
        """What happened, in a word; a visit is no mere link, and who takes a case was not given it."""
        if self.kind == Happened.LINKED and self.data.get("kind") == "task":
            return str(_("Visit arranged"))
        if self.kind == Happened.RATED and "satisfied" in self.data:
            return str(_("The deputies are satisfied"))
        if self.kind != Happened.ASSIGNED:
            return str(self.get_kind_display())
        return str(_("Taken on") if self.taken else _("Given to"))

    @property
    def taken(self) -> bool:
        """Whether somebody gave the case to themselves."""
        return self.kind == Happened.ASSIGNED and self.data.get("to") == str(self.staff_id)


class Party(Scoped):
    """Who takes part in a case, and as what; what decides whose desk it is on and who sees a sensitive one."""

    case_id = models.UUIDField()
    staff_id = models.UUIDField()
    part = models.CharField(max_length=8, choices=Part)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "case_id", "staff_id", "part"], name="cases_one_part")
        ]
        indexes = [models.Index(fields=["staff_id", "part"])]


class Link(Scoped):
    """A case is about a resident, a home, a building, an organisation, a task, or belongs with another case."""

    follows = ("case_id",)

    case_id = models.UUIDField()
    subject_kind = CodeField(max_length=16)
    subject_id = models.UUIDField()
    name = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "case_id", "subject_kind", "subject_id"], name="cases_one_link"
            )
        ]
        indexes = [models.Index(fields=["subject_id"])]
