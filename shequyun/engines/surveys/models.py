"""Tables of collection forms. A form says nothing about anybody and has no wall; a publication and an answer do."""

from django.db import models
from django.utils import timezone

from shequyun.base.ids import new_id
from shequyun.base.records import CodeField, Scoped


class Survey(models.Model):
    """A form that a department wants answered. `area` is whose it is: seen there, above and within.

    `form_id` is the one that the XLSForm gives itself; a file with the same one is a new edition.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    area = CodeField(max_length=15)
    form_id = models.CharField(max_length=80)
    title = models.CharField(max_length=80)
    department = models.CharField(max_length=40, blank=True)
    purpose = models.CharField(max_length=200)
    ground = models.CharField(max_length=200)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.UUIDField(null=True)
    made_by_name = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["area", "form_id"], name="surveys_one_form_id")]


class Edition(models.Model):
    """A form as it was uploaded once. `content` is the file, sealed: departments leave examples with people in them.

    `questions` is the tree of rules.questions, `beyond` what in it only ODK Collect can do; `mapping` is path of a question -> field of the resident.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="editions")
    number = models.IntegerField()
    file_name = models.CharField(max_length=200)
    content = models.BinaryField()
    xform = models.TextField()
    questions = models.JSONField()
    beyond = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    at = models.DateTimeField(default=timezone.now)
    staff_name = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["survey", "number"], name="surveys_one_number")]


class Publication(Scoped):
    """An edition asks people of one committee. `run` ties together those of one publishing over several committees."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="publications", db_constraint=False)
    run = models.UUIDField(default=new_id)
    until = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)
    at = models.DateTimeField(default=timezone.now)
    staff_id = models.UUIDField(null=True)
    staff_name = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [models.Index(fields=["community", "-at"])]


class Asked(Scoped):
    """Somebody whom a publication asks."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="asked")
    resident_id = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publication", "resident_id"], name="surveys_asked_once")]


class Answer(Scoped):
    """One form filled in, for ever. `id` is its instanceID, made where it was filled in.

    `content` is sealed JSON: the answers by path, and what could not be read with the reason. `batch_id` is what it said
    about the register, if anything.
    """

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="answers")
    resident_id = models.UUIDField(null=True)
    content = models.BinaryField()
    applied = models.JSONField(default=list)
    unread_count = models.IntegerField(default=0)
    disputed = models.IntegerField(default=0)
    batch_id = models.UUIDField(null=True)
    way = models.CharField(max_length=8)
    at = models.DateTimeField(default=timezone.now)
    staff_id = models.UUIDField(null=True)
    staff_name = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["community", "publication", "-at"]),
            models.Index(fields=["community", "resident_id"]),
        ]
