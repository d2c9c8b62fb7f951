"""A committee that is merged into another one names it; rows can be moved between communities."""

from django.db import migrations

from shequyun.base.records import CodeField
from shequyun.base.walls import mover


class Migration(migrations.Migration):
    dependencies = [("places", "0002_walls"), ("audit", "0002_walls")]
    operations = [
        migrations.AddField("area", "successor", CodeField(blank=True, default="", max_length=15)),
        mover(),
    ]
