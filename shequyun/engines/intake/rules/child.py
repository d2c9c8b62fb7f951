"""The child process of the reader: opens one file and writes its sheets to standard output as pickles.

Imports nothing of the product, so that it starts in a tenth of a second and has nothing to leak.
"""

import csv
import io
import pickle
import re
import sys
import zipfile
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any
from xml.etree.ElementTree import iterparse

from python_calamine import CalamineWorkbook

CHUNK = 2000
_REF = re.compile(r"([A-Z]+)(\d+)")
_ROW = re.compile(rb'<(?:\w+:)?row\b((?:[^>]*?\br="(\d+)")?[^>]*?)(/?)>')
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_WIDE = re.compile(rb'<(?:\w+:)?c r="([A-Z]{3}\d+)"[^>/]*>')
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell ref="([A-Z0-9:]+)"')
OVERLAP = 400  # longer than any tag of a row
_NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ENCODINGS = ("utf-8-sig", "gb18030")


def main(kind: str, path: str, max_rows: int, max_columns: int) -> None:
    """Write ("sheet", …) and ("rows", …) messages, then ("end", None); one ("too_many", …) or ("broken", …) instead."""
    out = sys.stdout.buffer
    try:
        for message in messages(kind, path, max_rows, max_columns):
            pickle.dump(message, out, protocol=5)
    except Exception as error:  # whatever the parser meets: the parent refuses the file, and nothing else happens
        pickle.dump(("broken", type(error).__name__), out, protocol=5)
    pickle.dump(("end", None), out, protocol=5)
    out.flush()


def messages(kind: str, path: str, max_rows: int, max_columns: int) -> Iterator[tuple[str, Any]]:
    """What the file holds, sheet by sheet."""
    if kind == "csv":
        yield "sheet", ("", [], [])
        yield from chunked(csv_rows(path))
        return
    marks = sheet_marks(path) if kind == "xlsx" else {}
    for rows, columns in (mark[2] for mark in marks.values()):
        if rows > max_rows or columns > max_columns:
            yield "too_many", (rows, columns)
            return
    book = CalamineWorkbook.from_path(path)
    for index, name in enumerate(book.sheet_names):
        sheet = book.get_sheet_by_index(index)
        if sheet.height > max_rows or sheet.width > max_columns:
            yield "too_many", (sheet.height, sheet.width)
            return
        hidden, merged, _size = marks.get(index, ([], [], (0, 0)))
        yield "sheet", (name, hidden, merged)
        yield from chunked(cell(row) for row in sheet.to_python(skip_empty_area=False))


def chunked(rows: Iterator[list[Any]]) -> Iterator[tuple[str, Any]]:
    """Rows in messages of CHUNK."""
    part: list[list[Any]] = []
    for row in rows:
        part.append(row)
        if len(part) == CHUNK:
            yield "rows", part
            part = []
    if part:
        yield "rows", part


def cell(row: list[Any]) -> list[Any]:
    """Cells as they will be told: whole floats stay floats (a number-typed document has lost digits), times are text."""
    return [str(value) if isinstance(value, time | timedelta) else value.date() if _midnight(value) else value for value in row]


def _midnight(value: Any) -> bool:
    return isinstance(value, datetime) and value.time() == time(0)


def csv_rows(path: str) -> Iterator[list[Any]]:
    """Rows of a text file: UTF-8 with or without mark, UTF-16 with mark, else GB18030; divided by comma, ; or tab."""
    with open(path, "rb") as file:
        raw = file.read()
    text = decoded(raw)
    sample = text[:20_000]
    delimiter = max(",;\t", key=lambda sign: sample.count(sign))
    csv.field_size_limit(1_000_000)
    yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def decoded(raw: bytes) -> str:
    """The text of a file in the encodings of Chinese offices."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16")
    for encoding in ENCODINGS:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValueError("no known encoding")


def sheet_marks(path: str) -> dict[int, tuple[list[int], list[tuple[int, int, int, int]], tuple[int, int]]]:
    """Per sheet of an .xlsx: hidden rows, merged ranges (top, left, bottom, right; from 0), and its real extent.

    The extent is counted from the cells that are there, not from what the sheet claims.
    """
    with zipfile.ZipFile(path) as archive:
        return {index: _marks(archive, name) for index, name in enumerate(_sheet_files(archive))}


def _sheet_files(archive: zipfile.ZipFile) -> list[str]:
    """The files of the sheets, in the order of the workbook."""
    relations = {}
    for _event, element in iterparse(archive.open("xl/_rels/workbook.xml.rels")):
        if element.tag.endswith("Relationship"):
            relations[element.get("Id")] = element.get("Target", "")
    names = []
    for _event, element in iterparse(archive.open("xl/workbook.xml")):
        if element.tag == f"{_NS}sheet":
            key = next((value for name, value in element.attrib.items() if name.endswith("}id")), None)
            target = relations.get(key, "")
            names.append(target.lstrip("/") if target.startswith("/") else f"xl/{target}")
    return names


def _marks(archive: zipfile.ZipFile, name: str) -> tuple[list[int], list[tuple[int, int, int, int]], tuple[int, int]]:
    """Told by the tags alone, without building a tree: a tree of 100,000 rows would cost more than the reading."""
    hidden: list[int] = []
    merged: list[tuple[int, int, int, int]] = []
    rows = columns = 0
    if name not in archive.namelist():
        return hidden, merged, (rows, columns)
    for text in _windows(archive, name):
        for match in _ROW.finditer(text):
            number = int(match.group(2) or 0)
            if match.group(3) != b"/":
                rows = max(rows, number)
            if _HIDDEN.search(match.group(1)):
                hidden.append(number)
        for match in _WIDE.finditer(text):
            columns = max(columns, _column(match.group(1).decode()))
        merged += [_range(match.group(1).decode()) for match in _MERGE.finditer(text)]
    return sorted(set(hidden)), list(dict.fromkeys(merged)), (rows, columns)


def _windows(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """The sheet in pieces that overlap, so that no tag is cut in two."""
    tail = b""
    with archive.open(name) as stream:
        while piece := stream.read(1 << 20):
            yield tail + piece
            tail = piece[-OVERLAP:]


def _range(reference: str) -> tuple[int, int, int, int]:
    start, _sep, end = reference.partition(":")
    return (_row(start) - 1, _column(start) - 1, _row(end or start) - 1, _column(end or start) - 1)


def _row(reference: str) -> int:
    match = _REF.match(reference)
    return int(match.group(2)) if match else 1


def _column(reference: str) -> int:
    match = _REF.match(reference)
    number = 0
    for letter in match.group(1) if match else "A":
        number = number * 26 + ord(letter) - 64
    return number


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
