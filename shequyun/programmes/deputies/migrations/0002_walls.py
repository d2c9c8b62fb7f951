"""Row-level security; what somebody was told and what became of a report can only be added to."""

from django.db import migrations

from shequyun.base.walls import append_only, wall

TABLES = (
    "deputy", "station", "session", "presence", "opinion", "suggestion", "signature", "told", "opinionreport", "reportevent",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("deputies", "0001_initial")]
    operations = [
        *(wall(f"deputies_{table}") for table in TABLES),
        append_only("deputies_told"),
        append_only("deputies_reportevent"),
    ]
