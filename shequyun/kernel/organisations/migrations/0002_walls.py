"""Row-level security on every table that holds people or places."""

from django.db import migrations

from shequyun.base.walls import wall


class Migration(migrations.Migration):
    dependencies = [("organisations", "0001_initial")]
    operations = [
        wall("organisations_organisation"),
    ]
