"""Commands of the machine room: `setup` refuses a role that no wall holds, `staff` makes accounts and lets people back in."""

from io import StringIO
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from shequyun.base.actor import NOBODY
from shequyun.faces.cli.management.commands.setup import check_server
from shequyun.kernel.access.queries import actor_by_name
from tests.cast import HERE, PASSWORD, make

pytestmark = pytest.mark.django_db


def _said(*arguments: str, **options: Any) -> list[str]:
    out = StringIO()
    call_command(*arguments, stdout=out, **options)
    return out.getvalue().split()


def test_the_serving_role_is_held_by_the_wall() -> None:
    with connection.cursor() as cursor:
        check_server(cursor)


def test_the_owner_may_not_serve(owner: psycopg.Connection) -> None:
    with owner.cursor() as cursor, pytest.raises(CommandError, match="the wall"):
        check_server(cursor)


def test_set_up_asks_for_the_owner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(settings.DATABASES, "owner")
    with pytest.raises(CommandError, match="DATABASE_OWNER_URL"):
        call_command("setup")


def test_an_account_is_made_with_its_post() -> None:
    username, password = _said("staff", "create", "ma", name="马", role="committee_head", area=HERE)
    actor = actor_by_name("ma")
    assert (username, actor.role, actor.area) == ("ma", "committee_head", HERE)
    page = Client().post("/sign-in/", {"username": "ma", "password": password})
    assert page.status_code == 302


def test_an_account_without_a_place_is_not_half_made() -> None:
    with pytest.raises(CommandError):
        call_command("staff", "create", "ma", name="马", role="committee_head", area="31")
    with pytest.raises(CommandError, match="--name, --role, --area"):
        call_command("staff", "create", "ma")
    assert actor_by_name("ma") == NOBODY


def test_a_name_is_given_once() -> None:
    make("ma", "committee_head", HERE)
    with pytest.raises(CommandError):
        call_command("staff", "create", "MA", name="马", role="committee_head", area=HERE)


def test_a_lost_password_is_replaced() -> None:
    make("ma", "committee_head", HERE)
    _, password = _said("staff", "reset", "ma")
    assert Client().post("/sign-in/", {"username": "ma", "password": PASSWORD}).status_code == 422
    assert Client().post("/sign-in/", {"username": "ma", "password": password}).status_code == 302


def test_nobody_is_not_reset() -> None:
    with pytest.raises(CommandError, match="Nobody is called ma"):
        call_command("staff", "reset", "ma")
