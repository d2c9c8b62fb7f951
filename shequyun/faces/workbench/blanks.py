"""Blank workbooks, made from the field dictionary and the targets of the import."""

from django.utils.translation import gettext as _

from shequyun.base.codes import CodeTable
from shequyun.engines.intake.fields import apart_of, label_of, needed, targets
from shequyun.engines.intake.rules.blank import BlankColumn, blank_workbook
from shequyun.engines.intake.rules.headers import BY_SUBJECT
from shequyun.kernel.facts.fields import subject_of
from shequyun.kernel.residents.choices import DOCUMENT_KINDS, RELATIONS, TENURES

TABLES = {"document_kind": DOCUMENT_KINDS, "relation": RELATIONS, "tenure": TENURES}
PARTS = frozenset({"road", "lane", "number", "room", "head_name"})  # the address and the relation say these already


def blank_of(subject: str) -> bytes:
    """A workbook with a column per field, drop-downs where there are codes, and a page of notes."""
    must = {name for group in needed(subject) for name in group[:1]}
    columns = [_column(subject, target, target.name in must) for target in targets(subject) if target.name not in PARTS]
    notes = [
        _("One line per record. Columns may be left out or reordered."),
        _("Document numbers and phones must be text, or Excel shortens them."),
        _("Columns marked with * are required."),
    ]
    return blank_workbook(columns, sheet=str(label_of(subject)), notes=notes)


def _column(subject: str, target: object, must: bool) -> BlankColumn:
    name = getattr(target, "name", "")
    titles = BY_SUBJECT[subject].get(name, ())
    field = None if apart_of(subject) else subject_of(subject).by_name.get(name)
    table = TABLES.get(name) or (field.codes if field else None)
    choices = table.names if isinstance(table, CodeTable) else ()
    return BlankColumn(titles[0] if titles else str(getattr(target, "label", name)), choices=choices, needed=must)
