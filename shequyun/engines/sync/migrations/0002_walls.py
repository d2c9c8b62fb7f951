"""Row-level security; what phones sent, and what became of it, can only be added."""

from django.db import migrations

from shequyun.base.walls import append_only, wall

TABLES = ("sync_envelope", "sync_receipt", "sync_settlement")


class Migration(migrations.Migration):
    dependencies = [("sync", "0001_initial")]
    operations = [operation(table) for table in TABLES for operation in (wall, append_only)]
