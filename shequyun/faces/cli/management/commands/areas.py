"""`shequyun areas load FILE`: the area tree (code, name, level)."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from shequyun.kernel.places.actions import load_areas


class Command(BaseCommand):
    help = "Load or refresh the area tree from a CSV file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["load"])
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{load_areas(options['file'])} areas")
