"""Posts follow a committee that is merged into another one."""

from datetime import date
from uuid import UUID

from django.db.models import Q

from shequyun.kernel.access.models import Post, Staff


def posts_follow(old: str, new: str, *, today: date) -> dict[UUID, UUID]:
    """Whoever holds a post there holds it in the new committee from today; the old one ends. Returns old post -> new one.

    Somebody who has the same post in both keeps that of the new committee. Part of an action that records it.
    """
    moved = {}
    for post in Post.objects.filter(area=old).filter(Q(to_date=None) | Q(to_date__gt=today)).select_related("staff"):
        same = Post.objects.filter(staff_id=post.staff_id, role_id=post.role_id, area=new, to_date=None).first()
        made = same or Post.objects.create(
            staff_id=post.staff_id, role_id=post.role_id, area=new,
            from_date=max(post.from_date, today), to_date=post.to_date,
        )  # fmt: skip
        post.to_date = max(post.from_date, today)
        post.save(update_fields=["to_date"])
        Staff.objects.filter(pk=post.staff_id, last_post=post.pk).update(last_post=made.pk)
        moved[post.pk] = made.pk
    return moved
