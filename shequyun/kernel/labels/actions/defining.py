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


class NameTaken(BadInput):
    sentence = _("There is already a label “%(name)s” here. Use that one, or choose another name.")


class NotYours(NotNow):
    sentence = _("“%(name)s” belongs to another area; it is changed there.")


@action("labels.define")
def define_label(actor: Actor, /, *, name: str, short: str, meaning: str, **more: Any) -> UUID:
    """Add a label to the dictionary of the actor's area; with a condition it is a rule label.

    Refuses a name that is in use here. The cohorts engine checks a condition before it comes here.
    """
    near = [label for label in Label.objects.filter(active=True, name=name) if actor.area.startswith(label.area)]
    if near:
        raise NameTaken(name=name)
    label = Label(id=new_id(), area=actor.area, name=name, short=short or name[:6], meaning=meaning, **more)
    label.code = f"own{label.pk.hex[-10:]}"
    label.save(force_insert=True)
    note("label", label.pk, actor.area, name=name, rule=label.is_rule)
    return label.pk


@action("labels.define")
def retire_label(actor: Actor, label_id: UUID) -> None:
    """Give a label up: nobody can put it any more, and nobody sees it on anybody. Its history stays."""
    label = label_of(actor, label_id)
    if label.area != actor.area:
        raise NotYours(name=label.name)
    label.active = False
    label.save(update_fields=["active"])
    note("label", label.pk, actor.area, name=label.name, did="retire")
