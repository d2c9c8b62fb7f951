"""Accounts, posts and roles: who may give what to whom, and what is kept apart."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from shequyun.base.actor import NOBODY, Actor
from shequyun.base.errors import NoRight, NotVisible
from shequyun.kernel.access.actions import (
    assign_post,
    change_role,
    create_staff,
    end_post,
    reset_password,
    set_active,
)
from shequyun.kernel.access.actions.managing import UnknownRight, one_time_password
from shequyun.kernel.access.models import Post, Role
from shequyun.kernel.access.queries import actor_by_name, actor_in
from shequyun.kernel.access.rules import (
    HeldElsewhere,
    KeptApart,
    NameTaken,
    PostDays,
    PostTaken,
    WrongLevel,
    check_post,
)
from tests.cast import HERE, ROOM, make


@pytest.fixture
def dora(db: None) -> UUID:
    return create_staff(ROOM, username="dora", name="董社工")[0]


def test_a_post_makes_an_actor_and_its_end_unmakes_it(dora: UUID) -> None:
    post = assign_post(ROOM, dora, role="committee_worker", area=HERE)
    actor = actor_by_name("dora")
    assert (actor.area, actor.role, actor.can("residents.correct"), actor.can("residents.merge")) == (
        HERE, "committee_worker", True, False,
    )  # fmt: skip
    end_post(ROOM, post)
    assert (actor_by_name("dora").area, actor_by_name("dora").rights) == ("", frozenset())


def test_a_closed_account_has_no_rights(dora: UUID) -> None:
    assign_post(ROOM, dora, role="committee_worker", area=HERE)
    set_active(ROOM, dora, active=False)
    assert actor_by_name("dora").rights == frozenset()


def test_posts_are_given_in_ones_own_area_alone(dora: UUID) -> None:
    near = make("sam", "security_admin", "310106011")
    with pytest.raises(NotVisible):
        assign_post(near, dora, role="committee_worker", area="310104003001")
    elsewhere = assign_post(ROOM, dora, role="committee_worker", area="310104003001")
    with pytest.raises(NotVisible):
        end_post(near, elsewhere)
    assert Post.objects.filter(pk=elsewhere, to_date=None).exists()


def test_the_same_post_is_held_once(dora: UUID) -> None:
    assign_post(ROOM, dora, role="committee_worker", area=HERE)
    with pytest.raises(PostTaken):
        assign_post(ROOM, dora, role="committee_worker", area=HERE)


@pytest.mark.parametrize(
    ("role", "level", "area", "held"),
    [("system_admin", 0, "310106011", ["security_admin"]), ("audit_admin", 0, "310106011", ["committee_worker"]),
     ("committee_worker", 12, HERE, ["system_admin"])],
)  # fmt: skip
def test_administration_is_kept_apart(role: str, level: int, area: str, held: list[str]) -> None:
    with pytest.raises(KeptApart):
        check_post(role, level, area, held)


def test_a_role_belongs_to_one_level_of_area() -> None:
    check_post("committee_worker", 12, HERE, [])
    check_post("system_admin", 0, "31", ["system_admin"])
    with pytest.raises(WrongLevel):
        check_post("committee_worker", 12, "310106011", [])


def test_user_names_are_unique_whatever_their_case(dora: UUID) -> None:
    with pytest.raises(NameTaken):
        create_staff(ROOM, username="DORA", name="另一人")


def test_a_changed_role_counts_at_once_and_holds_known_rights_only(dora: UUID) -> None:
    assign_post(ROOM, dora, role="committee_worker", area=HERE)
    change_role(ROOM, "committee_worker", rights=["residents.read"], needs_second_factor=True)
    assert actor_by_name("dora").rights == frozenset({"residents.read"})
    with pytest.raises(UnknownRight):
        change_role(ROOM, "committee_worker", rights=["residents.own"], needs_second_factor=False)
    assert Role.objects.get(pk="committee_worker").rights == ["residents.read"]


def test_without_the_right_nothing_is_managed(dora: UUID, alice: Actor) -> None:
    for actor in (alice, NOBODY):
        with pytest.raises(NoRight):
            create_staff(actor, username="eve", name="艾")
        with pytest.raises(NoRight):
            assign_post(actor, dora, role="committee_worker", area=HERE)
        with pytest.raises(NoRight):
            change_role(actor, "committee_worker", rights=[], needs_second_factor=False)


def test_one_time_passwords_differ_and_pass_the_rules() -> None:
    made = {one_time_password() for _ in range(200)}
    assert (len(made), {len(one) for one in made}, [one for one in made if set(one) & set("0Ol1I")]) == (200, {14}, [])


def test_a_post_begins_and_ends_on_its_days(dora: UUID) -> None:
    today = timezone.localdate()
    begins, ends = today + timedelta(days=3), today + timedelta(days=30)
    later = assign_post(ROOM, dora, role="committee_worker", area=HERE, from_date=begins, to_date=ends)
    assert actor_by_name("dora").area == ""
    with pytest.raises(PostTaken):
        assign_post(ROOM, dora, role="committee_worker", area=HERE)
    assign_post(ROOM, dora, role="committee_worker", area=HERE, to_date=begins)
    assert actor_by_name("dora").area == HERE
    with pytest.raises(KeptApart):
        assign_post(ROOM, dora, role="audit_admin", area="310106011", from_date=ends)
    end_post(ROOM, later)
    assert not Post.objects.filter(pk=later).exists()


@pytest.mark.parametrize("days", [(0, 0), (5, 5), (5, 4), (-9, -1)])
def test_days_that_cannot_be(dora: UUID, days: tuple[int, int]) -> None:
    begins, ends = (timezone.localdate() + timedelta(days=n) for n in days)
    with pytest.raises(PostDays):
        assign_post(ROOM, dora, role="committee_worker", area=HERE, from_date=begins, to_date=ends)


def test_what_a_role_may_keeps_administration_apart_too(dora: UUID) -> None:
    for role, rights in (
        ("security_admin", ["posts.manage", "roles.manage", "residents.read"]),
        ("security_admin", ["posts.manage", "audit.read"]),
        ("committee_worker", ["residents.read", "roles.manage"]),
    ):
        with pytest.raises(KeptApart):
            change_role(ROOM, role, rights=rights, needs_second_factor=True)
    change_role(ROOM, "security_admin", rights=["posts.manage"], needs_second_factor=True)
    assert Role.objects.get(pk="security_admin").rights == ["posts.manage"]


def test_a_role_that_is_held_elsewhere_is_changed_from_above(dora: UUID) -> None:
    near = make("sam", "security_admin", "310106011")
    assign_post(ROOM, dora, role="committee_worker", area="310104003001")
    with pytest.raises(HeldElsewhere):
        change_role(near, "committee_worker", rights=["residents.read"], needs_second_factor=False)
    change_role(ROOM, "committee_worker", rights=["residents.read"], needs_second_factor=False)


def test_who_works_elsewhere_is_out_of_an_administrators_reach(dora: UUID) -> None:
    """Also of one in whose area the person worked before."""
    near = make("sam", "system_admin", "310106011")
    end_post(ROOM, assign_post(ROOM, dora, role="committee_worker", area=HERE))
    assign_post(ROOM, dora, role="committee_head", area="310104003001")
    for step in (lambda: reset_password(near, dora), lambda: set_active(near, dora, active=False)):
        with pytest.raises(HeldElsewhere):
            step()
    assert actor_by_name("dora").area == "310104003001"


def test_an_actor_in_somebodys_name_has_the_rights_of_that_area_alone(dora: UUID) -> None:
    assign_post(ROOM, dora, role="committee_worker", area=HERE)
    assign_post(ROOM, dora, role="committee_head", area="310104003001")
    there = actor_in(dora, HERE)
    assert there is not None
    assert (there.role, actor_in(dora, "310106011")) == ("committee_worker", None)
