"""Deputies, places to meet, listening sessions, and what was said there."""

from django.db import models
from django.utils import timezone

from shequyun.base.records import Scoped
from shequyun.programmes.deputies.choices import Aside, Author, Congress, Place, Power, SessionState


class Deputy(Scoped):
    """Somebody elected who keeps contact with this committee; a public office, not a record of a resident."""

    name = models.CharField(max_length=64)
    congress = models.CharField(max_length=10, choices=Congress)
    unit = models.CharField(max_length=80, blank=True)
    to_date = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "name", "congress"], condition=models.Q(to_date=None), name="deputies_once"
            )
        ]


class Station(Scoped):
    """Where deputies meet residents, and when it is open."""

    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=8, choices=Place)
    place = models.CharField(max_length=120)
    hours = models.CharField(max_length=120, blank=True)
    to_date = models.DateField(null=True)


class Session(Scoped):
    """Deputies listen on a day. `id` is made by the form, so that sending it twice is one session."""

    theme = models.CharField(max_length=120)
    station = models.ForeignKey(Station, on_delete=models.PROTECT, null=True, db_constraint=False)
    place = models.CharField(max_length=120)
    held_on = models.DateField()
    attendance = models.SmallIntegerField(null=True)
    state = models.CharField(max_length=10, choices=SessionState, default=SessionState.PLANNED)
    outcome = models.TextField(blank=True)
    version = models.IntegerField(default=1)
    staff_id = models.UUIDField(null=True)
    staff_name = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [models.Index(fields=["community", "-held_on"])]


class Presence(Scoped):
    """A deputy takes part in a session."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, db_constraint=False)
    deputy = models.ForeignKey(Deputy, on_delete=models.PROTECT, db_constraint=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "session", "deputy"], name="deputies_present_once")]


class Opinion(Scoped):
    """One sentence of one person, in their words. `id` is made by the form. Of the anonymous no name, number or record is
    kept; the database refuses it.

    `suggestion` says where it went on; `aside` why it goes on nowhere, `case_id` which case it became then.
    """

    session = models.ForeignKey(Session, on_delete=models.PROTECT, db_constraint=False)
    number = models.SmallIntegerField()
    words = models.TextField()
    author = models.CharField(max_length=10, choices=Author)
    resident_id = models.UUIDField(null=True)
    author_name = models.CharField(max_length=64, blank=True)
    phone_sealed = models.BinaryField(null=True)
    power = models.CharField(max_length=12, choices=Power, blank=True)
    suggestion = models.ForeignKey("Suggestion", on_delete=models.PROTECT, null=True, db_constraint=False)
    aside = models.CharField(max_length=10, choices=Aside, blank=True)
    aside_words = models.CharField(max_length=200, blank=True)
    case_id = models.UUIDField(null=True)
    at = models.DateTimeField(default=timezone.now)
    staff_id = models.UUIDField(null=True)
    staff_name = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "session", "number"], name="deputies_one_number"),
            models.CheckConstraint(
                condition=~models.Q(author=Author.ANONYMOUS)
                | models.Q(resident_id=None, author_name="", phone_sealed=None),
                name="deputies_anonymous_is_anonymous",
            ),
            models.CheckConstraint(
                condition=~models.Q(author=Author.RESIDENT) | models.Q(resident_id__isnull=False),
                name="deputies_resident_known",
            ),
            models.CheckConstraint(
                condition=models.Q(suggestion=None) | models.Q(aside=""), name="deputies_one_way_on"
            ),
        ]
