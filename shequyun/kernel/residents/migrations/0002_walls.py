"""Row-level security on every table that holds people or places."""

from django.db import migrations

from shequyun.base.walls import wall


class Migration(migrations.Migration):
    dependencies = [("residents", "0001_initial")]
    operations = [
        wall("residents_resident"),
        wall("residents_document"),
        wall("residents_household"),
        wall("residents_stay"),
        wall("residents_merge"),
    ]
