"""Blank forms as departments send them, built anew for each test. Nobody in them is real."""

import io
from collections.abc import Callable
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation

THIN = Border(*(Side("thin") for _side in range(4)))


def saved(book: Any) -> bytes:
    """The workbook as bytes."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def made(build: Callable[[Any], None]) -> bytes:
    """A workbook whose only sheet `build` made."""
    book = Workbook()
    build(book.active)
    return saved(book)


def titles(sheet: Any, row: int, names: list[str], lines: int = 3) -> None:
    """A line of titles and some empty ruled lines below it."""
    for column, name in enumerate(names, 1):
        sheet.cell(row, column, name).font = Font(bold=True)
        for line in range(row, row + lines + 1):
            sheet.cell(line, column).border = THIN


def aged(sheet: Any) -> None:
    """Title across, unit and day, example, drop-downs, a formula, totals, a sentence with blanks, a signature."""
    sheet.title = "登记表"
    sheet.merge_cells("A1:H1")
    sheet["A1"] = "高龄老人慰问登记表"
    sheet["A1"].font = Font(name="黑体", size=16)
    sheet["A2"] = "填报单位："
    titles(sheet, 3, ["序号", "姓名", "性别", "身份证号", "出生日期", "年龄", "是否独居", "领取人签名"])
    sheet["A4"], sheet["B4"], sheet["E4"], sheet["G4"] = "示例：", "张三", "1949.12.31", "√"
    rule = DataValidation("list", formula1='"1.男,2.女"', allow_blank=True, sqref="C4:C6")
    sheet.add_data_validation(rule)
    sheet["A7"], sheet["F7"] = "合计", "=COUNT(F4:F6)"
    sheet.merge_cells("A8:H8")
    sheet["A8"] = "注：共____人，其中男____人，女____人，80岁以上____人"
    sheet["A9"] = "填表人："
    sheet.column_dimensions["D"].width = 24
    sheet.row_dimensions[4].height = 28
    sheet.row_dimensions[8].height = 40
    sheet["H4"].fill = PatternFill("solid", fgColor="FFEEEEEE")


def two_lines(sheet: Any) -> None:
    """Merged header of two lines, drop-down of codes on another sheet would be the same; a last month's list in it."""
    sheet.title = "花名册"
    for span in ("A1:A2", "B1:B2", "C1:D1", "E1:F1"):
        sheet.merge_cells(span)
    for place, text in {
        "A1": "姓名", "B1": "性别(1男2女)", "C1": "现住址", "C2": "弄", "D2": "室", "E1": "联系人", "E2": "姓名", "F2": "电话",
    }.items():  # fmt: skip
        sheet[place] = text
    sheet["A3"], sheet["B3"] = "赵上月", "1"


def counts(sheet: Any) -> None:
    """Numbers by age, given lines, a line of totals."""
    sheet.title = "汇总表"
    sheet["A1"] = "实有人口年龄结构表"
    titles(sheet, 2, ["年龄段", "男", "女", "合计", "户数"])
    for row, text in enumerate(["0-17岁", "18-59岁", "60-79岁", "80岁以上"], 3):
        sheet.cell(row, 1, text)
    sheet["A7"] = "合计"


def two_tables(sheet: Any) -> None:
    """A second header below the first."""
    titles(sheet, 1, ["姓名", "性别", "身份证号"])
    titles(sheet, 8, ["居委会", "现住址", "联系电话", "备注"])


def endless(sheet: Any) -> None:
    """A filled list of a hundred thousand lines, as small as it can be written."""
    titles(sheet, 1, ["姓名", "性别", "身份证号"])
    sheet.cell(100_000, 1, "张三")
