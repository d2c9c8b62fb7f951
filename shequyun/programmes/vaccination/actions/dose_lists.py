"""Department lists of doses, brought in by the intake like any file: people are matched, nobody is entered by them."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from shequyun.base.errors import Refusal
from shequyun.engines.intake.actions.people import Saying, date_said
from shequyun.engines.intake.fields import Beside, Target, register_beside
from shequyun.programmes.vaccination.choices import Evidence
from shequyun.programmes.vaccination.rules.checks import ProductUnknown, check_dose
from shequyun.programmes.vaccination.rules.reading import product_said

_DOSE = _("Vaccine dose")
TARGETS = (
    Target("product", _("Vaccine"), _DOSE),
    Target("given_on", _("Day of the dose"), _DOSE),
    Target("dose_number", _("Dose number"), _DOSE),
    Target("maker", _("Maker"), _DOSE),
    Target("lot", _("Batch number"), _DOSE),
    Target("site", _("Vaccination unit"), _DOSE),
)
TITLES = {
    "product": "疫苗 疫苗名称 接种疫苗 疫苗种类 疫苗品种 制品名称",
    "given_on": "接种日期 接种时间 接种日 接种年月日",
    "dose_number": "剂次 针次 接种剂次 剂次数 第几剂 第几针",
    "maker": "生产企业 疫苗企业 厂家 生产厂家 企业 生产单位 上市许可持有人",
    "lot": "批号 疫苗批号 生产批号 批次",
    "site": "接种单位 接种点 接种地点 接种门诊 接种机构",
}
NUMBERS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6}


def read_dose(saying: Saying) -> Mapping[str, Any]:
    """The dose of a row. A row without a vaccine or a day, or with one that cannot be, is sent back."""
    name, maker = saying.text("product"), saying.text("maker")
    given_on = saying.attempt("given_on", lambda: date_said(saying, "given_on"), refuse=True)
    if given_on is None and not saying.text("given_on"):
        saying.tell("key_missing", "given_on", refuse=True)
    product = product_said(name, maker) if name or maker else None
    if product is None:
        saying.tell(ProductUnknown.code, "product", refuse=True)
    if product is None or given_on is None:
        return {}
    try:
        check_dose(product, given_on, born=saying.values.get("birth_date"), died=None, today=saying.today)
    except Refusal as refusal:
        saying.tell(refusal.code, "given_on", refusal.details, refuse=True)
    return {
        "product": product.code, "given_on": given_on, "number": _number(saying.text("dose_number")),
        "maker": maker[:64], "lot": saying.text("lot")[:32], "site": saying.text("site")[:64],
        "evidence": Evidence.LIST.value,
    }  # fmt: skip


def _number(text: str) -> int | None:
    """第2剂, 二, 2: the number of a dose."""
    for sign in text:
        if sign.isdigit() and sign.isascii():
            return int(sign)
        if sign in NUMBERS:
            return NUMBERS[sign]
    return None


register_beside(
    Beside(
        kind="dose",
        targets=TARGETS,
        titles={name: tuple(titles.split()) for name, titles in TITLES.items()},
        needed=(("product", "maker"), ("given_on",)),
        read=read_dose,
        key=("vaccine", "given_on"),
        alive="t.withdrawn_on is null",
        right="vaccination.record",
    )
)
