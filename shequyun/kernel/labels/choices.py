"""The words of labels, and the dictionary that a new installation starts with."""

from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from shequyun.kernel.facts.choices import Sensitivity


class Tone(TextChoices):
    """How a label looks: never the only sign, the short form stands in it."""

    PLAIN = "plain", _("Plain")
    INFO = "info", _("Blue")
    OK = "ok", _("Green")
    WARN = "warn", _("Amber")
    BAD = "bad", _("Red")


class LabelSubject(TextChoices):
    """What a label can be put on."""

    RESIDENT = "resident", _("Resident")
    DWELLING = "dwelling", _("Home")
    ORGANISATION = "organisation", _("Organisation")


@dataclass(frozen=True)
class LabelSeed:
    """A label as a new installation has it. `condition` makes it a rule label."""

    code: str
    name: str
    short: str
    owner: str
    meaning: str
    tone: Tone = Tone.PLAIN
    subject_kind: LabelSubject = LabelSubject.RESIDENT
    sensitivity: Sensitivity = Sensitivity.PERSONAL
    needs_evidence: bool = False
    lasts_days: int | None = None
    condition: dict[str, Any] | None = None


def _leaf(field: str, op: str, value: Any = None) -> dict[str, Any]:
    return {"field": field, "op": op} | ({} if value is None else {"value": value})


_ALONE = {"all": [_leaf("age", "ge", 60), _leaf("lives_alone", "yes")]}
_SENSITIVE = {"sensitivity": Sensitivity.SENSITIVE, "needs_evidence": True}

# Names, owners and meanings are data that a subdistrict may change, in the words of the trade.
# Owners and meanings: the departments that certify each state (上海市民政局 on 社区云, 2022: departments label, and the
# committee labels beside them).
LABELS = [
    LabelSeed("aged80", "高龄", "高龄", "民政", "年满 80 周岁", Tone.WARN, condition=_leaf("age", "ge", 80)),
    LabelSeed("alone60", "独居", "独居", "民政", "60 周岁以上，本户仅 1 人居住", Tone.WARN, condition=_ALONE),
    LabelSeed("old_home", "纯老家庭", "纯老", "民政", "同住人员均年满 60 周岁（2 人以上）", Tone.WARN,
              condition={"all": [_leaf("home_all_aged", "ge", 60), _leaf("home_size", "ge", 2)]}),
    LabelSeed("split_hukou", "人户分离", "分离", "公安", "户口与居住不在同一地", Tone.INFO,
              condition=_leaf("presence", "in", ["living_only", "hukou_only"])),
    LabelSeed("paper_ending", "证件将到期", "证件", "公安", "证件在 90 日内到期", Tone.INFO,
              condition=_leaf("document_until", "next_days", 90)),
    LabelSeed("unseen90", "久未联系", "未联系", "居委会", "居住在此，超过 90 日无人核实", Tone.WARN,
              condition={"all": [_leaf("presence", "in", ["both", "living_only"]), _leaf("observed_on", "older_days", 90)]}),
    LabelSeed("minor", "未成年人", "未成年", "教育", "未满 18 周岁", Tone.INFO, condition=_leaf("age", "le", 17)),
    LabelSeed("low_income", "低保", "低保", "民政", "享受最低生活保障", Tone.BAD, lasts_days=365, **_SENSITIVE),  # type: ignore[arg-type]
    LabelSeed("disabled", "残疾", "残疾", "残联", "持有残疾人证", Tone.BAD, **_SENSITIVE),  # type: ignore[arg-type]
    LabelSeed("severe", "重残无业", "重残", "残联", "重度残疾且无业", Tone.BAD, lasts_days=365, **_SENSITIVE),  # type: ignore[arg-type]
    LabelSeed("long_care", "长护险", "长护", "医保", "享受长期护理保险", Tone.INFO, lasts_days=730, **_SENSITIVE),  # type: ignore[arg-type]
    LabelSeed("veteran", "退役军人", "退役", "退役军人事务", "退役军人", Tone.INFO, needs_evidence=True),
    LabelSeed("pregnant", "孕产妇", "孕产", "卫健", "怀孕或产后一年内", Tone.INFO, lasts_days=365, **_SENSITIVE),  # type: ignore[arg-type]
    LabelSeed("bereaved", "失独家庭", "失独", "卫健", "独生子女亡故的家庭", Tone.BAD, **_SENSITIVE),  # type: ignore[arg-type]
    LabelSeed("volunteer", "志愿者", "志愿", "居委会", "在社区登记的志愿者", Tone.OK),
    LabelSeed("party_report", "报到党员", "报到", "党建", "本人向居民区党组织报到的党员，用于双报到联系服务", Tone.INFO),
    LabelSeed("stair_head", "楼组长", "楼组长", "居委会", "楼组长", Tone.OK),
    LabelSeed("wheelchair", "行动不便", "不便", "居委会", "出行需要他人或器具帮助", Tone.WARN, lasts_days=365,
              sensitivity=Sensitivity.SENSITIVE),
    LabelSeed("needs_visit", "重点关爱", "关爱", "居委会", "居委会定期上门的居民", Tone.WARN, lasts_days=365),
    LabelSeed("dog", "养犬", "养犬", "公安", "家中养犬", Tone.PLAIN, LabelSubject.DWELLING),
    LabelSeed("group_rent", "群租", "群租", "房管", "疑似群租，待核实", Tone.BAD, LabelSubject.DWELLING, lasts_days=180),
    LabelSeed("key_fire", "消防重点", "消防", "消防", "消防安全重点单位", Tone.WARN, LabelSubject.ORGANISATION),
]  # fmt: skip
