"""The dictionary of labels changes: a department, a subdistrict or a committee adds a word, or gives one up."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, NotNow
from shequyun.base.ids import new_id
from shequyun.kernel.labels.models import Label
from shequyun.kernel.labels.queries import label_of

CHANGEABLE = ("name", "short", "meaning", "owner", "tone", "sensitivity", "needs_evidence", "lasts_days")


class NameTaken(BadInput):
    code = "labels.name_taken"
    sentence = _("There is already a label “%(name)s” here. Use that one, or choose another name.")


class NotYours(NotNow):
    code = "labels.not_yours"
    sentence = _("“%(name)s” belongs to another area and can only be changed there.")


@action("labels.define")
def define_label(actor: Actor, /, *, name: str, short: str, meaning: str, **more: Any) -> UUID:
    """Add a label to the dictionary of the actor's area; with a condition it is a rule label.

    Refuses a name that is in use here. The cohorts engine checks a condition before it comes here.
    """
    _check_name(actor, name)
    label = Label(id=new_id(), area=actor.area, name=name, short=short or name[:6], meaning=meaning, **more)
    label.code = f"own{label.pk.hex[-10:]}"
    label.save(force_insert=True)
    note("label", label.pk, actor.area, name=name, rule=label.is_rule)
    return label.pk


@action("labels.define")
def change_label(actor: Actor, label_id: UUID, /, **values: Any) -> None:
    """Change how a label of the actor's area reads, looks, who sees it, what it asks for and how long new ones last.

    `values` are any of CHANGEABLE. What it is put on and its rule stay: another condition is another label. Labellings
    that are there keep their dates. Refuses a label of another area, and a name that is in use here.
    """
    label = own_label(actor, label_id)
    changed = {name: value for name, value in values.items() if name in CHANGEABLE and getattr(label, name) != value}
    if "name" in changed:
        _check_name(actor, changed["name"])
    for name, value in changed.items():
        setattr(label, name, value)
    label.save(update_fields=list(changed))
    note("label", label.pk, actor.area, name=label.name, changed=sorted(changed))


@action("labels.define")
def retire_label(actor: Actor, label_id: UUID) -> None:
    """Give a label up: nobody can put it any more, and nobody sees it on anybody. Its history stays."""
    label = own_label(actor, label_id)
    label.active = False
    label.save(update_fields=["active"])
    note("label", label.pk, actor.area, name=label.name, did="retire")


def own_label(actor: Actor, label_id: UUID) -> Label:
    """A label that is changed in the actor's area. Refuses one of another area."""
    label = label_of(actor, label_id)
    if label.area != actor.area:
        raise NotYours(name=label.name)
    return label


def _check_name(actor: Actor, name: str) -> None:
    if any(actor.area.startswith(label.area) for label in Label.objects.filter(active=True, name=name)):
        raise NameTaken(name=name)
