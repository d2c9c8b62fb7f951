"""A small street for the tests of the intake: two houses, invented people, workbooks made on the spot."""

import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import xlsxwriter

from shequyun.base.actor import NOBODY, Actor
from shequyun.base.ids import new_id
from shequyun.base.scope import entered
from shequyun.engines.intake import actions, queries
from shequyun.kernel.facts.actions import Say, observe
from shequyun.kernel.residents.rules.identity import check_digit

AREA, NEXT_DOOR = "310106011023", "310106011022"
RIGHTS = frozenset({"intake.preview", "intake.commit", "intake.undo", "dwellings.correct"})
ALICE = Actor(staff_id=new_id(), post_id=new_id(), name="alice", role="committee_worker", area=AREA, rights=RIGHTS)
BOB = Actor(staff_id=new_id(), post_id=new_id(), name="bob", area=AREA)
CAROL = Actor(staff_id=new_id(), post_id=new_id(), name="carol", area=NEXT_DOOR, rights=RIGHTS)
HEADERS = ("姓名", "身份证号", "出生日期", "联系电话", "现住址", "人户状态", "备注")
MAY, JUNE = date(2021, 5, 1), date(2021, 6, 1)
__all__ = ["ALICE", "AREA", "BOB", "CAROL", "HEADERS", "JUNE", "MAY", "NOBODY"]


def build(*numbers: int) -> None:
    """Houses in lane 610."""
    says = [
        Say(
            "building",
            AREA,
            {},
            fixed={
                "door": f"恒丰路610弄{n}号",
                "road": "恒丰路",
                "lane": "610",
                "number": str(n),
                "sort_key": f"恒丰路00610弄{n:05d}号",
            },
            new=True,
        )
        for n in numbers
    ]
    with entered(ALICE.scope):
        observe(ALICE, says, source="system", observed_on=date(2021, 1, 1))


def document(born: date, order: int) -> str:
    """An invented identity number."""
    first = f"310106{born:%Y%m%d}{order:03d}"
    return first + check_digit(first)


def person(name: str, born: date, order: int, home: str, **more: str) -> dict[str, str]:
    """A row."""
    row = {
        "姓名": name,
        "身份证号": document(born, order),
        "出生日期": born.isoformat(),
        "联系电话": f"1380000{order:04d}",
        "现住址": f"恒丰路610弄{home}室",
        "人户状态": "人户一致",
        "备注": "",
    }
    return row | more


PEOPLE = [
    person("张建国", date(1952, 3, 4), 1, "1号101"),
    person("李秀英", date(1955, 7, 8), 2, "1号101"),
    person("王小明", date(1980, 1, 2), 3, "2号202"),
]


def workbook(rows: Sequence[Mapping[str, Any]], headers: Sequence[str] = HEADERS) -> bytes:
    """An .xlsx with a title, a header and rows."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("人口")
    sheet.write(0, 0, "恒丰居委人口")
    for column, header in enumerate(headers):
        sheet.write(1, column, header)
        for index, row in enumerate(rows):
            sheet.write(2 + index, column, row[header])
    book.close()
    return out.getvalue()


def brought_in(rows: Sequence[Mapping[str, Any]], on: date = JUNE, **more: Any) -> UUID:
    """A file that alice uploaded and that is compared."""
    content = workbook(rows, more.pop("headers", HEADERS))
    upload_id = actions.upload(ALICE, file_name="人口.xlsx", content=content, source="ledger", observed_on=on, **more)
    actions.read(ALICE, upload_id)
    with entered(ALICE.scope):
        sheets = queries.columns(ALICE, upload_id)
    actions.map_columns(ALICE, upload_id, mapping={s.index: {c.index: c.target for c in s.columns} for s in sheets})
    actions.check(ALICE, upload_id)
    return upload_id


def committed(rows: Sequence[Mapping[str, Any]], on: date = MAY, **more: Any) -> UUID:
    """A file that is in the register."""
    upload_id = brought_in(rows, on, **more)
    actions.start_commit(ALICE, upload_id)
    actions.commit(ALICE, upload_id)
    return upload_id


def state(upload_id: UUID) -> queries.UploadView:
    """The upload as alice sees it."""
    with entered(ALICE.scope):
        return queries.upload_state(ALICE, upload_id)


def rows(upload_id: UUID, **which: Any) -> list[queries.RowView]:
    """Rows as alice sees them."""
    with entered(ALICE.scope):
        return queries.rows(ALICE, upload_id, **which).rows


def told(upload_id: UUID) -> list[tuple[int, str, list[str]]]:
    """(line, state, codes of reasons) of every row."""
    return [(row.line, row.state, [reason.code for reason in row.reasons]) for row in rows(upload_id)]
