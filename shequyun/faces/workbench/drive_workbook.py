"""A drive as a workbook: what came in, masked, with name, time and purpose on the sheet, and a record of the export."""

import io
from typing import Any
from uuid import UUID

import xlsxwriter
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from shequyun.base.actor import Actor
from shequyun.engines.worklist import queries
from shequyun.faces.workbench.workbooks import LIMIT, TYPE, watermark
from shequyun.kernel.facts.actions import record_export
from shequyun.kernel.facts.fields import subject_of


def drive_response(request: HttpRequest, drive: Any, found: Any, *, reason: str) -> HttpResponse:
    """The tasks as an .xlsx download. Refuses an empty reason."""
    tasks = list(found[:LIMIT])
    record_export(
        request.actor, "task", count=len(tasks), reason=reason, query=f"{drive.title} {request.GET.urlencode()}"
    )
    subjects = subjects_of_tasks(request.actor, tasks)
    results = queries.results_of(request.actor, [task.pk for task in tasks])
    fields = [subject_of(drive.subject_kind).by_name[name] for name in drive.fields]
    titles = [_("Name"), _("Address"), _("State"), *(str(field.label) for field in fields), _("Remark"), _("Ended on")]
    rows = [_row(task, subjects.get(task.subject_id), results.get(task.pk, []), fields) for task in tasks]
    response = HttpResponse(_book(drive.title, titles, rows, watermark(request, reason)), content_type=TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="tasks-{timezone.localtime():%Y%m%d-%H%M}.xlsx"'
    return response


def subjects_of_tasks(actor: Actor, tasks: list[Any]) -> dict[UUID, queries.Subject]:
    """What tasks are about, one query per kind."""
    found: dict[UUID, queries.Subject] = {}
    for kind in {task.subject_kind for task in tasks}:
        keys = [task.subject_id for task in tasks if task.subject_kind == kind]
        found |= queries.subjects_of(actor, kind, keys)
    return found


def _row(task: Any, subject: Any, results: list[Any], fields: list[Any]) -> list[str]:
    state = queries.state_of(task, today=timezone.localdate()).label
    closed = f"{timezone.localtime(task.closed_at):%Y-%m-%d}" if task.closed_at else ""
    values = [shown(field, subject.record) if subject else "" for field in fields]
    said = results[0].said if results else ""
    return [subject.name if subject else "", subject.label if subject else "", str(state), *values, said, closed]


def shown(field: Any, record: Any) -> str:
    """A field of a record as it may be shown: in words, numbers masked."""
    raw = field.read(getattr(record, field.kept))
    if raw in (None, ""):
        return ""
    return field.mask(str(raw)) if field.mask else str(field.shown(raw))


def _book(title: str, titles: list[str], rows: list[list[str]], mark: str) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True, "bottom": 1})
    sheet.write_string(0, 0, f"{title} · {mark}", book.add_format({"font_color": "#888888", "italic": True}))
    sheet.set_header(f"&C&K999999{mark.replace('&', '&&')}")
    sheet.set_footer("&C&P / &N")
    sheet.freeze_panes(2, 1)
    for column, text in enumerate(titles):
        sheet.write_string(1, column, text, bold)
        sheet.set_column(column, column, 16)
    for line, row in enumerate(rows, 2):
        for column, text in enumerate(row):
            sheet.write_string(line, column, text)
    book.close()
    return out.getvalue()
