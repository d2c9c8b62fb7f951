"""Reasons in words: why a row or a value was sent back, left out, or is doubtful."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.translation import gettext_lazy as _

from shequyun.base.errors import Refusal
from shequyun.engines.intake.fields import sentences_apart, target_of

SENTENCES: Mapping[str, Any] = {
    "name_missing": _("The name is missing."),
    "code_unknown": _("Not a known entry: %(said)s. The value was left out."),
    "phone_unread": _("Not a phone number: %(said)s. The value was left out."),
    "birth_in_future": _("The date of birth is in the future."),
    "address_missing": _("An address is needed to enter a new person, and this row has none."),
    "address_ambiguous": _("Several committees have this address. Import the file for one committee."),
    "building_unknown": _("This house is not in the register. Check the number, or enter the building first."),
    "home_unknown": _("This room is not in the register, and your post may not enter homes."),
    "duplicate": _("The same person as in row %(row)s of this file."),
    "changed_meanwhile": _("Somebody changed this record after the preview. Check it again."),
    "document": _("Same document number"),
    "document_other_name": _("Same document number, another name"),
    "person_at_home": _("Same name and date of birth, same home"),
    "person_other_home": _("Same name and date of birth, another home"),
    "person_other_document": _("Same name and date of birth, another document number"),
    "name_at_home": _("Same name in the same home, date of birth not known"),
    "near_name": _("The name differs by one character; same date of birth, same home"),
    "committee_unknown": _("The committee is not known. Import the file for one committee."),
    "key_twice": _("Several records match this row."),
    "person_unknown": _(
        "This row matches nobody in the register. Check the name and the document, or enter the person first."
    ),
    "key_missing": _("The row lacks what identifies the record."),
}


@dataclass(frozen=True)
class ReasonView:
    """One reason: its code, the target and title of the column that it speaks of, and the sentence."""

    code: str
    column: str
    column_label: Any
    sentence: str


def reasons_of(subject_kind: str, told: Iterable[tuple[str, str, Mapping[str, Any]]]) -> Iterator[ReasonView]:
    """Reasons in words."""
    for code, column, details in told:
        target = target_of(subject_kind, column)
        yield ReasonView(code, column, target.label if target else column, sentence_of(code, details))


def sentence_of(code: str, details: Mapping[str, Any]) -> str:
    """The sentence of a code with its details: one of ours, or of the refusal that a rule raised."""
    sentence = str(SENTENCES.get(code) or sentences_apart().get(code) or _refusals().get(code, code))
    return sentence % details if details and "%(" in sentence else sentence


@cache
def _refusals() -> Mapping[str, Any]:
    return {kind.code: kind.sentence for kind in _kinds(Refusal)}


def _kinds(kind: type[Refusal]) -> Iterator[type[Refusal]]:
    yield kind
    for below in kind.__subclasses__():
        yield from _kinds(below)
