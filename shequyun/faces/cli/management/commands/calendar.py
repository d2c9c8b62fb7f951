"""`shequyun calendar load FILE`: a year's holidays and make-up days (day, working, name, source)."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from shequyun.base.errors import Refusal
from shequyun.engines.worklist.actions import load_calendar


class Command(BaseCommand):
    help = "Load the holidays and make-up days of a year from a CSV file; days of the same years are replaced."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["load"])
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with transaction.atomic():
                self.stdout.write(f"{load_calendar(options['file'])} days")
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
