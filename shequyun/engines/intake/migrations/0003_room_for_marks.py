"""Rows are marked committed, and unmarked, all at once: with room on their pages no index needs to hear of it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("intake", "0002_walls")]
    operations = [
        migrations.RunSQL("alter table intake_row set (fillfactor = 50)", "alter table intake_row reset (fillfactor)")
    ]
