"""Signing in: passwords, the lock, the second factor; each step in the trail."""

import re
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from shequyun.base.actor import Actor
from shequyun.base.errors import Refusal
from shequyun.base.scope import EVERYWHERE, entered
from shequyun.kernel.access.actions import (
    assign_post,
    change_password,
    check_credentials,
    check_second_factor,
    create_staff,
    enrol_totp,
    new_totp_secret,
    reset_password,
    signed_in,
    unlock,
)
from shequyun.kernel.access.models import Staff, Tries
from shequyun.kernel.access.queries import locked_out
from shequyun.kernel.access.rules import (
    ClassesValidator,
    Locked,
    ResetInMachineRoom,
    WrongCode,
    WrongCredentials,
    step_of,
)
from shequyun.kernel.audit.models import Entry
from tests.cast import PASSWORD, ROOM

NOW = datetime(2021, 6, 16, 8, 0, tzinfo=UTC)
SECRET = "JBSWY3DPEHPK3PXP" * 2


def code_at(moment: datetime, secret: str = SECRET) -> str:
    return pyotp.TOTP(secret).at(moment)


def trail(verb: str) -> int:
    with entered(EVERYWHERE):
        return Entry.objects.filter(verb=verb).count()


def fail(times: int, username: str = "alice") -> None:
    for _ in range(times):
        with pytest.raises(WrongCredentials):
            check_credentials(username, "wrong")


def told(username: str, password: str = "wrong") -> str:
    """What somebody is told who tries to sign in, but for the minute until which a lock lasts."""
    with pytest.raises(Refusal) as refusal:
        check_credentials(username, password)
    return re.sub(r"\d\d:\d\d", "…", str(refusal.value))


@pytest.fixture
def staff(alice: Actor) -> Staff:
    return Staff.objects.get(pk=alice.staff_id)


def test_the_right_password_opens_whatever_the_case_of_the_name(staff: Staff) -> None:
    assert check_credentials("Alice", PASSWORD).pk == staff.pk


@pytest.mark.parametrize("username", ["nobody", "Closed"])
def test_nothing_tells_whether_a_name_is_somebodys(staff: Staff, username: str) -> None:
    """The same words, try by try, until both are locked; then the right password is told the same."""
    Staff.objects.create(username="closed", name="closed", is_active=False, password=staff.password)
    tries = [(told("alice"), told(username)) for _try in range(7)]
    assert [known for known, _unknown in tries] == [unknown for _known, unknown in tries]
    assert (len({*tries[:5]}), len({*tries[5:]}), len({*tries})) == (1, 1, 2)
    assert told("alice", PASSWORD) == told(username, PASSWORD) == tries[-1][0]
    assert (trail("staff.sign_in_failed"), trail("staff.locked")) == (8, 2)


def test_the_trail_of_an_unknown_name_does_not_hold_it(staff: Staff) -> None:
    fail(1, "my-secret-password")
    with entered(EVERYWHERE):
        found = Entry.objects.filter(verb="staff.sign_in_failed").values()
        assert "my-secret-password" not in str(list(found))


def test_five_wrong_tries_lock_the_name_even_for_the_right_password(staff: Staff) -> None:
    fail(4, "ALICE")
    assert check_credentials("alice", PASSWORD).pk == staff.pk
    assert locked_out([staff]) == set()
    fail(1)
    with pytest.raises(Locked):
        check_credentials("alice", PASSWORD)
    assert (trail("staff.sign_in_failed"), trail("staff.locked"), locked_out([staff])) == (4, 1, {staff.pk})


def test_the_lock_ends_by_itself_and_by_an_administrator(staff: Staff) -> None:
    fail(5)
    Tries.objects.update(last_at=timezone.now() - timedelta(minutes=16), locked_until=timezone.now())
    assert (check_credentials("alice", PASSWORD).pk, locked_out([staff])) == (staff.pk, set())
    fail(5)
    unlock(ROOM, staff.pk)
    assert check_credentials("alice", PASSWORD).pk == staff.pk
    fail(5)
    assert check_credentials("alice", reset_password(ROOM, staff.pk)).pk == staff.pk


def test_old_tries_are_forgotten_and_so_are_those_before_a_sign_in(staff: Staff) -> None:
    fail(4)
    Tries.objects.update(last_at=timezone.now() - timedelta(minutes=16))
    fail(4)
    signed_in(staff)
    fail(4)
    assert check_credentials("alice", PASSWORD).pk == staff.pk


def test_a_closed_account_does_not_open(staff: Staff) -> None:
    Staff.objects.filter(pk=staff.pk).update(is_active=False)
    with pytest.raises(WrongCredentials):
        check_credentials("alice", PASSWORD)


@pytest.mark.parametrize("weak", ["short1A", "onlysmallletters", "12345678901234", "Password123"])
def test_weak_passwords_are_refused(staff: Staff, weak: str) -> None:
    with pytest.raises(ValidationError):
        change_password(staff, old=PASSWORD, new=weak)


