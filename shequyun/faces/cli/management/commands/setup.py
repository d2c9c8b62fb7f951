"""`shequyun setup`: key file and tables. Safe to run again; that is how an upgrade migrates."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from shequyun.base.secrets import make_key_file

OLDEST = 150000


class Command(BaseCommand):
    help = "Make what is missing: the key file, the tables. Needs DATABASE_OWNER_URL."

    def handle(self, *args: Any, **options: Any) -> None:
        if "owner" not in settings.DATABASES:
            raise CommandError("Set DATABASE_OWNER_URL: tables are made by their owner, not by the role that serves.")
        with connections["default"].cursor() as cursor:
            check_server(cursor)
        if not settings.KEY_FILE.exists():
            make_key_file(settings.KEY_FILE)
            if options["verbosity"]:
                self.stdout.write(f"key file: {settings.KEY_FILE} (keep a copy apart from the backups)")
        call_command("migrate", database="owner", verbosity=options["verbosity"])


def check_server(cursor: Any) -> None:
    """Refuse a server that is too old, and a serving role that the second wall would not hold."""
    cursor.execute(
        "select current_setting('server_version_num')::int, rolname, rolsuper or rolbypassrls, "
        "pg_has_role(rolname, (select datdba from pg_database where datname = current_database()), 'member') "
        "from pg_roles where rolname = current_user"
    )
    version, role, unbound, owns = cursor.fetchone()
    if version < OLDEST:
        raise CommandError(f"PostgreSQL 15 or newer is needed; this is {version // 10000}.")
    if unbound or owns:
        raise CommandError(
            f"The role {role} of DATABASE_URL is a superuser, bypasses row-level security or owns the database: the wall "
            "between communities would not hold for it. Make the roles with deploy/database.sql."
        )
