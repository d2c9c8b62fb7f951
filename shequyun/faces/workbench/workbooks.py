"""Lists as workbooks: masked, with name, time and purpose on the sheet, and a record of the export."""

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from shequyun.base.errors import BadInput
from shequyun.kernel.facts.actions import record_export
from shequyun.kernel.facts.fields import Field, subject_of
from shequyun.kernel.places.queries import area_named

LIMIT = 50_000
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class TooLong(BadInput):
    """A list that is cut off in silence would be taken for the whole."""

    code = "workbench.too_long"
    sentence = _("The list has more than %(limit)d rows. Narrow the filter, or export it building by building.")


def export_response(request: HttpRequest, kind: str, found: Any, *, reason: str) -> HttpResponse:
    """The rows of a list as an .xlsx download. Refuses an empty reason, and more than LIMIT rows."""
    records = list(found[: LIMIT + 1])
    fields = [field for field in subject_of(kind).fields if field.on_screen]
    titles = [*(str(field.label) for field in fields), _now("Address"), _now("Last confirmed")]
    rows = [
        [*(_shown(field, record) for field in fields), _address(record), f"{record.observed_on}"] for record in records
    ]
    return sheet_response(request, kind, titles, rows, reason=reason)


def sheet_response(
    request: HttpRequest, kind: str, titles: list[str], rows: list[list[str]], *, reason: str, query: str = ""
) -> HttpResponse:
    """Rows of text as an .xlsx download, watermarked and recorded; `query` says of what, where the address does not.
    Refuses an empty reason, and more than LIMIT rows."""
    if len(rows) > LIMIT:
        raise TooLong(limit=LIMIT)
    record_export(request.actor, kind, count=len(rows), reason=reason, query=query or request.GET.urlencode())
    response = HttpResponse(_workbook(titles, rows, watermark(request, reason)), content_type=TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{kind}-{timezone.localtime():%Y%m%d-%H%M}.xlsx"'
    return response


def watermark(request: HttpRequest, reason: str) -> str:
    """Who took it, when, from where, what for."""
    now = timezone.localtime().strftime("%Y-%m-%d %H:%M")
    return f"{request.actor.name} · {area_named(request.actor.area)} · {now} · {reason.strip()}"


def _workbook(titles: list[str], rows: list[list[str]], mark: str) -> bytes:
    return sheet_workbook("", titles, rows, mark)


def sheet_workbook(name: str, titles: list[str], rows: Sequence[Sequence[Any]], mark: str) -> bytes:
    """A workbook of one sheet: the watermark above and on every printed page, titles, and lines of texts and numbers."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(name[:31] or None)
    bold = book.add_format({"bold": True, "bottom": 1})
    faint = book.add_format({"font_color": "#888888", "italic": True})
    sheet.write_string(0, 0, mark, faint)
    sheet.set_header(f"&C&K999999{mark.replace('&', '&&')}")
    sheet.set_footer("&C&P / &N")
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(1)
    sheet.freeze_panes(2, 1)
    for column, title in enumerate(titles):
        sheet.write_string(1, column, title, bold)
        sheet.set_column(column, column, 14)
    for line, row in enumerate(rows, 2):
        for column, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(line, column, value)
            else:
                sheet.write_string(line, column, str(value))
    if rows:
        sheet.autofilter(1, 0, len(rows) + 1, len(titles) - 1)
    book.close()
    return out.getvalue()


def _shown(field: Field, record: Any) -> str:
    value = field.read(getattr(record, field.kept))
    if value in (None, ""):
        return ""
    return field.mask(str(value)) if field.mask else str(field.shown(value))


def _address(record: Any) -> str:
    if hasattr(record, "address"):
        return str(record.address)
    if getattr(record, "dwelling", None):
        return str(record.dwelling.address)
    building = getattr(record, "building", None)
    return f"{building.door} {record.room}" if building else ""
