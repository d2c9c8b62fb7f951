"""`shequyun staff create|reset USER`: the first accounts of an installation, and the way back in."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from shequyun.base.actor import Actor
from shequyun.base.errors import Refusal
from shequyun.kernel.access.actions import assign_post, create_staff, reset_password
from shequyun.kernel.access.choices import ROLE_NAMES
from shequyun.kernel.access.queries import actor_by_name


class Command(BaseCommand):
    help = "Create an account with a post, or give an account a new password; prints it for the next sign-in."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["create", "reset"])
        parser.add_argument("username")
        parser.add_argument("--name", help="of a new account: the person's name")
        parser.add_argument("--role", choices=list(ROLE_NAMES), help="of a new account")
        parser.add_argument("--area", help="of a new account: the code of its first post's area")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with transaction.atomic():
                password = _create(options) if options["what"] == "create" else _reset(options["username"])
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{options['username']} {password}")


def _create(options: dict[str, Any]) -> str:
    missing = [f"--{name}" for name in ("name", "role", "area") if not options[name]]
    if missing:
        raise CommandError(f"A new account needs {', '.join(missing)}.")
    room = _machine_room(options["area"])
    key, password = create_staff(room, username=options["username"], name=options["name"])
    assign_post(room, key, role=options["role"], area=options["area"])
    return password


def _reset(username: str) -> str:
    """A new password; the account is unlocked and its second factor taken off."""
    found = actor_by_name(username)
    if found.staff_id is None:
        raise CommandError(f"Nobody is called {username}, or the account is closed.")
    return reset_password(_machine_room(found.area or "31"), found.staff_id)


def _machine_room(area: str) -> Actor:
    return Actor(name="机房", role="set_up", area=area, rights=frozenset({"staff.manage", "posts.manage"}))
