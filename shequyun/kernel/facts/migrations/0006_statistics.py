"""Staged observations come by the hundred thousand into a table that was empty a minute ago."""

from django.db import migrations

from shequyun.base.walls import statistician


class Migration(migrations.Migration):
    dependencies = [("facts", "0005_field_notes")]
    operations = [statistician("facts_observation")]
