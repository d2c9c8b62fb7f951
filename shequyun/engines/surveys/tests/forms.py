"""XLSForms for the tests, made as a department would."""

import io
from collections.abc import Sequence
from typing import Any

import openpyxl

COLUMNS = ("type", "name", "label", "required", "relevant", "constraint", "constraint_message")
WISHES: list[Sequence[Any]] = [
    ("text", "name", "姓名", "yes"),
    ("select_one sex", "xb", "性别"),
    ("date", "birth_date", "出生日期"),
    ("text", "tel", "联系电话"),
    ("select_one wish", "wish", "养老意愿", "yes"),
    ("begin_group", "home", "居家情况", "", "${wish} = 'home'"),
    ("integer", "meals", "每天送餐几次", "", "", ". >= 0 and . <= 3", "每天最多 3 次"),
    ("end_group",),
    ("text", "more", "其他需求"),
]
CHOICES = [
    ("sex", "m", "男"),
    ("sex", "f", "女"),
    ("wish", "home", "居家养老"),
    ("wish", "house", "机构养老"),
]


def made(
    questions: Sequence[Sequence[Any]] = tuple(WISHES),
    *,
    choices: Sequence[Sequence[Any]] = tuple(CHOICES),
    form_id: str = "yanglao_2026",
    title: str = "养老意愿调查",
    columns: Sequence[str] = COLUMNS,
    **settings: str,
) -> bytes:
    """An .xlsx of the three sheets; `settings` are further columns of the third."""
    book = openpyxl.Workbook()
    for name, lines in (
        ("survey", [columns, *questions]),
        ("choices", [("list_name", "name", "label"), *choices]),
        ("settings", [("form_title", "form_id", *settings), (title, form_id, *settings.values())]),
    ):
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(list(line))
    del book["Sheet"]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
