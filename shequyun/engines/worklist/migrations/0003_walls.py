"""Row-level security, what can only be added to, and the list of matters that a new installation starts with."""

from dataclasses import asdict
from datetime import date

from django.db import migrations

from shequyun.base.walls import append_only, wall
from shequyun.engines.worklist.choices import MATTERS

CITY, SINCE = "31", date(2018, 1, 1)
HISTORY = ("taskresult", "handover", "visit", "visitperson", "promise", "promiseend")


def seed(apps, schema_editor):
    matter = apps.get_model("worklist", "Matter")
    matter.objects.using(schema_editor.connection.alias).bulk_create(
        matter(area=CITY, valid_from=SINCE, **(asdict(one) | {"fields": list(one.fields)})) for one in MATTERS
    )


class Migration(migrations.Migration):
    dependencies = [("worklist", "0002_work")]
    operations = [
        wall("worklist_task"),
        *(wall(f"worklist_{name}") for name in HISTORY),
        *(append_only(f"worklist_{name}") for name in HISTORY),
        append_only("worklist_rulingondrive"),
        migrations.RunPython(seed, migrations.RunPython.noop),
    ]
