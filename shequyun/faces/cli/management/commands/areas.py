"""`shequyun areas load|merge|move`: the area tree, and committees that are merged or give buildings to each other.

`merge FROM INTO` and `move FROM INTO --door DOOR …` act as a person (`--as`) whose post holds both committees and carries
the right. Exit codes: 0 done; 1 refused, with the sentence.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser

from shequyun.base.actor import Actor
from shequyun.base.errors import Refusal
from shequyun.base.scope import entered
from shequyun.kernel.access.queries import actor_by_name
from shequyun.kernel.places.actions import load_areas
from shequyun.kernel.places.queries import buildings
from shequyun.kernel.residents.actions import Reorganised, merge_committee, move_buildings


class Command(BaseCommand):
    help = "Load the area tree; merge a committee into another one; move buildings between committees."

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_subparsers(dest="what", required=True)
        load = what.add_parser("load", help="load or refresh the tree from a CSV file (code,name,level)")
        load.add_argument("file", type=Path)
        for name, help_text in (("merge", "the whole of a committee"), ("move", "some of its buildings")):
            one = what.add_parser(name, help=f"{help_text} into another committee")
            one.add_argument("old", metavar="FROM", help="the code of the committee that gives")
            one.add_argument("into", metavar="INTO", help="the code of the committee that goes on")
            one.add_argument("--as", dest="who", required=True, help="the user name of who does it")
            one.add_argument("--ground", required=True, help="the decision that it rests on")
            one.add_argument("--on", type=date.fromisoformat, help="the day from which it holds; today if not given")
        one.add_argument(
            "--door", nargs="+", required=True, metavar="DOOR", help="doors in normal form: 恒丰路610弄3号"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["what"] == "load":
            self.stdout.write(f"{load_areas(options['file'])} areas")
            return
        actor, rest = actor_by_name(options["who"]), {key: options[key] for key in ("into", "ground", "on")}
        try:
            if options["what"] == "merge":
                done = merge_committee(actor, options["old"], **rest)
            else:
                done = move_buildings(actor, _named(actor, options["old"], options["door"]), **rest)
        except Refusal as refusal:
            raise CommandError(f"{refusal.code}: {refusal}") from None
        self.stdout.write(_report(done))


def _named(actor: Actor, community: str, doors: list[str]) -> list[UUID]:
    with entered(actor.scope):
        found = dict(buildings(actor).filter(community=community, door__in=doors).values_list("door", "pk"))
    unknown = [door for door in doors if door not in found]
    if unknown:
        raise CommandError(f"{community}: {', '.join(unknown)}?")
    return list(found.values())


def _report(done: Reorganised) -> str:
    told = {"rows": done.moved.rows, "left": done.moved.left, "posts": done.posts, "joined": done.joined}
    return json.dumps(told | {"parted": done.parted}, ensure_ascii=False, indent=1)
