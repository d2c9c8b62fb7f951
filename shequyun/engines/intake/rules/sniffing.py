"""What a column holds, told by the form of its cells. Pure."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from shequyun.engines.intake.rules.cells import text_of

ENOUGH = 3  # cells that say something, before their form says anything
MOST = 0.6  # of the cells, to propose a field
FEW = 0.1  # of the cells: what the title promises is not there
_DATE = re.compile(r"(19|20)\d{2}([-/.年])\d{1,2}[-/.月]\d{1,2}日?|(19|20)\d{2}(0\d|1[0-2])([0-2]\d|3[01])")
_MAINLAND = re.compile(
    r"[1-8]\d{5}(18|19|20)\d{2}(0\d|1[0-2])([0-2]\d|3[01])\d{3}[\dXx]|[1-8]\d{14}|\d\.\d+[Ee]\+1[67]"
)
_RESIDENT: Mapping[str, re.Pattern[str]] = {
    "document_number": _MAINLAND,
    "phone": re.compile(r"(\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}"),
    "sex": re.compile(r"[男女]性?"),
    "living_address": re.compile(r".*(路|弄|村|街|里).*\d+[号室].*"),
}
_PLACE = {"address": re.compile(r".*(路|弄|村|街|里).*\d+[号室].*")}
_FORMS: Mapping[str, Mapping[str, re.Pattern[str]]] = {
    "resident": _RESIDENT,
    "dwelling": _PLACE,
    "building": _PLACE,
    "organisation": {
        "credit_code": re.compile(r"[159AN][1239]\d{6}[0-9A-HJ-NPQRTUWXY]{10}"),
        "phone": re.compile(r"(\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}|(021-?)?[2-8]\d{7}"),
        **_PLACE,
    },
}
# Fields whose form is so plain that cells of another form contradict the title.
_PLAIN = ("document_number", "phone", "sex", "credit_code")
_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严武戴莫孔向汤"
_NAME = re.compile(f"[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}")


def looks_like(cells: Sequence[Any], subject: str, *, untitled: bool = False) -> str:
    """The field whose form most cells have, or "". Dates and names are proposed only for columns without a title: a
    date may be any date, a name anybody's."""
    texts = _said(cells)
    for field, form in _FORMS.get(subject, {}).items():
        if _share(texts, form) >= MOST:
            return field
    if untitled and subject == "resident":
        if len(texts) >= ENOUGH and sum(_is_date(text) for text in texts) >= len(texts) * MOST:
            return "birth_date"
        if _share(texts, _NAME) >= MOST and len(set(texts)) > len(texts) / 2:
            return "name"
    return ""


def contradicted(cells: Sequence[Any], target: str, subject: str) -> str:
    """The field that the cells speak for, where they speak against `target`; "" where they do not."""
    forms, texts = _FORMS.get(subject, {}), _said(cells)
    if target not in forms or target not in _PLAIN or _share(texts, forms[target]) > FEW:
        return ""
    return next(
        (name for name in _PLAIN if name in forms and name != target and _share(texts, forms[name]) >= MOST), ""
    )


def _said(cells: Sequence[Any]) -> list[str]:
    texts = [cell.isoformat()[:10] if isinstance(cell, date) else text_of(cell) for cell in cells]
    return [text for text in texts if text]


def _share(texts: Sequence[str], form: re.Pattern[str]) -> float:
    """The share of texts of that form; 0 where there are too few to tell."""
    return sum(bool(form.fullmatch(text)) for text in texts) / len(texts) if len(texts) >= ENOUGH else 0.0


def _is_date(text: str) -> bool:
    return bool(_DATE.fullmatch(text))
