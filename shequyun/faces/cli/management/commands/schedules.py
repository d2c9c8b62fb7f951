"""`shequyun schedules show|load FILE`: the rules of who is due for which vaccine when.

`show` prints all rules as CSV, past and to come. `load` takes a file with the same columns over: the rules of every vaccine in
it are replaced whole, and where everybody stands is reckoned anew. A file with a wrong line is refused with its number.
"""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from shequyun.base.actor import Actor
from shequyun.base.errors import Refusal
from shequyun.programmes.vaccination.actions import load_schedules
from shequyun.programmes.vaccination.queries import rules_by_vaccine
from shequyun.programmes.vaccination.rules.schedules import written


class Command(BaseCommand):
    help = "Print the vaccination schedules, or take changed ones over; see the module's text."

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_subparsers(dest="what", required=True)
        what.add_parser("show", help="print the rules as CSV")
        load = what.add_parser("load", help="replace the rules of the vaccines in a CSV file")
        load.add_argument("file", type=Path)
        load.add_argument("--area", default="31", help="the code of the area in whose trail it is noted")

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["what"] == "show":
            self.stdout.write(written(rule for rules in rules_by_vaccine().values() for rule in rules))
            return
        room = Actor(name="机房", role="set_up", area=options["area"], rights=frozenset({"facts.change_rules"}))
        try:
            done = load_schedules(room, text=options["file"].read_text(encoding="utf-8-sig"))
        except (Refusal, OSError) as refusal:
            raise CommandError(str(refusal)) from refusal
        except UnicodeDecodeError as wrong:
            raise CommandError(f"{options['file']} is not UTF-8.") from wrong
        self.stdout.write(f"{done.rules} rules, {done.people} people")
