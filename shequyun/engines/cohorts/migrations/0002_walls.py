"""Row-level security on who belonged to which cohort."""

from django.db import migrations

from shequyun.base.walls import wall


class Migration(migrations.Migration):
    dependencies = [("cohorts", "0001_initial")]
    operations = [wall("cohorts_member")]
