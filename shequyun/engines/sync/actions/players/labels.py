"""Player of envelopes about labels: put at the door, on a person or a home."""

from django.utils import timezone

from shequyun.base.actor import Actor
from shequyun.base.errors import NotVisible
from shequyun.engines.sync.actions.players.people import person_meant
from shequyun.engines.sync.actions.players.table import Played, register_player
from shequyun.engines.sync.choices import Kind
from shequyun.engines.sync.rules.envelopes import Sealed, read_uuid
from shequyun.kernel.labels.actions import put_label
from shequyun.kernel.labels.queries import label_of

LONGEST = 200


def play_label(actor: Actor, sealed: Sealed) -> Played:
    """A label holds of whoever the envelope is about. Putting it twice is once."""
    if sealed.subject is None:
        raise NotVisible()
    label = label_of(actor, read_uuid(sealed.values.get("label"), "label"))
    key = person_meant(actor, sealed.subject) if label.subject_kind == "resident" else sealed.subject
    said = f"{sealed.values.get('evidence') or ''}"[:LONGEST]
    day = sealed.day(today=timezone.localdate(), zone=timezone.get_current_timezone())
    put_label(actor, label.pk, subject_ids=[key], evidence=said or f"{day:%Y-%m-%d}", source="visit")
    return Played()


register_player(Kind.LABEL, play_label)
