"""The calendar of working days, with the years that this release ships."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from shequyun.engines.worklist.rules.calendar import shipped_calendar


def seed(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    days = apps.get_model("worklist", "CalendarDay").objects.using(schema_editor.connection.alias)
    days.bulk_create(
        days.model(day=one.day, working=one.working, name=one.name, source=one.source) for one in shipped_calendar()
    )


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="CalendarDay",
            fields=[
                ("day", models.DateField(primary_key=True, serialize=False)),
                ("working", models.BooleanField()),
                ("name", models.CharField(max_length=32)),
                ("source", models.CharField(max_length=80)),
            ],
        ),
        migrations.RunPython(seed, migrations.RunPython.noop),
    ]
