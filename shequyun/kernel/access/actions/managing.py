"""Managing accounts, posts and roles."""

import secrets
from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, NotVisible
from shequyun.kernel.access.actions.signing import forget_tries
from shequyun.kernel.access.choices import RIGHTS
from shequyun.kernel.access.models import Post, Role, Staff
from shequyun.kernel.access.queries import coming_posts, staff_of
from shequyun.kernel.access.rules import (
    NameTaken,
    PostDays,
    PostTaken,
    check_inside,
    check_post,
    check_reset,
    check_role,
)

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


@action("staff.manage")
def create_staff(actor: Actor, *, username: str, name: str, password: str = "") -> tuple[UUID, str]:
    """A new account with a password for the first sign-in, shown this once. Refuses a user name that is taken.

    A `password` that is given (by set-up) stays in force; a made one must be changed at the first sign-in.
    """
    if Staff.objects.filter(username__iexact=username).exists():
        raise NameTaken(username=username)
    made = not password
    password = password or one_time_password()
    staff = Staff(username=username, name=name, must_change_password=made)
    staff.set_password(password)
    staff.save()
    note("staff", staff.pk, actor.area, did="create", username=username)
    return staff.pk, password


@action("staff.manage")
def reset_password(actor: Actor, staff_id: UUID) -> str:
    """A new password for the next sign-in, shown this once; the account is unlocked, its second factor taken off.

    Refuses an administrator of another kind, and whoever holds a post outside the actor's area.
    """
    staff = staff_of(actor, staff_id)
    check_inside(actor.scope, [post.area for post in coming_posts(staff)])
    check_reset(actor.role, [post.role_id for post in coming_posts(staff)], staff.username)
    password = one_time_password()
    staff.set_password(password)
    staff.must_change_password, staff.totp_sealed, staff.recovery_hashes = True, None, []
    staff.save()
    forget_tries(staff)
    note("staff", staff.pk, actor.area, did="reset_password")
    return password


@action("staff.manage")
def unlock(actor: Actor, staff_id: UUID) -> None:
    """Let somebody try again who was locked out."""
    staff = staff_of(actor, staff_id)
    forget_tries(staff)
    note("staff", staff.pk, actor.area, did="unlock")


@action("staff.manage")
def set_active(actor: Actor, staff_id: UUID, *, active: bool) -> None:
    """Close or reopen an account. What the person did stays theirs. Refuses whoever holds a post outside the actor's area."""
    staff = staff_of(actor, staff_id)
    check_inside(actor.scope, [post.area for post in coming_posts(staff)])
    staff.is_active = active
    staff.save(update_fields=["is_active"])
    note("staff", staff.pk, actor.area, did="activate" if active else "deactivate")


@action("posts.manage")
def assign_post(
    actor: Actor, staff_id: UUID, *, role: str, area: str, from_date: date | None = None, to_date: date | None = None
) -> UUID:
    """Give somebody a role in an area that lies in the actor's, from a day (today) to a day (open).

    Refuses what the rules of posts forbid, days that are over or turned round, and the same post at the same time.
    """
    staff = staff_of(actor, staff_id)
    if not actor.scope.holds(area):
        raise NotVisible()
    today = timezone.localdate()
    begins = max(from_date or today, today)
    if to_date is not None and to_date <= begins:
        raise PostDays()
    found = Role.objects.get(pk=role)
    held = coming_posts(staff)
    check_post(role, found.level, area, [post.role_id for post in held])
    same = [post for post in held if post.role_id == role and post.area == area]
    if any(_meet(post, begins, to_date) for post in same):
        raise PostTaken()
    post = Post.objects.create(staff=staff, role=found, area=area, from_date=begins, to_date=to_date)
    note("staff", staff.pk, actor.area, did="assign", role=role, area=area, begins=f"{begins}", ends=f"{to_date or ''}")
    return post.pk


def _meet(post: Post, begins: date, ends: date | None) -> bool:
    """Whether a post is held at any time of a period; without an end, until for ever."""
    return (ends is None or post.from_date < ends) and (post.to_date is None or post.to_date > begins)


@action("posts.manage")
def end_post(actor: Actor, post_id: UUID) -> None:
    """Take a post away from today; one that has not begun is taken out. Refuses one outside the actor's area."""
    today = timezone.localdate()
    post = Post.objects.filter(Q(to_date=None) | Q(to_date__gt=today), pk=post_id).first()
    if post is None or not actor.scope.holds(post.area):
        raise NotVisible()
    if post.from_date > today:
        post.delete()
    else:
        post.to_date = today
        post.save(update_fields=["to_date"])
    note("staff", post.staff_id, actor.area, did="end", role=post.role_id, area=post.area)


class UnknownRight(BadInput):
    """Roles hold rights of the catalogue only."""

    code = "access.unknown_right"


@action("roles.manage")
def change_role(actor: Actor, role_code: str, *, rights: Collection[str], needs_second_factor: bool) -> None:
    """Set a role's rights and whether it asks for a second factor; holds at once for everybody who has it.

    Refuses what would bring administrators' rights together, and a role that is held outside the actor's area.
    """
    if not set(rights) <= set(RIGHTS):
        raise UnknownRight()
    role = Role.objects.filter(pk=role_code).first()
    if role is None:
        raise NotVisible()
    check_role(role_code, rights)
    held = Post.objects.filter(Q(to_date=None) | Q(to_date__gt=timezone.localdate()), role=role)
    check_inside(actor.scope, held.values_list("area", flat=True).distinct())
    role.rights, role.needs_second_factor = sorted(rights), needs_second_factor
    role.save(update_fields=["rights", "needs_second_factor"])
    note("role", role_code, actor.area, rights=role.rights, needs_second_factor=needs_second_factor)


def one_time_password() -> str:
    """Fourteen signs without look-alikes, of three classes."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(12))
    return f"{secrets.choice('ABCDEFGHJKLMNPQRSTUVWXYZ')}{body}{secrets.choice('23456789')}"
