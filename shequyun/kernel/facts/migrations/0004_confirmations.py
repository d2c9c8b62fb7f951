"""Confirmations are changes; a batch knows when it was applied."""

from django.db import migrations, models

KINDS = [
    ("create", "Entered"),
    ("set", "Changed"),
    ("confirm", "Confirmed"),
    ("remove", "Taken out"),
    ("merge", "Merged"),
    ("unmerge", "Unmerged"),
]


class Migration(migrations.Migration):
    dependencies = [("facts", "0003_sources")]
    operations = [
        migrations.AddField("batch", "applied_at", models.DateTimeField(null=True)),
        migrations.AlterField("change", "kind", models.CharField(max_length=8, choices=KINDS)),
    ]
