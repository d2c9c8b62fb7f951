"""Row-level security for what takes visits back and hands promises over; both can only be added to."""

from django.db import migrations

from shequyun.base.walls import append_only, wall

HISTORY = ("visitwithdrawal", "promisehandover")


class Migration(migrations.Migration):
    dependencies = [("worklist", "0004_taking_back")]
    operations = [
        *(wall(f"worklist_{name}") for name in HISTORY),
        *(append_only(f"worklist_{name}") for name in HISTORY),
    ]
