"""Departments' blank forms in the catalogue: invented, as ugly as real ones, asking the same things again and again."""

import io
from contextlib import suppress
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from shequyun.base.actor import Actor
from shequyun.engines.ledgers.actions import decide_form, describe_form, enter_form, enter_shipped, fill_form
from shequyun.engines.ledgers.actions.filling import NobodyToFill
from shequyun.engines.ledgers.rules.blanks import Blank, shipped_blanks, written_blank
from shequyun.kernel.access.queries import actor_by_name

_THIN = Border(*(Side("thin") for _side in range(4)))
_WHO = ["序号", "姓名", "性别", "身份证号码"]
# (title, department, who asked, cycle, ground, approval, lines, columns)
FORMS: list[tuple[str, str, str, str, str, str, int, list[str]]] = [
    ("独居老人探访登记表", "民政", "养老科", "monthly", "上海市养老服务条例", "静民〔2025〕18号", 320,
     [*_WHO, "出生日期", "年龄", "居住地址", "是否独居", "联系电话", "紧急联系人", "紧急联系电话", "探访日期", "探访人签名"]),
    ("高龄老人慰问花名册", "老龄委", "老龄办", "quarterly", "上海市老年人权益保障条例", "", 260,
     [*_WHO, "年龄", "居委会", "居住地址", "联系电话", "是否独居", "领取人签名"]),
    ("适龄儿童入学摸底表", "教育", "义教科", "yearly", "中华人民共和国义务教育法", "静教〔2025〕7号", 150,
     ["序号", "儿童姓名", "姓名", "性别", "出生日期", "户籍地址", "现住址", "人户状态", "监护人姓名", "监护人电话", "拟就读学校"]),
    ("来沪人员信息采集表", "公安", "人口办", "monthly", "上海市实有人口服务和管理若干规定", "静公〔2024〕33号", 900,
     [*_WHO, "户籍地址", "现住址", "居住类型", "来沪日期", "工作单位", "联系电话"]),
    ("困难家庭情况统计表", "民政", "救助科", "monthly", "上海市社会救助条例", "静民〔2025〕21号", 60,
     [*_WHO, "家庭人数", "居住地址", "联系电话", "是否低保", "是否残疾", "月收入", "致困原因"]),
    ("残疾人需求调查表", "残联", "康复部", "half_yearly", "上海市残疾人保障条例", "静残〔2025〕4号", 90,
     [*_WHO, "年龄", "居住地址", "联系电话", "是否残疾", "残疾证号", "辅具需求"]),
    ("社区老年人信息台账", "卫健", "家庭医生办", "quarterly", "", "", 700,
     [*_WHO, "出生日期", "年龄", "现住址", "联系电话", "紧急联系人", "紧急联系电话", "是否独居", "是否高龄"]),
    ("楼栋居民基本情况表", "平安办", "综治", "once", "", "", 2400,
     ["序号", "居委会", "楼栋地址", "室", "姓名", "性别", "年龄", "联系电话", "与户主关系", "政治面貌", "备注"]),
]  # fmt: skip


def play() -> None:
    """The subdistrict's catalogue, with one form filled by a committee and one refused."""
    chen, wang = actor_by_name("chen"), actor_by_name("wang")
    keys = {}
    for title, department, asked_by, cycle, ground, approval, lines, columns in FORMS:
        key = enter_form(chen, file_name=f"{title}.xlsx", content=_list(title, columns), name=title)
        describe_form(
            chen, key, department=department, asked_by=asked_by, cycle=cycle, ground=ground, approval=approval,
            expected_rows=lines, valid_to=date(2026, 12, 31) if approval else None,
        )  # fmt: skip
        keys[title] = key
    _word(chen)
    decide_form(
        chen, keys["楼栋居民基本情况表"], what="refused", reason="无批准文号；11 栏中 10 栏社区云已有，请部门直接调取"
    )
    alone = {"all": [{"field": "age", "op": "ge", "value": 80}, {"field": "lives_alone", "op": "yes"}]}
    with suppress(NobodyToFill):  # the demo may be loaded without this committee's people
        fill_form(wang, keys["独居老人探访登记表"], condition=alone)


def _list(title: str, columns: list[str]) -> bytes:
    """Title across, unit and day, drop-downs, an example, empty ruled lines, totals, a note, signatures."""
    book = Workbook()
    sheet: Any = book.active
    width = len(columns)
    sheet.title = title[:12]
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=width)
    sheet["A1"], sheet["A1"].font = title, Font(name="黑体", size=18)
    sheet["A1"].alignment = Alignment(horizontal="center")
    sheet["A2"], sheet.cell(2, width, "填报日期：").alignment = "填报单位：", Alignment(horizontal="right")
    for column, text in enumerate(columns, 1):
        sheet.cell(3, column, text).font = Font(name="宋体", size=12, bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = 22 if "号" in text or "址" in text else 11
        for row in range(3, 15):
            sheet.cell(row, column).border = _THIN
    sheet["A4"], sheet["B4"] = "示例：", "张某某"
    if "性别" in columns:
        place = get_column_letter(columns.index("性别") + 1)
        sheet.add_data_validation(DataValidation("list", formula1='"男,女"', sqref=f"{place}4:{place}14"))
    sheet["A15"] = "合计"
    sheet.merge_cells(start_row=16, end_row=16, start_column=1, end_column=width)
    sheet["A16"] = "注：共____人，其中男____人，女____人，80岁以上____人。"
    sheet["A17"] = "填表人："
    sheet.cell(17, width - 1, "负责人签字：")
    return _bytes(book)


def _word(chen: Actor) -> None:
    """Those that come with the product, and a certificate that no committee gives."""
    for code in shipped_blanks():
        enter_shipped(chen, code)
    name = "无犯罪记录证明"
    single = Blank("none", name, before=("兹证明________，身份证号____________________，无犯罪记录。",))
    key = enter_form(chen, file_name=single.file_name, content=written_blank(single), name=name)
    describe_form(chen, key, cycle="on_demand", expected_rows=1)


def _bytes(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
