"""Staff, wrong tries to sign in, posts (person x area x role), roles, and views of lists that people saved."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone

from shequyun.base.ids import new_id
from shequyun.base.records import CodeField


class StaffManager(BaseUserManager["Staff"]):
    """Finds staff by user name, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> "Staff":
        return self.get(username__iexact=username)


class Staff(AbstractBaseUser):
    """Somebody who may sign in. What they may do hangs on their posts, never on the account."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    username = models.CharField(max_length=32, unique=True)
    name = models.CharField(max_length=64)
    is_active = models.BooleanField(default=True)
    password_changed_at = models.DateTimeField(default=timezone.now)
    must_change_password = models.BooleanField(default=False)
    totp_sealed = models.BinaryField(null=True)
    totp_last_step = models.BigIntegerField(default=0)
    recovery_hashes = models.JSONField(default=list)
    last_post = models.UUIDField(null=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]
    objects = StaffManager()


class Tries(models.Model):
    """Wrong tries to sign in with a user name, whether somebody has it or not, so that nobody learns which.

    The name is a blind index: people type passwords where names belong.
    """

    name = models.BinaryField(primary_key=True)
    failed = models.SmallIntegerField()
    last_at = models.DateTimeField(db_index=True)
    locked_until = models.DateTimeField(null=True)


class Role(models.Model):
    """A bundle of rights. `level`: how many digits the areas of its posts have; 0: any."""

    code = models.CharField(max_length=32, primary_key=True)
    level = models.SmallIntegerField()
    rights = models.JSONField(default=list)
    needs_second_factor = models.BooleanField(default=False)


class Post(models.Model):
    """A person holds a role in an area, from a day to a day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="posts")
    role = models.ForeignKey(Role, on_delete=models.PROTECT)
    area = CodeField(max_length=15)
    from_date = models.DateField(default=timezone.localdate)
    to_date = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["staff", "role", "area"], condition=models.Q(to_date=None), name="access_one_open_post"
            )
        ]


class SavedView(models.Model):
    """A filter of a list that somebody named. Shared ones are seen by everybody in the area."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    staff = models.ForeignKey(Staff, on_delete=models.CASCADE)
    area = CodeField(max_length=15)
    page = models.CharField(max_length=32)
    name = models.CharField(max_length=40)
    query = models.CharField(max_length=1000)
    shared = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["staff", "area", "page", "name"], name="access_one_view_name")]
