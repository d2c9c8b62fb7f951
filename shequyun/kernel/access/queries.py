"""Reading staff and posts, and making an actor of a person in a post."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import Length
from django.utils import timezone

from shequyun.base.actor import NOBODY, Actor
from shequyun.base.errors import NotVisible
from shequyun.base.request import once
from shequyun.base.secrets import keyring
from shequyun.kernel.access.models import Post, Role, SavedView, Staff, Tries


@once
def open_posts(staff: Staff) -> list[Post]:
    """The posts that a person holds today."""
    today = timezone.localdate()
    found = Post.objects.filter(staff=staff, from_date__lte=today).filter(Q(to_date=None) | Q(to_date__gt=today))
    return list(found.select_related("role").order_by("area", "role_id"))


def coming_posts(staff: Staff) -> list[Post]:
    """The posts that a person holds today or will hold."""
    found = Post.objects.filter(staff=staff).filter(Q(to_date=None) | Q(to_date__gt=timezone.localdate()))
    return list(found.order_by("area", "role_id", "from_date"))


def actor_of(staff: Staff, post_id: UUID | str | None = None) -> Actor:
    """The person in the post named, else in the one used last, else in the first. Without a post: no rights."""
    posts = open_posts(staff) if staff.is_active else []
    wanted = str(post_id or staff.last_post)
    post = next((post for post in posts if str(post.pk) == wanted), posts[0] if posts else None)
    if post is None:
        return Actor(staff_id=staff.pk, name=staff.name)
    return Actor(staff.pk, post.pk, staff.name, post.role_id, post.area, frozenset(post.role.rights))


def actor_in(staff_id: UUID, area: str) -> Actor | None:
    """The person in a post of that very area today, for what is done in their name; None if there is none."""
    staff = active_staff(str(staff_id))
    post = next((post for post in open_posts(staff) if post.area == area), None) if staff else None
    return actor_of(staff, post.pk) if staff and post else None


def actor_by_name(username: str) -> Actor:
    """The actor of a user name, for commands. Unknown names are nobody."""
    staff = Staff.objects.filter(username__iexact=username, is_active=True).first()
    return actor_of(staff) if staff else NOBODY


def needs_second_factor(staff: Staff) -> bool:
    """Whether a post of the person asks for a second factor."""
    return any(post.role.needs_second_factor for post in open_posts(staff))


def staff_list(actor: Actor, *, text: str = "") -> QuerySet[Staff]:
    """Accounts with a post in the actor's area, or with none at all. Needs `staff.manage` or `posts.manage`."""
    if not actor.can("posts.manage"):
        actor.need("staff.manage")
    scope = actor.scope
    inside = Q(posts__area__gte=scope.lo, posts__area__lt=scope.hi)
    found = Staff.objects.filter(inside | Q(posts=None)).distinct()
    if text:
        found = found.filter(Q(username__icontains=text) | Q(name__contains=text))
    return found.prefetch_related("posts__role").order_by("username")


def staff_of(actor: Actor, staff_id: UUID) -> Staff:
    """One account that the actor may manage. Out of sight is 404."""
    found = staff_list(actor).filter(pk=staff_id).first()
    if found is None:
        raise NotVisible()
    return found


def tried_name(username: str) -> bytes:
    """A user name under which wrong tries are counted, whatever its case."""
    return keyring().blind("sign-in:" + username.upper())


def locked_until(username: str) -> datetime | None:
    """Until when nobody signs in with that name; None if it is not locked."""
    found = Tries.objects.filter(name=tried_name(username), locked_until__gt=timezone.now()).first()
    return found.locked_until if found else None


def locked_out(people: Iterable[Staff]) -> set[UUID]:
    """Who of them is locked out now."""
    names = {tried_name(one.username): one.pk for one in people}
    found = Tries.objects.filter(name__in=list(names), locked_until__gt=timezone.now())
    return {names[bytes(name)] for name in found.values_list("name", flat=True)}


def roles() -> list[Role]:
    """All roles."""
    return list(Role.objects.order_by("code"))


def saved_views(actor: Actor, page: str) -> list[SavedView]:
    """The person's own views of a page in this area, and those that others share in it."""
    mine_or_shared = Q(staff_id=actor.staff_id) | Q(shared=True)
    return list(SavedView.objects.filter(mine_or_shared, page=page, area=actor.area).order_by("shared", "name"))


def active_staff(staff_id: str | None) -> Staff | None:
    """The account of that id, if it may sign in."""
    return Staff.objects.filter(pk=staff_id, is_active=True).first() if staff_id else None


def holding(right: str, staff_ids: Iterable[UUID]) -> set[UUID]:
    """Who of them holds a right by any post today, wherever it is."""
    today = timezone.localdate()
    found = Post.objects.filter(
        staff_id__in=list(staff_ids), from_date__lte=today, staff__is_active=True, role__rights__contains=right
    ).filter(Q(to_date=None) | Q(to_date__gt=today))
    return set(found.values_list("staff_id", flat=True))


@once
def staff_with(actor: Actor, right: str) -> list[tuple[UUID, str, str]]:
    """(key, name, area of the post) of everybody who holds a right by a post in the actor's area today, by area and name.

    No more of them is read: in a district they are hundreds.
    """
    found = _posts_with(actor, right).order_by("area", "staff__name", "staff_id")
    return list(dict.fromkeys(found.values_list("staff_id", "staff__name", "area")))


def keys_with(actor: Actor, right: str, *, digits: int) -> Any:
    """The keys of those who hold it by a post in an area of at least so many digits, for a subquery."""
    found = _posts_with(actor, right).annotate(digits=Length("area"))
    return found.filter(digits__gte=digits).values("staff_id")


def _posts_with(actor: Actor, right: str) -> QuerySet[Post]:
    today, scope = timezone.localdate(), actor.scope
    if not scope.lo:
        return Post.objects.none()
    found = Post.objects.filter(
        area__gte=scope.lo, area__lt=scope.hi, from_date__lte=today, staff__is_active=True, role__rights__contains=right
    )
    return found.filter(Q(to_date=None) | Q(to_date__gt=today))


def areas_of_posts(staff_ids: Iterable[UUID]) -> dict[UUID, set[str]]:
    """The areas in which people hold a post today; nothing for those who left, or whose account is closed."""
    today = timezone.localdate()
    found = Post.objects.filter(staff_id__in=list(staff_ids), staff__is_active=True, from_date__lte=today)
    areas: dict[UUID, set[str]] = {}
    for key, area in found.filter(Q(to_date=None) | Q(to_date__gt=today)).values_list("staff_id", "area"):
        areas.setdefault(key, set()).add(area)
    return areas
