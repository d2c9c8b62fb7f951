"""The sources and trust rules that a new installation starts with. The security administrator may change them."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SOURCES = [
    ("police", "公安实有人口", "department", 80),
    ("market", "市场监管登记", "department", 80),
    ("civil", "民政名单", "department", 75),
    ("health", "卫生健康名单", "department", 75),
    ("housing", "房管登记", "department", 75),
    ("visit", "上门走访", "visit", 70),
    ("resident", "居民自报", "resident", 65),
    ("desk", "窗口更正", "desk", 60),
    ("ledger", "居委台账", "ledger", 50),
    ("system", "系统", "system", 10),
]
REACH = [("resident", 95, None), ("visit", 90, 365), ("desk", 85, 365), ("health", 60, None), ("ledger", 50, None),
         ("civil", 45, None), ("police", 40, None)]
DAILY = [("resident", 90, None), ("visit", 85, 730), ("desk", 80, 730)]
PAPERS = [("police", 95, None)]
RULES = {
    ("resident", "phone"): REACH,
    ("resident", "other_phone"): REACH,
    ("resident", "contact_name"): REACH,
    ("resident", "contact_phone"): REACH,
    ("resident", "living_elsewhere"): DAILY,
    ("resident", "employer"): DAILY,
    ("resident", "occupation"): DAILY,
    ("resident", "name"): PAPERS,
    ("resident", "sex"): PAPERS,
    ("resident", "birth_date"): PAPERS,
    ("resident", "death_date"): [*PAPERS, ("civil", 90, None)],
    ("document", "*"): PAPERS,
    ("stay", "*"): DAILY,
    ("dwelling", "*"): DAILY,
    ("building", "*"): DAILY,
    ("organisation", "*"): [("market", 90, 730), ("visit", 85, 365), ("desk", 80, 365)],
}


def seed(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    alias = schema_editor.connection.alias
    source = apps.get_model("facts", "Source")
    rule = apps.get_model("facts", "TrustRule")
    source.objects.using(alias).bulk_create(
        source(code=code, name=name, kind=kind, rank=rank) for code, name, kind, rank in SOURCES
    )
    rule.objects.using(alias).bulk_create(
        rule(subject_kind=kind, field=field, source_id=code, rank=rank, holds_days=days)
        for (kind, field), standings in RULES.items()
        for code, rank, days in standings
    )


class Migration(migrations.Migration):
    dependencies = [("facts", "0002_walls")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
