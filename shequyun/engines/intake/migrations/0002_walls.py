"""Row-level security on every table of the intake."""

from django.db import migrations

from shequyun.base.walls import wall


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_initial")]
    operations = [wall("intake_upload"), wall("intake_block"), wall("intake_row"), wall("intake_remembered")]
