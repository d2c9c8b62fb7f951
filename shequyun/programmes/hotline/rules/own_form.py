"""Answers in a workbook of their own, for lists that came in several files, or not as .xlsx. Pure."""

import io
from collections.abc import Sequence

import xlsxwriter

from shequyun.programmes.hotline.rules.answers import COLUMNS, NUMBER_TITLE, title_of

WIDE = {"done": 48, "reply": 48, "result": 20}


def own_form(lines: Sequence[Sequence[str]], *, mark: str) -> bytes:
    """An .xlsx with a line for each order: its number and the columns of answers. `mark` stands on every printed page."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("办理答复")
    title = book.add_format({"bold": True, "bg_color": "#E8EDF4", "border": 1, "valign": "vcenter"})
    text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top", "border": 1})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.freeze_panes(1, 1)
    sheet.set_footer(f"&L&8{mark.replace('&', '&&')}&R&P / &N")
    for column, said in enumerate([NUMBER_TITLE, *map(title_of, COLUMNS)]):
        sheet.write_string(0, column, said, title)
        sheet.set_column(column, column, WIDE.get([NUMBER_TITLE, *COLUMNS][column], 22))
    for row, line in enumerate(lines, 1):
        for column, value in enumerate(line):
            sheet.write_string(row, column, value, text)
    book.close()
    return out.getvalue()
