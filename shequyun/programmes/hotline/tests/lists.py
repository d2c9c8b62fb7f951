"""Lists of orders for tests, made on the spot as a subdistrict would send them; and bringing one in."""

import io
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import xlsxwriter

from shequyun.base.actor import Actor
from shequyun.base.scope import entered
from shequyun.engines.intake import actions, queries

TITLES = (
    "工单编号",
    "工单标题",
    "诉求内容",
    "诉求人",
    "联系电话",
    "地址",
    "派单时间",
    "办理时限",
    "诉求类型",
    "紧急程度",
    "办理结果",
)


def order(number: str, words: str = "三楼漏水，天花板在滴水", **more: str) -> dict[str, str]:
    """A line; `more` by title."""
    line = dict.fromkeys(TITLES, "") | {
        "工单编号": number, "诉求内容": words, "派单时间": "2026-11-20 09:30", "诉求类型": "求助", "紧急程度": "一般",
    }  # fmt: skip
    return line | more


def workbook(lines: Sequence[Mapping[str, Any]], *, titles: Sequence[str] = TITLES, head: str = "") -> bytes:
    """An .xlsx with a list of orders, below a line of its own if there is one."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("工单")
    top = 1 if head else 0
    if head:
        sheet.merge_range(0, 0, 0, len(titles) - 1, head)
    bold = book.add_format({"bold": True, "border": 1})
    for column, title in enumerate(titles):
        sheet.write(top, column, title, bold)
        for row, line in enumerate(lines, top + 1):
            sheet.write(row, column, line.get(title, ""))
    book.close()
    return out.getvalue()


def brought(actor: Actor, content: bytes, *, name: str = "工单.xlsx", on: Any = None) -> UUID:
    """An uploaded and compared list."""
    from django.utils import timezone

    key = actions.upload(
        actor,
        file_name=name,
        content=content,
        source="hotline",
        observed_on=on or timezone.localdate(),
        subject_kind="order",
    )
    actions.read(actor, key)
    with entered(actor.scope):
        assert queries.upload_state(actor, key).refusal is None
        sheets = queries.columns(actor, key)
    actions.map_columns(
        actor, key, mapping={sheet.index: {c.index: c.target for c in sheet.columns} for sheet in sheets}
    )
    actions.check(actor, key)
    return key


def committed(actor: Actor, content: bytes, **more: Any) -> UUID:
    """The same, written."""
    key = brought(actor, content, **more)
    actions.start_commit(actor, key)
    actions.commit(actor, key)
    return key


def states(actor: Actor, key: UUID) -> list[str]:
    """The states of the rows."""
    with entered(actor.scope):
        return [row.state for row in queries.rows(actor, key).rows]
