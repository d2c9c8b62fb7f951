"""Row-level security on who is asked and what they answered; answers are for ever."""

from django.db import migrations

from shequyun.base.walls import append_only, wall


class Migration(migrations.Migration):
    dependencies = [("surveys", "0001_initial")]
    operations = [
        wall("surveys_publication"),
        wall("surveys_asked"),
        wall("surveys_answer"),
        append_only("surveys_answer"),
    ]
