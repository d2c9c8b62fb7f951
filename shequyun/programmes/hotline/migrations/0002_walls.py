"""Row-level security, and the source that lists of the hotline come from. What they say of people is not trusted beyond them."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from shequyun.base.walls import wall


def seed(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    source = apps.get_model("facts", "Source")
    source.objects.using(schema_editor.connection.alias).get_or_create(
        code="hotline", defaults={"name": "12345 热线", "kind": "department", "rank": 30}
    )


class Migration(migrations.Migration):
    dependencies = [("hotline", "0001_initial"), ("facts", "0003_sources")]
    operations = [wall("hotline_order"), migrations.RunPython(seed, migrations.RunPython.noop)]
