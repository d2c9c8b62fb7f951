"""The dictionary of labellings: a label by hand is a fact, with source, trust and undo."""

from django.utils.translation import gettext_lazy as _

from shequyun.kernel.facts.choices import FieldKind
from shequyun.kernel.facts.fields import Field, Subject, register

_CARE = _("Care and help in the community")

LABELLING = register(
    Subject(
        kind="labelling",
        label=_("Label"),
        model="labels.Labelling",
        order=80,
        fixed=("subject_kind", "label_id", "subject_id"),
        person="subject_id",
        one_per=("label_id",),
        fields=(
            Field("evidence", _("Evidence"), purpose=_CARE),
            Field("from_date", _("Since"), FieldKind.DATE, purpose=_CARE),
            Field("until", _("Expires on"), FieldKind.DATE, purpose=_CARE),
            Field("to_date", _("Ended on"), FieldKind.DATE, purpose=_CARE),
        ),
    )
)
