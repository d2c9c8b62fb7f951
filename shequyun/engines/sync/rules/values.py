"""Values that were typed at a door, read by the dictionary and the rules of the trade. Pure."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from shequyun.base.errors import BadInput
from shequyun.engines.sync.rules.envelopes import Unreadable
from shequyun.kernel.facts.choices import FieldKind
from shequyun.kernel.facts.fields import Field, subject_of
from shequyun.kernel.residents.rules.contacts import read_date, read_phone
from shequyun.kernel.residents.rules.names import normal_name

LONGEST = 200


class NotACode(BadInput):
    """The code table does not hold it."""

    code = "sync.not_a_code"
    sentence = _("%(field)s: this choice does not exist.")


class NameMissing(BadInput):
    """As little as a name, but a name."""

    code = "sync.name_missing"
    sentence = _("A name is needed.")


def read_values(kind: str, said: Mapping[str, Any], *, today: date) -> dict[str, Any]:
    """Field names and plain values, ready for the one door. Refuses unknown fields and values that cannot be so."""
    subject = subject_of(kind)
    read: dict[str, Any] = {}
    for name, value in said.items():
        field = subject.by_name.get(name)
        if field is None or not field.on_screen:
            raise Unreadable(what=name[:40])
        read[name] = _value(field, "" if value is None else str(value).strip()[:LONGEST], today)
    return read


def _value(field: Field, text: str, today: date) -> Any:
    if field.name == "name":
        name = normal_name(text)
        if not name:
            raise NameMissing()
        return name[:64]
    if not text:
        return ""
    if field.codes is not None:
        if text not in field.codes:
            raise NotACode(field=field.label)
        return text
    if field.kind == FieldKind.DATE:
        return read_date(text, today=today)
    if field.kind == FieldKind.SECRET:
        return read_phone(text)
    return text
