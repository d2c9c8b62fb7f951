from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("residents", "0003_home_index")]
    operations = [
        migrations.CreateModel(
            name="LookUp",
            fields=[
                ("staff_id", models.UUIDField(primary_key=True, serialize=False)),
                ("since", models.DateTimeField()),
                ("count", models.IntegerField()),
            ],
        ),
    ]
