"""Row-level security; entries can only be added."""

from django.db import migrations

from shequyun.base.walls import append_only, wall


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [wall("audit_entry"), append_only("audit_entry")]
