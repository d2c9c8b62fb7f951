"""What this installation says of a field: purpose, article, and how soon a value ages."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, NotVisible
from shequyun.kernel.facts.fields import subjects
from shequyun.kernel.facts.models import FieldNote

MOST_DAYS = 3650


class NoPurpose(BadInput):
    """No field without a purpose (PIPL art. 6)."""

    code = "facts.no_purpose"
    sentence = _("Say what the field is for: nothing is kept without a purpose.")


class DaysOutOfRange(BadInput):
    """A value ages within years, or not at all."""

    code = "facts.days_out_of_range"
    sentence = _("Enter 1 to %(most)d days, or leave it empty for a field that does not go out of date.")


@action("facts.note_field", right="facts.change_rules")
def note_field(
    actor: Actor, subject_kind: str, *, field: str, purpose: str, ground: str, stale_after: int | None
) -> None:
    """Say what a field is for, on which article it rests, and after how many days its values have aged (None: never).

    Holds for the whole installation from now on. Refuses a field that people do not meet, no purpose, and days outside a
    decade.
    """
    subject = next((one for one in subjects() if one.kind == subject_kind), None)
    if subject is None or field not in subject.by_name or not subject.by_name[field].on_screen:
        raise NotVisible()
    if not purpose.strip():
        raise NoPurpose()
    if stale_after is not None and not 1 <= stale_after <= MOST_DAYS:
        raise DaysOutOfRange(most=MOST_DAYS)
    said: dict[str, Any] = {
        "purpose": purpose.strip()[:200],
        "ground": ground.strip()[:200],
        "stale_after": stale_after,
    }
    FieldNote.objects.update_or_create(
        subject_kind=subject_kind,
        field=field,
        defaults={
            **said, "ages": stale_after is not None, "changed_at": timezone.now(), "changed_by_name": actor.name
        },
    )  # fmt: skip
    note("field", f"{subject_kind}.{field}", actor.area, **said)


@action("facts.forget_field_note", right="facts.change_rules")
def forget_field_note(actor: Actor, subject_kind: str, *, field: str) -> None:
    """Go back to what the product says of a field. Refuses one of which nothing else was said."""
    deleted, _kinds = FieldNote.objects.filter(subject_kind=subject_kind, field=field).delete()
    if not deleted:
        raise NotVisible()
    note("field", f"{subject_kind}.{field}", actor.area, did="forget")
