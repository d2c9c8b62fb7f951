"""Row-level security for what people said on a call; it can only be added to."""

from django.db import migrations

from shequyun.base.walls import append_only, wall


class Migration(migrations.Migration):
    dependencies = [("vaccination", "0003_coming")]
    operations = [wall("vaccination_coming"), append_only("vaccination_coming")]
