"""Workbooks as committees send them, with what an import must make of each line.

Owns layouts (titles, headers, sheets, totals); the lines and their mistakes are messy_rows.py.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO, StringIO
from itertools import islice
from typing import Any

import xlsxwriter

from shequyun.faces.cli.synthetic.homes import door
from shequyun.faces.cli.synthetic.list_columns import COLUMNS, RELATION_NAMES, listed
from shequyun.faces.cli.synthetic.messy_rows import Line, messy_lines
from shequyun.faces.cli.synthetic.records import Community, Dwelling, Resident, Stay

STATES = ("new", "changed", "unchanged", "doubtful", "duplicate", "refused")


@dataclass
class Expectation:
    """What must come out, given that the community is loaded as generated and nothing has been said since.

    `rows` maps each state to (sheet name, line on the sheet from 1); `why` names the reason of each of these lines.
    """

    rows: dict[str, list[tuple[str, int]]] = field(default_factory=lambda: {state: [] for state in STATES})
    why: dict[tuple[str, int], str] = field(default_factory=dict)

    @property
    def counts(self) -> dict[str, int]:
        """How many lines of each state."""
        return {state: len(places) for state, places in self.rows.items()}

    def note(self, state: str, why: str, sheet: str, line: int) -> None:
        """Write down one line."""
        self.rows[state].append((sheet, line))
        self.why[sheet, line] = why


def ugly_workbook(community: Community, seed: int, rows: int = 2_000) -> tuple[bytes, Expectation]:
    """One sheet with title lines, a header of two merged lines, blank rows, a total and the writer's name below."""
    book, expected = _Book(), Expectation()
    sheet = book.sheet("5月人口")
    sheet.merge_range(0, 0, 0, 6, f"{community.name}人口信息登记表", book.title)
    sheet.write(1, 0, "填报单位：" + community.name)
    sheet.write(1, 5, "2021年5月")
    sheet.merge_range(2, 0, 3, 0, "序号", book.title)
    sheet.merge_range(2, 1, 2, 4, "基本信息", book.title)
    sheet.merge_range(2, 5, 2, 6, "联系", book.title)
    _write(book, sheet, 3, ["", "姓名", "性别", "出生日期", "身份证号码", "联系电话", "现住址"], start=1)
    at = 4
    for serial, line in enumerate(messy_lines(community, seed, rows), 1):
        at += serial % 61 == 0
        _write(book, sheet, at, [serial, line.name, line.sex, line.born, line.document, line.phone, line.address])
        expected.note(line.state, line.why, "5月人口", at + 1)
        at += 1
    _write(book, sheet, at + 1, ["合计", f"{rows}人"])
    _write(book, sheet, at + 2, ["填表人：", "小陈", "", "审核：", "老王"])
    return book.close(), expected


def sheet_per_building_workbook(community: Community, seed: int, rows: int = 300) -> tuple[bytes, Expectation]:
    """A sheet for each house with numbered rooms, named after its door; the lines give only the room (室号)."""
    book, expected = _Book(), Expectation()
    houses = {house.key: house for house in community.buildings}
    by_house: dict[str, list[Line]] = {}
    for line in messy_lines(community, seed, _all_that_fit(community)):
        if line.home.room and line.why not in ("one room off", "twice in the file"):
            by_house.setdefault(door(houses[line.home.building_key]), []).append(line)
    left = rows
    for name, lines in sorted(by_house.items()):
        sheet = book.sheet(name)
        _write(book, sheet, 0, ["室号", "姓名", "性别", "出生日期", "身份证号", "手机"])
        for at, line in enumerate(lines[:left], 1):
            _write(book, sheet, at, [line.home.room, line.name, line.sex, line.born, line.document, line.phone])
            expected.note(line.state, line.why, name, at + 1)
        left -= len(lines[:left])
        if left == 0:
            break
    return book.close(), expected


