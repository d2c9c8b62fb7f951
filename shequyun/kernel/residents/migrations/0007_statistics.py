"""The planner may be told of every community."""

from django.db import migrations

from shequyun.base.walls import surveyor


class Migration(migrations.Migration):
    dependencies = [("residents", "0006_tallies_kept")]
    operations = [surveyor()]
