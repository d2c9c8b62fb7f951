"""Signing in: passwords, lock-out, second factor, and which posts go together. Pure but for the clock given."""

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

import pyotp
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from shequyun.base.errors import BadInput, NotNow
from shequyun.base.scope import Scope
from shequyun.kernel.access.choices import ADMINISTRATORS, ROLES

CLASSES = (r"[a-z]", r"[A-Z]", r"\d", r"[^A-Za-z0-9]")
NEEDED_CLASSES = 3


class WrongCredentials(BadInput):
    """The same answer for an unknown name and a wrong password."""

    code = "access.wrong_credentials"
    sentence = _("User name or password is wrong.")


class Locked(NotNow):
    """Too many wrong tries with a name; the same answer whether somebody has it."""

    code = "access.locked"
    sentence = _(
        "Too many wrong tries with this user name. It is locked until %(until)s. Check the name; an administrator can "
        "unlock the account or give you a new password."
    )


class WrongCode(BadInput):
    """The code of the authenticator is wrong, or was used already."""

    code = "access.wrong_code"
    sentence = _("This code is wrong or has already been used. Wait for the next one.")


class PostDays(BadInput):
    """A post lasts at least a day, and no part of it is over."""

    code = "access.post_days"
    sentence = _("The last day must be after the first, and after today.")


class PostTaken(NotNow):
    """One open post per person, role and area."""

    code = "access.post_taken"
    sentence = _("This person already holds this post.")


class KeptApart(NotNow):
    """System, security and audit administration are three persons (GB/T 22239-2019)."""

    code = "access.kept_apart"
    sentence = _(
        "One person cannot hold two of system, security and audit administration, or one of them along with work with "
        "residents."
    )


class ResetInMachineRoom(NotNow):
    """Whoever resets a password could sign in with it: no administrator does that to another kind of administrator."""

    code = "access.reset_in_machine_room"
    sentence = _(
        "This is an administrator's account. Its password is reset in the machine room, with: bin/shequyun staff reset %(username)s"
    )


class HeldElsewhere(NotNow):
    """Whoever resets a password could sign in with it, and work wherever the person does."""

    code = "access.held_elsewhere"
    sentence = _("This also concerns posts outside your area. Ask an administrator whose area includes them all.")


class WrongLevel(BadInput):
    """A role belongs to one level of area."""

    code = "access.wrong_level"
    sentence = _("This role cannot be held in an area of this level.")


class NameTaken(NotNow):
    """User names are unique."""

    code = "access.name_taken"
    sentence = _("This user name is taken.")


class ClassesValidator:
    """A password mixes at least three of: small letters, capitals, digits, other signs (practice for level 3)."""

    def validate(self, password: str, user: object = None) -> None:
        if sum(bool(re.search(pattern, password)) for pattern in CLASSES) < NEEDED_CLASSES:
            raise ValidationError(self.get_help_text(), code="password_classes")

    def get_help_text(self) -> str:
        return _now("Use at least three of: lower case, capitals, digits, other characters.")


def step_of(secret: str, code: str, *, now: datetime, last_step: int) -> int | None:
    """The time step that a TOTP code (RFC 6238, one step of drift) belongs to; None if wrong or used already."""
    totp = pyotp.TOTP(secret)
    current = int(now.timestamp()) // totp.interval
    for step in (current, current - 1, current + 1):
        if step > last_step and pyotp.utils.strings_equal(totp.generate_otp(step), code.strip()):
            return step
    return None


def claimed_name(claims: Mapping[str, Any], path: str) -> str:
    """The user name that the office's server claims, by a path with dots (`profile.account`); empty if there is none.

    `claims` holds `userinfo` and `id_token`, the first preferred. Two that speak of different people claim nobody
    (OpenID Connect Core 5.3.2).
    """
    said = [claims[part] for part in ("userinfo", "id_token") if claims.get(part)]
    if len({str(part.get("sub")) for part in said}) != 1:
        return ""
    for part in said:
        found: Any = part
        for step in path.split("."):
            found = found.get(step) if isinstance(found, Mapping) else None
        if isinstance(found, str) and found.strip():
            return found.strip()
    return ""


def said_mfa(claims: Mapping[str, Any]) -> bool:
    """Whether the id token says that several factors were asked for (`amr`, RFC 8176)."""
    methods = (claims.get("id_token") or {}).get("amr")
    return isinstance(methods, list) and "mfa" in methods


def check_post(role: str, level: int, area: str, held: Collection[str]) -> None:
    """A role fits the area's level and the roles that the person holds."""
    if level and len(area) != level:
        raise WrongLevel(area=area)
    others = set(held) - {role}
    if (role in ADMINISTRATORS and others) or (others & ADMINISTRATORS):
        raise KeptApart()


def check_inside(scope: Scope, areas: Iterable[str]) -> None:
    """Who closes an account, resets its password or changes what a role may, administers every area that it reaches."""
    if not all(scope.holds(area) for area in areas):
        raise HeldElsewhere()


def check_role(role: str, rights: Collection[str]) -> None:
    """What keeps administrators apart holds for what their roles may, too: none gains a right of the others or over
    residents, and no other role gains theirs."""
    kept = {one.code: set(one.rights) for one in ROLES if one.code in ADMINISTRATORS}
    theirs = set().union(*kept.values()) - {right for one in ROLES if one.code not in kept for right in one.rights}
    if (set(rights) - kept[role]) if role in kept else (set(rights) & theirs):
        raise KeptApart()


def check_reset(role: str, held: Collection[str], username: str) -> None:
    """An administrator may reset the password of whoever holds none of the other administrators' posts."""
    if role in ADMINISTRATORS and set(held) & (ADMINISTRATORS - {role}):
        raise ResetInMachineRoom(username=username)