def household_form_workbook(community: Community, seed: int, rows: int = 300) -> tuple[bytes, Expectation]:
    """Head of the household first with the address, then the members with blank cells that mean "as above".

    Every ninth phone is a new one; the rest is as known. Homes of foreigners and compatriots are left out.
    """
    book, expected, name = _Book(), Expectation(), "家庭户"
    sheet = book.sheet(name)
    _write(book, sheet, 0, ["现住址", "与户主关系", "姓名", "性别", "出生日期", "证件号码", "联系电话"])
    numbers = {one.resident_key: one.number for one in community.documents}
    at = 1
    for home, members in islice(_households(community), seed % 7, None):
        if at + len(members) > rows:
            break
        for place, (one, stay) in enumerate(members):
            corrected = bool(one.phone) and at % 9 == 0
            said = f"{one.phone[:-4]}{(int(one.phone[-4:]) + 1) % 10_000:04}" if corrected else one.phone
            _write(book, sheet, at, [home.address_text if place == 0 else "", RELATION_NAMES[stay.relation], one.name,
                                     "男" if one.sex == "1" else "女", one.birth_date.isoformat(), numbers.get(one.key, ""), said])  # fmt: skip
            expected.note(
                "changed" if corrected else "unchanged", "phone corrected" if corrected else "as known", name, at + 1
            )
            at += 1
    return book.close(), expected


def plain_workbook(communities: Iterable[Community], rows: int = 100_000, columns: int = 20) -> bytes:
    """A clean list of those who live in `communities`, up to `rows` lines and 20 columns. For the bench."""
    book = _Book(constant_memory=True)
    sheet = book.sheet("人口")
    _write(book, sheet, 0, COLUMNS[:columns])
    for at, cells in enumerate(islice(_listed(communities), rows), 1):
        sheet.write_row(at, 0, cells[:columns])
    return book.close()


def plain_csv(
    communities: Iterable[Community], rows: int = 2_000, columns: int = 20, encoding: str = "gb18030"
) -> bytes:
    """The same list as text, in the encoding that Excel writes in China unless told otherwise."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS[:columns])
    writer.writerows(cells[:columns] for cells in islice(_listed(communities), rows))
    return out.getvalue().encode(encoding)


def _listed(communities: Iterable[Community]) -> Iterator[list[str]]:
    serial = 0
    for community in communities:
        for cells in listed(community):
            serial += 1
            yield [str(serial), *cells]


def _all_that_fit(community: Community) -> int:
    """Most of those who live here, so that whole houses are full."""
    return sum(stay.kind == "living" for stay in community.stays) * 4 // 5


def _households(community: Community) -> Iterator[tuple[Dwelling, list[tuple[Resident, Stay]]]]:
    """The people of the mainland who live together, head first, home by home."""
    homes = {home.key: home for home in community.dwellings}
    residents = {one.key: one for one in community.residents}
    together: dict[str, list[tuple[Resident, Stay]]] = {}
    for stay in community.stays:
        if stay.kind == "living" and stay.to_date is None:
            together.setdefault(stay.household_key, []).append((residents[stay.resident_key], stay))
    for members in together.values():
        if all(one.nationality == "CHN" for one, _stay in members) and any(
            stay.relation == "02" for _one, stay in members
        ):
            yield homes[members[0][1].dwelling_key], sorted(members, key=lambda member: member[1].relation != "02")


class _Book:
    """A workbook in memory."""

    def __init__(self, constant_memory: bool = False) -> None:
        self._out = BytesIO()
        self._book = xlsxwriter.Workbook(self._out, {"constant_memory": constant_memory, "strings_to_numbers": False})
        self._book.set_properties({"created": datetime(2021, 5, 31)})
        self.title = self._book.add_format({"bold": True, "align": "center"})
        self.day = self._book.add_format({"num_format": "yyyy/m/d"})

    def sheet(self, name: str) -> Any:
        return self._book.add_worksheet(name)

    def close(self) -> bytes:
        self._book.close()
        return self._out.getvalue()


def _write(book: _Book, sheet: Any, at: int, cells: Sequence[Any], start: int = 0) -> None:
    for column, cell in enumerate(cells[start:], start):
        if isinstance(cell, date):
            sheet.write_datetime(at, column, cell, book.day)
        elif isinstance(cell, int | float):
            sheet.write_number(at, column, cell)
        elif cell:
            sheet.write_string(at, column, cell)
