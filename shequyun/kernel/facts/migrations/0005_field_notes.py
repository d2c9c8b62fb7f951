"""What this installation says about a field of the dictionary otherwise than the code does."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("facts", "0004_confirmations")]
    operations = [
        migrations.CreateModel(
            name="FieldNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject_kind", models.CharField(max_length=16)),
                ("field", models.CharField(max_length=48)),
                ("purpose", models.CharField(blank=True, max_length=200)),
                ("ground", models.CharField(blank=True, max_length=200)),
                ("ages", models.BooleanField()),
                ("stale_after", models.IntegerField(null=True)),
                ("changed_at", models.DateTimeField()),
                ("changed_by_name", models.CharField(blank=True, max_length=64)),
            ],
        ),
        migrations.AddConstraint(
            "fieldnote", models.UniqueConstraint(fields=["subject_kind", "field"], name="facts_one_note")
        ),
        migrations.AddConstraint(
            "fieldnote",
            models.CheckConstraint(
                condition=models.Q(ages=True, stale_after__gt=0) | models.Q(ages=False, stale_after=None),
                name="facts_ages_in_days",
            ),
        ),
    ]
