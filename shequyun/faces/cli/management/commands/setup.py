"""`shequyun setup`: key file and tables. Safe to run again; that is how an upgrade migrates."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from shequyun.base.secrets import make_key_file


class Command(BaseCommand):
    help = "Make what is missing: the key file, the tables. Needs DATABASE_OWNER_URL."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.KEY_FILE.exists():
            make_key_file(settings.KEY_FILE)
            self.stdout.write(f"key file: {settings.KEY_FILE} (keep a copy apart from the backups)")
        call_command("migrate", database="owner", verbosity=options["verbosity"])
