"""Whoever merges committees from now on, where roles were made before the right was."""

from django.db import migrations

ROLES = ("subdistrict_officer", "system_admin")
RIGHT = "areas.reorganise"


def give(apps, schema_editor):
    roles = apps.get_model("access", "Role").objects.using(schema_editor.connection.alias)
    for role in roles.filter(code__in=ROLES):
        if RIGHT not in role.rights:
            role.rights = [*role.rights, RIGHT]
            role.save(update_fields=["rights"])


class Migration(migrations.Migration):
    dependencies = [("access", "0002_roles")]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
