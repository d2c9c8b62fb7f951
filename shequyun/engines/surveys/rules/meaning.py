"""Which field of the register a question asks for, and its answers read as values of the field. Pure."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from shequyun.base.errors import BadInput
from shequyun.engines.surveys.rules.questions import Question, mappable
from shequyun.kernel.facts.choices import FieldKind
from shequyun.kernel.facts.fields import Field, subject_of
from shequyun.kernel.residents.rules.contacts import read_date, read_phone
from shequyun.kernel.residents.rules.names import normal_name

_NOT_ASKED = frozenset({"death_date", "remark"})  # a death is recorded with its day; remarks are the committee's own
_SAID = {
    "姓名": "name", "您的姓名": "name", "性别": "sex", "出生日期": "birth_date", "出生年月日": "birth_date", "生日": "birth_date",
    "联系电话": "phone", "手机号码": "phone", "手机号": "phone", "手机": "phone", "电话": "phone", "联系方式": "phone", "mobile": "phone",
    "其他电话": "other_phone",     "gender": "sex", "dob": "birth_date", "birthday": "birth_date", "紧急联系人": "contact_name",
    "紧急联系人电话": "contact_phone", "紧急联系电话": "contact_phone", "婚姻状况": "marital", "文化程度": "education",
    "学历": "education", "政治面貌": "political", "工作单位": "employer", "职业": "occupation", "曾用名": "former_name",
    "户籍性质": "hukou_kind", "国籍": "nationality",
}  # fmt: skip


class NotACode(BadInput):
    code = "surveys.not_a_code"
    sentence = _("“%(said)s” is not one of the choices in the register.")


class NotAName(BadInput):
    code = "surveys.not_a_name"
    sentence = _("This is not a name.")


def fields() -> Mapping[str, Field]:
    """What a question may mean."""
    return {f.name: f for f in subject_of("resident").fields if f.on_screen and f.name not in _NOT_ASKED}


def guessed(questions: Sequence[Question]) -> dict[str, str]:
    """Path -> field, by the text of a question, then by its name; no field twice."""
    known = fields()
    by_text = {folded(str(field.label)): name for name, field in known.items()} | _SAID
    found: dict[str, str] = {}
    for one in mappable(questions):
        meant = by_text.get(folded(one["label"]), one["name"] if one["name"] in known else by_text.get(one["name"], ""))
        if meant and meant not in found.values() and fits(one, known[meant]):
            found[one["path"]] = meant
    return found


def folded(text: str) -> str:
    """A text without what people put around it."""
    return re.sub(r"[\s:：?？*＊]|（.*?）|\(.*?\)|^请问|^请填写|^请输入", "", text).lower()


def fits(question: Question, field: Field) -> bool:
    """Whether the answers of a question can be values of a field."""
    if field.kind == FieldKind.DATE:
        return question["type"] in ("date", "text")
    if field.kind == FieldKind.CODE:
        return question["type"] in ("select_one", "text")
    return question["type"] in ("text", "integer", "select_one")


def read_answer(question: Question, field: Field, said: str, *, today: date) -> Any:
    """An answer as a value of the field. Refuses what it cannot be."""
    text = said.strip()
    if field.codes is not None:
        label = next((c["label"] for c in question["choices"] if c["name"] == text), text)
        code = _code(field, text, label)
        if code is None:
            raise NotACode(said=label)
        return code
    if field.kind == FieldKind.DATE:
        return read_date(text, today=today)
    if field.kind == FieldKind.SECRET:
        return read_phone(text)
    if field.name == "name" and not normal_name(text):
        raise NotAName()
    return normal_name(text)[:64] if field.name == "name" else text[:200]


def _code(field: Field, text: str, label: str) -> str | None:
    """The text of a choice counts before its number, which everybody counts differently."""
    read = getattr(field.codes, "read", lambda said: said if said in (field.codes or {}) else None)
    return read(label) or read(text)


def choice_of(question: Question, field: Field, value: Any) -> str:
    """What a question's answer would be, were it what is known: the name of the choice, or the value. Else nothing."""
    if value in (None, ""):
        return ""
    if field.codes is None:
        return value.isoformat() if isinstance(value, date) else str(value)
    if question["type"] != "select_one":
        return str(field.shown(value))
    return next((c["name"] for c in question["choices"] if _code(field, c["name"], c["label"]) == value), "")
