"""`shequyun field hand-in FILE --as USER`: play what a phone could not send, out of the file that it saved."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from shequyun.base.errors import Refusal
from shequyun.engines.sync.actions import hand_in
from shequyun.kernel.access.queries import actor_by_name


class Command(BaseCommand):
    help = "Take in a file of records that the field app could not send."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["hand-in"])
        parser.add_argument("file", type=Path)
        parser.add_argument("--as", dest="username", required=True, help="the account that hands it in")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            receipts = hand_in(actor_by_name(options["username"]), content=options["file"].read_bytes())
        except (Refusal, OSError) as refusal:
            self.stderr.write(str(refusal))
            sys.exit(1)
        for receipt in receipts:
            self.stdout.write(f"{receipt.envelope_id} {receipt.outcome} {receipt.sentence}".rstrip())
