"""Row-level security, and the dictionary that a new installation starts with."""

from dataclasses import asdict

from django.db import migrations

from shequyun.base.walls import wall
from shequyun.kernel.labels.choices import LABELS

CITY = "31"


def seed(apps, schema_editor):
    label = apps.get_model("labels", "Label")
    label.objects.using(schema_editor.connection.alias).bulk_create(label(area=CITY, **asdict(one)) for one in LABELS)


class Migration(migrations.Migration):
    dependencies = [("labels", "0001_initial")]
    operations = [
        wall("labels_labelling"),
        wall("labels_rulelabelling"),
        migrations.RunPython(seed, migrations.RunPython.noop),
    ]
