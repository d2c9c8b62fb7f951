"""`shequyun staff create USER --name NAME --role ROLE --area CODE`: the first accounts of an installation."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from shequyun.base.actor import Actor
from shequyun.kernel.access.actions import assign_post, create_staff
from shequyun.kernel.access.choices import ROLE_NAMES


class Command(BaseCommand):
    help = "Create an account with a post; prints its password for the first sign-in."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["create"])
        parser.add_argument("username")
        parser.add_argument("--name", required=True)
        parser.add_argument("--role", required=True, choices=list(ROLE_NAMES))
        parser.add_argument("--area", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        room = Actor(
            name="机房", role="set_up", area=options["area"], rights=frozenset({"staff.manage", "posts.manage"})
        )
        key, password = create_staff(room, username=options["username"], name=options["name"])
        assign_post(room, key, role=options["role"], area=options["area"])
        self.stdout.write(f"{options['username']} {password}")