def test_a_new_password_needs_the_old_one_and_counts_at_once(staff: Staff) -> None:
    with pytest.raises(WrongCredentials):
        change_password(staff, old="wrong", new="Another-Horse-8")
    change_password(staff, old=PASSWORD, new="Another-Horse-8")
    fail(1)
    assert check_credentials("alice", "Another-Horse-8").must_change_password is False
    assert trail("staff.change_password") == 1


def test_a_reset_password_is_for_one_sign_in_and_takes_the_second_factor_off(staff: Staff) -> None:
    enrol_totp(staff, secret=SECRET, code=code_at(timezone.now()))
    once = reset_password(ROOM, staff.pk)
    found = check_credentials("alice", once)
    assert (found.must_change_password, found.totp_sealed, found.recovery_hashes) == (True, None, [])


def test_no_administrator_resets_the_password_of_another_kind(staff: Staff) -> None:
    audit = Staff.objects.get(pk=create_staff(ROOM, username="shen", name="shen", password=PASSWORD)[0])
    assign_post(ROOM, audit.pk, role="audit_admin", area="31")
    system = Actor(staff_id=staff.pk, role="system_admin", area="31", rights=frozenset({"staff.manage"}))
    with pytest.raises(ResetInMachineRoom):
        reset_password(system, audit.pk)
    assert check_credentials("shen", PASSWORD).pk == audit.pk
    once = {system: reset_password(system, staff.pk), ROOM: reset_password(ROOM, audit.pk)}
    assert [
        check_credentials(*pair).must_change_password for pair in (("alice", once[system]), ("shen", once[ROOM]))
    ] == [
        True,
        True,
    ]


def test_three_classes_of_signs() -> None:
    for password in ("abcDEF123", "abc-123-def", "ABC-123"):
        ClassesValidator().validate(password)
    for password in ("abcdef123", "ABCDEF", "12-34"):
        with pytest.raises(ValidationError):
            ClassesValidator().validate(password)


def test_codes_hold_for_one_step_each_way_and_once() -> None:
    step = int(NOW.timestamp()) // 30
    around = [NOW + timedelta(seconds=30 * drift) for drift in (-2, -1, 0, 1, 2)]
    found = [step_of(SECRET, code_at(moment), now=NOW, last_step=0) for moment in around]
    assert found == [None, step - 1, step, step + 1, None]
    assert step_of(SECRET, code_at(NOW), now=NOW, last_step=step) is None


def test_the_second_factor_is_asked_once_and_used_once(staff: Staff) -> None:
    secret = new_totp_secret()
    with pytest.raises(WrongCode):
        enrol_totp(staff, secret=secret, code="000000x")
    first = code_at(timezone.now(), secret)
    codes = enrol_totp(staff, secret=secret, code=first)
    assert (len(codes), len(set(codes))) == (8, 8)
    assert secret.encode() not in bytes(Staff.objects.get(pk=staff.pk).totp_sealed or b"")
    with pytest.raises(WrongCode):
        check_second_factor(Staff.objects.get(pk=staff.pk), first)


def test_a_recovery_code_works_once(staff: Staff) -> None:
    codes = enrol_totp(staff, secret=SECRET, code=code_at(timezone.now()))
    check_second_factor(Staff.objects.get(pk=staff.pk), f" {codes[0]} ")
    with pytest.raises(WrongCode):
        check_second_factor(Staff.objects.get(pk=staff.pk), codes[0])
    assert (len(Staff.objects.get(pk=staff.pk).recovery_hashes), trail("staff.use_recovery_code")) == (7, 1)


def test_two_who_send_the_same_code_at_once_do_not_both_come_in(staff: Staff) -> None:
    codes = enrol_totp(staff, secret=SECRET, code=code_at(timezone.now()))
    seen_by_both = Staff.objects.get(pk=staff.pk)
    for code in (code_at(timezone.now() + timedelta(seconds=30)), codes[0]):
        check_second_factor(seen_by_both, code)
        with pytest.raises(WrongCode):
            check_second_factor(seen_by_both, code)


def test_wrong_codes_count_towards_the_lock(staff: Staff) -> None:
    enrol_totp(staff, secret=SECRET, code=code_at(timezone.now()))
    for _ in range(5):
        with pytest.raises(WrongCode):
            check_second_factor(Staff.objects.get(pk=staff.pk), "no code")
    with pytest.raises(Locked):
        check_second_factor(Staff.objects.get(pk=staff.pk), "no code")


def test_an_authenticator_in_force_is_replaced_by_whoever_has_it(staff: Staff) -> None:
    codes = enrol_totp(staff, secret=SECRET, code=code_at(timezone.now()))
    other = new_totp_secret()
    for old in ("", "000000"):
        with pytest.raises(WrongCode):
            enrol_totp(Staff.objects.get(pk=staff.pk), secret=other, code=code_at(timezone.now(), other), old=old)
    enrol_totp(Staff.objects.get(pk=staff.pk), secret=other, code=code_at(timezone.now(), other), old=codes[0])
    check_second_factor(Staff.objects.get(pk=staff.pk), code_at(timezone.now() + timedelta(seconds=30), other))
