"""Tables of forms: the catalogue, what was decided, what titles mean, fillings; and ledgers that people made.

A blank form says nothing about anybody and has no wall; a filling does.
"""

from django.db import models
from django.utils import timezone

from shequyun.base.ids import new_id
from shequyun.base.records import CodeField, Scoped
from shequyun.engines.ledgers.choices import Cycle, Decided, FillingState, Paper


class Form(models.Model):
    """A form that somebody asks for. `area` is whose catalogue it is in; it is seen there, above and within.

    `content` is the blank file, sealed, because departments leave examples with people in them. `signature` recognises
    the same form again. `layout` tells its sheets, columns and ways of writing (or the blanks of a Word form);
    `mapping` is sheet -> column -> meaning (blank -> meaning).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    area = CodeField(max_length=15)
    name = models.CharField(max_length=80)
    department = models.CharField(max_length=40, blank=True)
    ground = models.CharField(max_length=200, blank=True)
    approval = models.CharField(max_length=80, blank=True)
    valid_to = models.DateField(null=True)
    asked_by = models.CharField(max_length=40, blank=True)
    cycle = models.CharField(max_length=12, choices=Cycle, default=Cycle.ONCE)
    expected_rows = models.IntegerField(default=0)
    paper = models.CharField(max_length=8, choices=Paper, default=Paper.LIST)
    file_name = models.CharField(max_length=200)
    content = models.BinaryField()
    signature = models.CharField(max_length=64)
    layout = models.JSONField(default=dict)
    mapping = models.JSONField(default=dict)
    version = models.IntegerField(default=1)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.UUIDField(null=True)
    made_by_name = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["area", "signature"], name="ledgers_one_form")]


class Decision(models.Model):
    """Somebody decided about a form, for an area and all within it. The newest that holds there counts."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    form = models.ForeignKey(Form, on_delete=models.CASCADE, related_name="decisions")
    area = CodeField(max_length=15)
    what = models.CharField(max_length=8, choices=Decided)
    reason = models.CharField(max_length=300, blank=True)
    into = models.ForeignKey(Form, on_delete=models.PROTECT, null=True, related_name="absorbed")
    at = models.DateTimeField(default=timezone.now)
    staff_id = models.UUIDField(null=True)
    staff_name = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [models.Index(fields=["form", "-at"])]


class Meant(models.Model):
    """What a column title meant the last time in an area, whatever the form."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    area = CodeField(max_length=15)
    title = models.CharField(max_length=120)
    meaning = models.CharField(max_length=48, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["area", "title"], name="ledgers_one_meaning")]


class Filling(Scoped):
    """A form was filled: by whom, for whom, what for, with how many lines. `community` is the area of the post.

    `content` is the filled file, sealed; only the newest of a form and area keeps it. `lines` are the cells that were
    written, sealed, by resident, so that the next filling can tell what changed. `missing` is resident -> meanings.

    A large one waits for a job: `chosen` are those wanted of the condition, `step`, `done` and `total` how far it is.
    """

    form = models.ForeignKey(Form, on_delete=models.CASCADE, related_name="fillings", db_constraint=False)
    condition = models.JSONField(default=dict)
    subject_id = models.UUIDField(null=True)
    chosen = models.JSONField(default=list)
    state = models.CharField(max_length=8, choices=FillingState, default=FillingState.DONE)
    step = models.CharField(max_length=8, blank=True)
    done = models.IntegerField(default=0)
    total = models.IntegerField(default=0)
    started_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=300, blank=True)
    purpose = models.CharField(max_length=200)
    whole = models.BooleanField(default=False)
    count = models.IntegerField()
    missing = models.JSONField(default=dict)
    unmapped = models.JSONField(default=list)
    lines = models.BinaryField()
    content = models.BinaryField(null=True)
    file_name = models.CharField(max_length=200)
    before = models.UUIDField(null=True)
    at = models.DateTimeField(default=timezone.now)
    staff_id = models.UUIDField(null=True)
    staff_name = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [models.Index(fields=["community", "form", "-at"]), models.Index(fields=["subject_id"])]


class Ledger(models.Model):
    """A ledger that somebody made on screen, or a shipped one as an area wants it. It holds no resident.

    `definition` is what a definition file holds (docs/ledgers.md).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    area = CodeField(max_length=15)
    name = models.CharField(max_length=40)
    definition = models.JSONField()
    version = models.IntegerField(default=1)
    made_at = models.DateTimeField(default=timezone.now)
    staff_id = models.UUIDField(null=True)
    staff_name = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["area", "name"], name="ledgers_one_name")]
