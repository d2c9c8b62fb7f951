"""Makes files as they really come, good and nasty. Nothing is kept: each test builds its own. Synthetic people only."""

import io
import struct
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import xlsxwriter
import xlwt

HEADER = ["姓名", "证件号码", "手机号码", "现住地址"]
PEOPLE = [
    ["张三", "11010519491231002X", "13800000001", "恒丰路610弄3号301室"],
    ["李四", "110105194912310038", "13800000002", "恒丰路610弄3号302室"],
    ["王五", "110105194912310054", "13800000003", "恒丰路610弄3号401室"],
]
WORKBOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
ROOT = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
    'Target="worksheets/sheet1.xml"/></Relationships>'
)


def xlsx(
    *sheets: tuple[str, Sequence[Sequence[Any]]], merged: Iterable[tuple[int, int, int, int]] = (), **more: Any
) -> bytes:
    """A workbook. `merged` are ranges of the first sheet (top, left, bottom, right, from 0); `more`: hidden_rows,
    hidden_columns (from 0) of the first sheet, hidden_sheets by name."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    for index, (name, rows) in enumerate(sheets):
        page = book.add_worksheet(name)
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if value != "":
                    page.write(r, c, value)
        if index == 0:
            for top, left, bottom, right in merged:
                page.merge_range(top, left, bottom, right, rows[top][left])
            for row_number in more.get("hidden_rows", ()):
                page.set_row(row_number, None, None, {"hidden": True})
            for column in more.get("hidden_columns", ()):
                page.set_column(column, column, None, None, {"hidden": True})
        if name in more.get("hidden_sheets", ()):
            page.hide()
    book.close()
    return out.getvalue()


def xls(*sheets: tuple[str, Sequence[Sequence[Any]]]) -> bytes:
    """A workbook of Excel 97."""
    book = xlwt.Workbook(encoding="utf-8")
    for name, rows in sheets:
        page = book.add_sheet(name)
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                page.write(r, c, value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xls_with_password() -> bytes:
    """The record after the first says that the rest is encrypted (FILEPASS, 2Fh)."""
    content = bytearray(xls(("S", [HEADER, *PEOPLE])))
    start = content.index(b"\x09\x08\x10\x00") if b"\x09\x08\x10\x00" in content else 512
    (length,) = struct.unpack_from("<H", content, start + 2)
    content[start + 4 + length : start + 6 + length] = b"\x2f\x00"
    content[start + 8 + length : start + 10 + length] = b"\x01\x00"
    return bytes(content)


def csv(rows: Sequence[Sequence[str]], delimiter: str = ",") -> str:
    """Text with divided columns; cells with signs in them are quoted."""
    return "".join(delimiter.join(f'"{c}"' if set(c) & set(',;\t\n"') else c for c in row) + "\r\n" for row in rows)


def sheet_xml(cells: str, before: str = "", after: str = "") -> str:
    return (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"{before}<sheetData>{cells}</sheetData>{after}</worksheet>"
    )


def cell(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def raw_xlsx(sheet: str | bytes, parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """A workbook of one sheet, written by hand."""
    out = io.BytesIO()
    usual = {
        "[Content_Types].xml": TYPES, "_rels/.rels": ROOT, "xl/workbook.xml": WORKBOOK,
        "xl/_rels/workbook.xml.rels": RELATIONS, "xl/worksheets/sheet1.xml": sheet,
    }  # fmt: skip
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (usual | dict(parts or {})).items():
            archive.writestr(name, content)
    return out.getvalue()


def ole(*names: str) -> bytes:
    """A compound file whose directory names these streams."""
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + b"".join(n.encode("utf-16-le") + b"\0" * 8 for n in names)
    )


def zip_of(names: Iterable[str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


def lying_bomb(size: int) -> bytes:
    """A sheet that unpacks to `size` bytes while the archive's lists claim a thousand."""
    content = raw_xlsx(sheet_xml(" " * size))
    return content.replace(struct.pack("<I", len(sheet_xml(" " * size))), struct.pack("<I", 1000))
