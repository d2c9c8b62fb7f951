"""Cells written as the form would have them."""

from datetime import date
from typing import Any

import pytest

from shequyun.engines.ledgers.fields import fixed
from shequyun.engines.ledgers.rules.blanks import unlisted
from shequyun.engines.ledgers.rules.shifting import moved_formula
from shequyun.engines.ledgers.rules.summing import signed
from shequyun.engines.ledgers.rules.writing import written

DAY = date(1949, 2, 3)


@pytest.mark.parametrize(
    ("meaning", "value", "column", "cell"),
    [
        ("sex", "2", {"options": ["男", "女"]}, "女"),
        ("sex", "2", {"options": ["1-男", "2-女"]}, "2-女"),
        ("sex", "2", {"options": ["1", "2"]}, "2"),
        ("sex", "1", {"title": "性别(1男2女)"}, "1"),
        ("sex", "1", {}, "男"),
        ("lives_alone", True, {"options": ["是", "否"]}, "是"),
        ("lives_alone", False, {"options": ["有", "无"]}, "无"),
        ("lives_alone", True, {"sample": "√"}, "√"),
        ("lives_alone", False, {"sample": "√"}, ""),
        ("lives_alone", False, {"title": "是否独居(1是 0否)"}, "0"),
        ("lives_alone", False, {}, "否"),
        ("birth_date", DAY, {}, "1949-02-03"),
        ("birth_date", DAY, {"sample": "19400101"}, "19490203"),
        ("birth_date", DAY, {"sample": "1940.1"}, "1949.02"),
        ("birth_date", DAY, {"title": "出生年月"}, "1949-02"),
        ("birth_date", DAY, {"format": "yyyy-mm-dd"}, DAY),
        ("age", 77, {}, 77),
        ("name", "", {}, ""),
    ],
)
def test_a_cell(meaning: str, value: Any, column: dict[str, Any], cell: Any) -> None:
    assert written(value, fixed()[meaning], column) == cell


@pytest.mark.parametrize(
    ("formula", "own", "moved"),
    [
        ("=SUM(F4:F10)", True, "=SUM(F4:F12)"),
        ("=F11+F3", True, "=F13+F3"),
        ("=SUM(F4:F10)", False, "=SUM(F4:F10)"),
        ("=COUNT('登记表'!$A$4:$A$10)", False, "=COUNT('登记表'!$A$4:$A$12)"),
        ('=IF(A11="B20",1,0)', True, '=IF(A13="B20",1,0)'),
    ],
)
def test_formulas_follow_inserted_lines(formula: str, own: bool, moved: str) -> None:
    assert moved_formula(formula, "登记表", own, 11, 2) == moved


def test_signatures_are_completed() -> None:
    said = {"committee": "恒丰居委会", "subdistrict": "", "day": "2026-06-16", "by": "王"}
    assert [signed(text, said) for text in ("填报单位：", "填表人：____", "填表人：李", "备注")] == [
        "填报单位：恒丰居委会", "填表人：____王", "填表人：李", "备注",
    ]  # fmt: skip


def test_certificates_that_may_be_refused() -> None:
    assert [unlisted(name) for name in ("居住情况证明", "无犯罪记录证明", "需求评估表")] == [False, True, False]
