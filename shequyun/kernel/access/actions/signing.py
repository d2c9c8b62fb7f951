"""Signing in, second factor and passwords of one's own. These act before there is a post, so they are not rights."""

import secrets
from datetime import datetime, timedelta

import pyotp
from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import validate_password
from django.db import connection
from django.utils import timezone

from shequyun.base.action import Note
from shequyun.base.actor import NOBODY, Actor
from shequyun.base.scope import entered, scope_of
from shequyun.base.secrets import keyring
from shequyun.kernel.access.models import Staff, Tries
from shequyun.kernel.access.queries import actor_of, locked_until, open_posts, tried_name
from shequyun.kernel.access.rules import Locked, WrongCode, WrongCredentials, step_of
from shequyun.kernel.audit.actions import record

RECOVERY_CODES = 8
ROOT_AREA = "31"


def check_credentials(username: str, password: str) -> Staff:
    """The person, if name and password are right. Refuses wrong ones and locked names.

    After settings.SIGN_IN_TRIES wrong tries a name is locked for SIGN_IN_LOCK_MINUTES. Nothing tells whether somebody has
    it: an unknown name, and that of a closed account, take the same tries, words and time.
    """
    if until := locked_until(username):
        make_password(password)
        raise _locked(until)
    staff = Staff.objects.filter(username__iexact=username, is_active=True).first()
    if staff is None:
        make_password(password)
    elif check_password(password, staff.password):
        return staff
    _count_failure(username, staff)
    raise WrongCredentials()


def _locked(until: datetime) -> Locked:
    return Locked(until=timezone.localtime(until).strftime("%H:%M"))


def _count_failure(username: str, staff: Staff | None) -> None:
    """One more wrong try; those that are longer ago than a lock lasts are forgotten."""
    now, lasts = timezone.now(), timedelta(minutes=settings.SIGN_IN_LOCK_MINUTES)
    Tries.objects.filter(last_at__lte=now - lasts).delete()
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into access_tries as t (name, failed, last_at, locked_until) values (%(name)s, 1, %(now)s, "
            "case when %(most)s <= 1 then %(until)s end) on conflict (name) do update set last_at = excluded.last_at, "
            "failed = t.failed + 1, locked_until = case when t.failed + 1 >= %(most)s then %(until)s end "
            "returning locked_until is not null",
            {"name": tried_name(username), "now": now, "most": settings.SIGN_IN_TRIES, "until": now + lasts},
        )
        (locked,) = cursor.fetchone()
    trace(staff, "staff.locked" if locked else "staff.sign_in_failed")


def forget_tries(staff: Staff) -> None:
    """Wrong tries count no more, and a lock is lifted."""
    Tries.objects.filter(name=tried_name(staff.username)).delete()


def signed_in(staff: Staff, **details: object) -> None:
    """Note that somebody signed in, and how; wrong tries are forgotten."""
    Staff.objects.filter(pk=staff.pk).update(last_login=timezone.now())
    forget_tries(staff)
    trace(staff, "staff.sign_in", **details)


def trace(staff: Staff | None, verb: str, **details: object) -> None:
    """Write what an account did about itself into the trail of its area; of a name that nobody has, that it was tried."""
    who = staff or Staff()  # nobody is looked up as somebody is, so that it takes as long
    posts, actor = open_posts(who), actor_of(who)
    area = posts[0].area if posts else ROOT_AREA
    with entered(scope_of(area)):
        record(actor if staff else NOBODY, verb, [Note("staff", staff.pk if staff else None, area, dict(details))])


def change_password(staff: Staff, *, old: str, new: str) -> None:
    """Set a new password of one's own. Refuses a wrong old one; Django's ValidationError tells a weak new one."""
    if not check_password(old, staff.password):
        raise WrongCredentials()
    validate_password(new, staff)
    staff.set_password(new)
    staff.password_changed_at, staff.must_change_password = timezone.now(), False
    staff.save(update_fields=["password", "password_changed_at", "must_change_password"])
    trace(staff, "staff.change_password")


def new_totp_secret() -> str:
    """A secret for an authenticator app, not yet in force."""
    return pyotp.random_base32()


def totp_uri(staff: Staff, secret: str) -> str:
    """What the QR code of enrolment says."""
    return pyotp.TOTP(secret).provisioning_uri(name=staff.username, issuer_name="社区云")


def enrol_totp(staff: Staff, *, secret: str, code: str, old: str = "") -> list[str]:
    """Put a second factor in force once its first code is right. Returns recovery codes, shown this once.

    One that is in force is replaced by whoever has it: `old` is a code of it, or a recovery code.
    """
    if staff.totp_sealed is not None:
        check_second_factor(staff, old)
    step = step_of(secret, code, now=timezone.now(), last_step=0)
    if step is None:
        raise WrongCode()
    codes = [f"{secrets.randbelow(10**10):010d}" for _ in range(RECOVERY_CODES)]
    staff.totp_sealed, staff.totp_last_step = keyring().seal(secret), step
    staff.recovery_hashes = [make_password(code) for code in codes]
    staff.save(update_fields=["totp_sealed", "totp_last_step", "recovery_hashes"])
    trace(staff, "staff.enrol_second_factor")
    return codes


def check_second_factor(staff: Staff, code: str) -> None:
    """Refuses a wrong or used code. A recovery code works once. Wrong ones count towards the lock."""
    if until := locked_until(staff.username):
        raise _locked(until)
    assert staff.totp_sealed is not None
    step = step_of(keyring().unseal(staff.totp_sealed), code, now=timezone.now(), last_step=staff.totp_last_step)
    if step is not None and Staff.objects.filter(pk=staff.pk, totp_last_step__lt=step).update(totp_last_step=step):
        return
    left = [hashed for hashed in staff.recovery_hashes if not check_password(code.strip(), hashed)]
    unused = Staff.objects.filter(pk=staff.pk, recovery_hashes=staff.recovery_hashes)
    if len(left) == len(staff.recovery_hashes) or not unused.update(recovery_hashes=left):
        _count_failure(staff.username, staff)
        raise WrongCode()
    trace(staff, "staff.use_recovery_code", left=len(left))


def switch_post(actor: Actor, staff: Staff, post_id: str) -> Actor:
    """Use another post of one's own from now on. One that is not held changes nothing."""
    chosen = actor_of(staff, post_id)
    Staff.objects.filter(pk=staff.pk).update(last_post=chosen.post_id)
    return chosen
