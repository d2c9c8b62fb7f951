"""Row-level security, and the schedules that come with the code."""

from django.db import migrations

from shequyun.base.walls import wall
from shequyun.programmes.vaccination.rules.schedules import lines_of_file


def load(apps, schema_editor):
    schedule = apps.get_model("vaccination", "Schedule")
    schedule.objects.using(schema_editor.connection.alias).bulk_create(schedule(**line) for line in lines_of_file())


class Migration(migrations.Migration):
    dependencies = [("vaccination", "0001_initial")]
    operations = [
        wall("vaccination_dose"),
        wall("vaccination_vaccineremark"),
        wall("vaccination_span"),
        migrations.RunPython(load, migrations.RunPython.noop),
    ]
