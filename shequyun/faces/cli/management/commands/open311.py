"""`shequyun open311 open|close|issue|revoke|list`: which areas are public over Open311, and which applications have a key.

`issue` prints the key once; it is kept nowhere.
"""

import json
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser

from shequyun.base.actor import Actor
from shequyun.base.errors import Refusal
from shequyun.faces.cli.management.commands.intake import actor_in
from shequyun.programmes.open311 import actions
from shequyun.programmes.open311.queries import clients, openings


class Command(BaseCommand):
    help = "Open areas over Open311, give keys to applications and take them back."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["open", "close", "issue", "revoke", "list"])
        parser.add_argument("--area", required=True, help="the area's code; it must lie in the person's post")
        parser.add_argument("--as", dest="who", required=True, help="the user name of who does it")
        parser.add_argument("--name", default="", help="of a key: which application it is")
        parser.add_argument("--contact", default="", help="of a key: whom to ask about the application")
        parser.add_argument("--client", type=UUID, help="of revoke: the application's id")
        parser.add_argument("--reason", default="", help="of revoke: why")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            told = _done(actor_in(options["who"], options["area"]), options)
        except Refusal as refusal:
            raise CommandError(f"{refusal.code}: {refusal}") from refusal
        self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1))


def _done(actor: Actor, options: dict[str, Any]) -> Any:
    what, area = options["what"], options["area"]
    if what in ("open", "close"):
        (actions.open_area if what == "open" else actions.close_area)(actor, area)
    elif what == "issue":
        client, key = actions.issue_key(actor, area, name=options["name"], contact=options["contact"])
        return {"client": str(client), "api_key": key, "jurisdiction_id": area}
    elif what == "revoke":
        actions.revoke_key(actor, options["client"] or UUID(int=0), reason=options["reason"])
    return {
        "open": [one.area for one in openings(actor)],
        "clients": [
            {
                "client": str(one.pk),
                "name": one.name,
                "jurisdiction_id": one.area,
                "revoked": one.revoked_at is not None,
            }
            for one in clients(actor)
        ],
    }
