"""`shequyun audit verify`: walk the chains of the audit trail. Exit 1 when one does not hold."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from shequyun.base.scope import EVERYWHERE, entered
from shequyun.kernel.audit.queries import verify


class Command(BaseCommand):
    help = "Verify the chained audit trail."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["verify"])
        parser.add_argument("--chain", default="", help="one chain only: the first nine digits of an area")

    def handle(self, *args: Any, **options: Any) -> None:
        with entered(EVERYWHERE):
            checked, found = verify(options["chain"])
        for broken in found:
            self.stdout.write(f"chain {broken.chain}: number {broken.seq} {broken.kind}")
        self.stdout.write(f"{checked} entries checked, {len(found)} breaks")
        if found:
            sys.exit(1)
