"""Row-level security; what happened can only be added to."""

from django.db import migrations

from shequyun.base.walls import append_only, wall


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]
    operations = [
        wall("cases_case"),
        wall("cases_event"),
        wall("cases_party"),
        wall("cases_link"),
        append_only("cases_event"),
    ]
