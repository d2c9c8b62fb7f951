"""What the reader of cells does not tell about an .xlsx: hidden rows and columns, error cells, formulas without a
value, and how far the cells really reach. Told by the tags alone, in pieces, because a tree of 100,000 rows would cost
more than the reading. Runs in the child.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import iterparse

from shequyun.engines.intake.rules.cells import index_of

PIECE = 1 << 20
OVERLAP = 600  # longer than any tag of a row or cell with a number or error in it
_ROW = re.compile(rb'row r="(\d+)"([^>]*)>')
_FAR = re.compile(rb' r="([A-Z]{3}|[A-Z]+(?=\d{6}))(\d+)"[^>/]*>')
_ERROR = re.compile(
    rb' r="([A-Z]+)(\d+)"(?: [a-z]+="[^"]*")* t="e"[^>]*>(?:<f[^>]*>[^<]*</f>|<f[^>]*/>)?<v>([^<]{1,20})</v>'
)
_COLUMN = re.compile(rb"<(?:\w+:)?col ([^>]*)>")
_NO_VALUE = (b"</f></c>", b"</f><v></v>", b"</f><v/>", b"</f><v />")
_READ = ("xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels")


class TooLarge(Exception):
    """The parts unpack to more than allowed, whatever the archive claims."""


@dataclass
class Marks:
    """Of one sheet: `hidden` rows from 1, `columns` hidden from 0, `errors` by (row, column) from 0, and `far` the
    furthest (row, column) that holds something beyond 100,000 rows or 702 columns."""

    hidden: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    uncomputed: bool = False
    far: tuple[int, int] = (0, 0)


class Bounded:
    """An archive whose parts are unpacked in pieces, and not beyond a sum."""

    def __init__(self, archive: zipfile.ZipFile, most: int) -> None:
        self.archive, self.left = archive, most

    def pieces(self, name: str) -> Iterator[bytes]:
        with self.archive.open(name) as stream:
            while piece := stream.read(PIECE):
                self.left -= len(piece)
                if self.left < 0:
                    raise TooLarge()
                yield piece


def sheet_marks(path: str, most: int) -> list[Marks]:
    """The marks of all sheets, in the order of the workbook. Refuses with TooLarge what unpacks to more than `most`."""
    with zipfile.ZipFile(path) as archive:
        bounded, names = Bounded(archive, most), set(archive.namelist())
        for name in _READ:
            if name in names:
                for _piece in bounded.pieces(name):
                    pass
        return [_marks(bounded, name) if name in names else Marks() for name in _sheet_files(archive)]


def _sheet_files(archive: zipfile.ZipFile) -> list[str]:
    """The files of the sheets, in the order of the workbook."""
    relations = {
        element.get("Id"): element.get("Target", "")
        for _event, element in iterparse(archive.open("xl/_rels/workbook.xml.rels"))
        if element.tag.endswith("Relationship")
    }
    names = []
    for _event, element in iterparse(archive.open("xl/workbook.xml")):
        if element.tag.endswith("}sheet"):
            key = next((value for name, value in element.attrib.items() if name.endswith("}id")), None)
            target = relations.get(key, "")
            names.append(target.lstrip("/") if target.startswith("/") else f"xl/{target}")
    return names


def _marks(bounded: Bounded, name: str) -> Marks:
    marks, tail, first = Marks(), b"", True
    for piece in bounded.pieces(name):
        text = tail + piece
        if first:
            marks.columns = _hidden_columns(text)
        _mark(marks, text)
        tail, first = text[-OVERLAP:], False
    return marks


def _mark(marks: Marks, text: bytes) -> None:
    if b"hidden=" in text:
        for line in _ROW.finditer(text):
            if b'hidden="1"' in line.group(2) or b'hidden="true"' in line.group(2):
                marks.hidden.add(int(line.group(1)))
    if b't="e"' in text:
        for cell in _ERROR.finditer(text):
            place = int(cell.group(2)) - 1, index_of(cell.group(1).decode())
            marks.errors[place] = cell.group(3).decode("utf-8", "replace")
    for cell in _FAR.finditer(text):
        row, column = marks.far
        marks.far = max(row, int(cell.group(2))), max(column, index_of(cell.group(1).decode()) + 1)
    marks.uncomputed = marks.uncomputed or any(sign in text for sign in _NO_VALUE)


def _hidden_columns(text: bytes) -> set[int]:
    hidden: set[int] = set()
    for column in _COLUMN.finditer(text):
        said = dict(re.findall(rb'(\w+)="([^"]*)"', column.group(1)))
        if said.get(b"hidden") in (b"1", b"true"):
            hidden.update(range(int(said.get(b"min", 1)) - 1, min(int(said.get(b"max", 0)), 1000)))
    return hidden
