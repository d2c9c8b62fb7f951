"""The same workbook by others, in the same run: django-import-export, whole, and PostgreSQL's COPY alone.

A plain table with the twenty columns, unique by serial number (some people have no document). django-import-export does as its admin does:
it reads the sheet, tries it (a dry run, which is its preview), then imports. It keeps no sources, no history and no undo,
matches by serial number alone and unseals nothing.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from django.db import connection, connections, models
from import_export import resources
from tablib import Dataset

from bench import importing, workbook
from bench.rows import UP, Row, measure
from bench.timing import clock
from bench.world import World

NAMES = (
    "serial", "name", "sex", "birth_date", "document_kind", "document_number", "phone", "living_address", "hukou_address",
    "relation", "tenure", "education", "marital", "political", "employer", "occupation", "hukou_kind", "contact_name",
    "contact_phone", "nationality",
)  # fmt: skip
AT_LEAST = {"default": 15, "bulk": 5}
SUBSET = {"default": 2_000, "bulk": 5_000}  # what they would need for 100,000 rows, nobody waits for


class Plain(models.Model):
    """The table that they import into."""

    serial = models.CharField(max_length=12, unique=True)
    for _name in NAMES:
        if _name != "serial":
            vars()[_name] = models.CharField(max_length=160, blank=True, null=True)
    del _name

    class Meta:
        app_label = "ui"  # import-export asks for an installed app; this one has no tables
        db_table = "bench_plain"


class ByDefault(resources.ModelResource):
    """As its documentation begins: found by the serial number, differences shown."""

    class Meta:
        model = Plain
        fields = NAMES
        import_id_fields = ("serial",)
        use_transactions = True


class InBulk(resources.ModelResource):
    """As its documentation advises for many rows."""

    class Meta:
        model = Plain
        fields = NAMES
        import_id_fields = ("serial",)
        use_bulk = True
        batch_size = 1000
        skip_diff = True
        use_transactions = True


@measure("rivals")
def rivals(world: World) -> Iterator[Row]:
    """Rows a second of each, and how many times faster the import here is."""
    rows = importing.rows_of(world)
    ours = world.notes.get("import") or importing.answer(importing.started(world, importing.made(world, rows)))
    speed = rows / (importing.preview(ours) + ours["commit"])
    yield Row("import here, whole", speed, "rows/s", direction=UP, remark="preview and commit, as above")
    with _plain_table():
        for mode, resource in (("default", ByDefault), ("bulk", InBulk)):
            yield from _against(world, mode, resource, min(SUBSET[mode], rows), speed)
        yield from _copied(world, rows)


def _against(world: World, mode: str, resource: Any, count: int, speed: float) -> Iterator[Row]:
    path = importing.made(world, count)
    connection.cursor().execute("truncate bench_plain")
    _copy(list(_cells(world, count))[: count * 9 // 10])  # what is known, as for us
    with clock() as taken, path.open("rb") as file:
        data = Dataset(headers=NAMES).load(file.read(), format="xlsx")
        data.headers = list(NAMES)
        for dry_run in (True, False):
            resource().import_data(data, dry_run=dry_run, raise_errors=True)
    theirs = count / taken.seconds
    remark = f"{count:,} rows in {taken.seconds:.1f} s: reading, dry run, import"
    yield Row(f"django-import-export, {mode}", theirs, "rows/s", direction=UP, remark=remark)
    yield Row(f"import here against django-import-export, {mode}", speed / theirs, "times", AT_LEAST[mode], UP)


def _copied(world: World, rows: int) -> Iterator[Row]:
    lines = list(_cells(world, rows))
    connection.cursor().execute("truncate bench_plain")
    with clock() as taken:
        _copy(lines)
    yield Row("COPY of the same cells", rows / taken.seconds, "rows/s", direction=UP, remark="no reading, no matching")


def _cells(world: World, rows: int) -> Iterator[list[str]]:
    for serial, cells in enumerate(islice(workbook.lines(world, rows, world.known), rows), 1):
        yield [str(serial), *cells]


def _copy(lines: Sequence[Sequence[str]]) -> None:
    with connection.cursor() as cursor, cursor.copy(f"copy bench_plain ({', '.join(NAMES)}) from stdin") as copy:
        for line in lines:
            copy.write_row(line)


class _plain_table:
    """The table exists inside the block."""

    def __enter__(self) -> None:
        with connections["owner"].schema_editor() as editor:
            editor.create_model(Plain)
        role = connection.settings_dict["USER"]
        with connections["owner"].cursor() as cursor:  # it sets the table's sequence
            cursor.execute(f'grant truncate on bench_plain to "{role}"; grant update on bench_plain_id_seq to "{role}"')

    def __exit__(self, *_error: object) -> None:
        with connections["owner"].schema_editor() as editor:
            editor.delete_model(Plain)
