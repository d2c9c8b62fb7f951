"""Whom a screening without a condition finds is kept too; everything is counted anew."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("residents", "0007_statistics")]
    operations = [
        migrations.AddField("tally", "members", models.IntegerField(default=0)),
        migrations.RunSQL(
            "select set_config('shequyun.lo', '0', true), set_config('shequyun.hi', ':', true);"
            "insert into residents_uncounted (id, community) select gen_random_uuid(), community from residents_tally",
            "",
        ),
    ]
