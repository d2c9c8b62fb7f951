"""The roles that a new installation starts with."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from shequyun.kernel.access.choices import ROLES


def seed(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    role = apps.get_model("access", "Role")
    role.objects.using(schema_editor.connection.alias).bulk_create(
        role(code=seed.code, level=seed.level, rights=seed.rights, needs_second_factor=seed.second_factor)
        for seed in ROLES
    )


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
