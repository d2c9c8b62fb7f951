"""`shequyun keys rotate`: a new sealing key, and everything sealed again under it."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from shequyun.base.scope import EVERYWHERE, entered
from shequyun.base.secrets import add_sealing_key
from shequyun.kernel.facts.actions.resealing import reseal


class Command(BaseCommand):
    help = "Rotate the sealing key; old versions stay in the key file for old backups."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["rotate"])

    def handle(self, *args: Any, **options: Any) -> None:
        version = add_sealing_key(settings.KEY_FILE)
        with entered(EVERYWHERE):
            for table, count in reseal():
                self.stdout.write(f"{table}: {count}")
        self.stdout.write(f"sealed under key {version}; restart the service so that every process uses it")
