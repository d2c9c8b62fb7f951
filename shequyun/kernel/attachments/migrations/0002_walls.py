"""Row-level security on files."""

from django.db import migrations

from shequyun.base.walls import wall


class Migration(migrations.Migration):
    dependencies = [("attachments", "0001_initial")]
    operations = [wall("attachments_attachment")]
