"""Lists of people who carry a label (低保名单, 退役军人名单), brought in like any file: people are matched, none is entered.

Which label a row means stands in a column, or in the name of the file or its sheet.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, Refusal
from shequyun.engines.intake.actions.people import Saying, date_said
from shequyun.engines.intake.fields import Beside, Target, register_beside
from shequyun.kernel.labels.queries import labels
from shequyun.kernel.labels.rules import AlreadyOver, EvidenceMissing, expiry

_LABEL = _("Label")
TARGETS = (
    Target("label", _LABEL, _LABEL),
    Target("evidence", _("Evidence"), _LABEL),
    Target("since", _("Since"), _LABEL),
    Target("until", _("Expires on"), _LABEL),
)
TITLES = {
    "label": "标签 人员类别 人员类型 对象类别 对象类型 类别 救助类别 享受待遇",
    "evidence": "依据 证明材料 凭证 证书编号 证件依据 文号 备注",
    "since": "起始日期 开始日期 享受起始 认定日期 发证日期",
    "until": "到期日期 有效期至 截止日期 有效期 终止日期",
}


class LabelMissing(BadInput):
    code = "intake.label_missing"
    sentence = _(
        "Which label is meant? Add a column 标签, or name the file after the label, like 退役军人名单.xlsx. Use the names in "
        "the dictionary of labels."
    )


class LabelUnknown(BadInput):
    code = "intake.label_unknown"
    sentence = _(
        "“%(said)s” is not a label that can be added by hand here. Use one label from the dictionary in each row."
    )


def known_labels(actor: Actor, words: str) -> Mapping[str, Any]:
    """The labels that the actor may put on people, by every way of writing them, and the one that the file is about."""
    found = [one for one in labels(actor, subject_kind="resident") if not one.is_rule]
    by_word = {word: _plain(one) for one in found for word in (one.short, one.name)}
    here = max((one.name for one in found if one.name in words), key=len, default="")
    return {"labels": by_word, "whole": here}


def _plain(label: Any) -> dict[str, Any]:
    return {"id": str(label.pk), "name": label.name, "evidence": label.needs_evidence, "lasts": label.lasts_days}


def read_label(saying: Saying) -> Mapping[str, Any]:
    """The labelling of a row. A row without a known label, or without evidence that it needs, is sent back."""
    said = saying.text("label") or saying.known["whole"]
    label = saying.known["labels"].get(said)
    if label is None:
        refusal = LabelUnknown(said=said[:24]) if said else LabelMissing()
        saying.tell(refusal.code, "label", refusal.details, refuse=True)
        return {}
    evidence = saying.text("evidence")[:200]
    if label["evidence"] and not evidence:
        saying.tell(EvidenceMissing.code, "evidence", {"name": label["name"]}, refuse=True)
    return {
        "subject_kind": "resident",
        "label_id": label["id"],
        "evidence": evidence,
        "from_date": saying.attempt("since", lambda: date_said(saying, "since")) or timezone.localdate(),
        "until": _until(saying, label),
    }


def _until(saying: Saying, label: Mapping[str, Any]) -> date | None:
    """The last day: what the row says, or as long as the dictionary says from today. One that is over is sent back."""
    try:
        said = date_said(saying, "until")
    except Refusal as refusal:
        saying.tell(refusal.code, "until", refusal.details)
        said = None
    if said is not None and said < saying.today:
        saying.tell(AlreadyOver.code, "until", {"until": said.isoformat()}, refuse=True)
    return expiry(label["lasts"], said, today=saying.today)


register_beside(
    Beside(
        kind="labelling",
        targets=TARGETS,
        titles={name: tuple(titles.split()) for name, titles in TITLES.items()},
        needed=(),
        read=read_label,
        key=("label_id",),
        alive="t.to_date is null",
        right="labels.put",
        known=known_labels,
        only_new=("from_date",),
    )
)
