"""Words for codes, on the workbench."""

import json
from typing import Any
from urllib.parse import quote

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from shequyun.engines.cases.choices import STATE_TONES
from shequyun.engines.cases.rules.matters import name_of
from shequyun.engines.intake.fields import label_of
from shequyun.faces.workbench.cells import cells_html, meter_html
from shequyun.faces.workbench.cells import link as address_of
from shequyun.kernel.access.choices import RIGHTS, ROLE_NAMES
from shequyun.kernel.attachments.choices import ACCEPT
from shequyun.kernel.organisations.choices import ORGANISATION_KINDS, ORGANISATION_STATES
from shequyun.kernel.places.choices import BUILDING_KINDS, DWELLING_TENURES, DWELLING_USES
from shequyun.kernel.residents.choices import DOCUMENT_KINDS, END_REASONS, RELATIONS, SEXES, STAY_KINDS, TENURES
from shequyun.kernel.residents.rules.presence import PRESENCE_LABELS

register = template.Library()

TABLES = {
    "sex": SEXES,
    "relation": RELATIONS,
    "tenure": TENURES,
    "stay_kind": STAY_KINDS,
    "end_reason": END_REASONS,
    "document_kind": DOCUMENT_KINDS,
    "presence": PRESENCE_LABELS,
    "building_kind": BUILDING_KINDS,
    "dwelling_use": DWELLING_USES,
    "dwelling_tenure": DWELLING_TENURES,
    "organisation_kind": ORGANISATION_KINDS,
    "organisation_state": ORGANISATION_STATES,
    "role": ROLE_NAMES,
    "right": RIGHTS,
}


def _word(table: str) -> Any:
    return lambda code: TABLES[table].get(code, "") if code else ""


for _name in TABLES:
    register.filter(_name, _word(_name))


@register.simple_tag
def attachable() -> str:
    """The files that can be attached, as `accept` wants them."""
    return ACCEPT


@register.filter
def subject_label(kind: str) -> Any:
    """The word for a kind of subject."""
    return label_of(kind)


@register.filter
def may(actor: Any, right: str) -> bool:
    """Whether the actor's post carries a right."""
    return bool(actor.can(right))


@register.filter
def yes_no(value: Any) -> Any:
    """Yes and no in words; everything else as it is."""
    return {True: _("yes"), False: _("no")}.get(value, value) if isinstance(value, bool) else value


@register.filter
def label_condition(label: Any) -> str:
    """The condition that somebody carries a label, for an address."""
    return quote(json.dumps({"all": [{"field": "label", "op": "in", "value": [str(label.pk)]}]}))


@register.filter
def named(names: dict[str, str], code: str) -> str:
    """A name by its code; the code where there is none."""
    return names.get(code, code)


@register.filter
def matter(code: str) -> str:
    """The name of a matter."""
    return name_of(code)


@register.filter
def case_tone(state: str) -> str:
    """The colour of a state of a case."""
    return STATE_TONES.get(state, "plain")


@register.simple_tag
def link(name: str, key: Any) -> str:
    """The address of a record's page, for lists: `url` works it out anew for each row."""
    return address_of(name, key)


@register.simple_tag
def cells(row: list[Any]) -> SafeString:
    """The cells of one row of a list: with or without (whether it is a number) before each."""
    return cells_html(one if isinstance(one, tuple) else (False, one) for one in row)


@register.simple_tag
def meter(share: float | str | None) -> SafeString:
    """A share, 0 to 1, as a bar with its percentage; a dash where it is not known."""
    return meter_html(share)
