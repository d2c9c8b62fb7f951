"""Row-level security on what was written into forms."""

from django.db import migrations

from shequyun.base.walls import wall


class Migration(migrations.Migration):
    dependencies = [("ledgers", "0001_initial")]
    operations = [wall("ledgers_filling")]
