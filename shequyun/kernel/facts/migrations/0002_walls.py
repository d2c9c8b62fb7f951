"""Row-level security; changes can only be added."""

from django.db import migrations

from shequyun.base.walls import append_only, wall


class Migration(migrations.Migration):
    dependencies = [("facts", "0001_initial")]
    operations = [
        wall("facts_observation"),
        wall("facts_change"),
        wall("facts_discrepancy"),
        append_only("facts_change"),
    ]
