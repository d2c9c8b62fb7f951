"""Merging two records of one person, and taking it back."""

from uuid import UUID

from django.apps import apps
from django.utils import timezone

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import NotVisible
from shequyun.kernel.facts.actions import Say, Unchanged, observe, undo
from shequyun.kernel.facts.choices import FieldKind
from shequyun.kernel.facts.fields import subject_of, subjects
from shequyun.kernel.facts.queries import batch_of
from shequyun.kernel.residents.actions.correcting import living_record
from shequyun.kernel.residents.models import Document, Merge, Resident, Stay
from shequyun.kernel.residents.rules.moves import DifferentCommunities, SameRecord


@action("residents.merge")
def merge(actor: Actor, kept_id: UUID, *, absorbed_id: UUID, reason: str) -> UUID:
    """Make two records one: stays and documents move over, blanks are filled. Returns the merge's id.

    Where both records say the same stay or carry the same document, the kept one's counts. Everything is one batch,
    so that `unmerge` can take it back. Refuses a record with itself, and records of two communities.
    """
    return join(actor, kept_id, absorbed_id, reason)


def join(actor: Actor, kept_id: UUID, absorbed_id: UUID, reason: str) -> UUID:
    """A merge as a part of an action that has looked at the right to do it."""
    if kept_id == absorbed_id:
        raise SameRecord()
    kept, absorbed = living_record(actor, kept_id), living_record(actor, absorbed_id)
    if kept.community != absorbed.community:
        raise DifferentCommunities()
    today = timezone.localdate()
    sayings = [*_filled(kept, absorbed), *_moved(kept, absorbed), *_beside(kept, absorbed), _gone(kept, absorbed)]
    batch, _applied = observe(actor, sayings, source="desk", observed_on=today)
    made = Merge.objects.create(
        community=kept.community, kept=kept, absorbed=absorbed, batch_id=batch.pk, reason=reason, made_at=timezone.now()
    )
    note("resident", kept.pk, kept.community, reason=reason, absorbed=str(absorbed.pk))
    note("resident", absorbed.pk, absorbed.community, reason=reason, into=str(kept.pk))
    return made.pk


@action("residents.merge", right="residents.merge")
def unmerge(actor: Actor, merge_id: UUID, *, reason: str = "") -> list[Unchanged]:
    """Take a merge back. What was changed since stays as it is and is returned."""
    found = Merge.objects.visible_to(actor).select_for_update().filter(pk=merge_id, undone_at=None).first()
    if found is None:
        raise NotVisible()
    undone = undo(actor, batch_of(found.batch_id))
    found.undone_at = timezone.now()
    found.save(update_fields=["undone_at"])
    note("resident", found.kept_id, found.community, reason=reason, unmerged=str(found.absorbed_id))
    return undone.left


def _filled(kept: Resident, absorbed: Resident) -> list[Say]:
    values = {}
    for field in subject_of("resident").fields:
        if field.kind == FieldKind.LINK or getattr(kept, field.kept) not in (None, ""):
            continue
        value = field.read(getattr(absorbed, field.kept))
        if value not in (None, ""):
            values[field.name] = value
    if not values:
        return []
    return [Say("resident", kept.community, values, subject_id=kept.pk, base_version=kept.version)]


def _moved(kept: Resident, absorbed: Resident) -> list[Say]:
    """Open stays that both have end on the absorbed record; everything else moves over."""
    own = set(Stay.objects.filter(resident_id=kept.pk, to_date=None).values_list("dwelling_id", "kind"))
    has_hukou = any(kind == "hukou" for _, kind in own)
    sayings = []
    for stay in Stay.objects.filter(resident_id=absorbed.pk):
        clash = stay.to_date is None and ((stay.dwelling_id, stay.kind) in own or (stay.kind == "hukou" and has_hukou))
        values: dict[str, object] = {"resident_id": kept.pk}
        if clash:
            values = {
                "to_date": max(timezone.localdate(), stay.from_date or timezone.localdate()),
                "end_reason": "merged",
            }
        sayings.append(Say("stay", stay.community, values, subject_id=stay.pk, base_version=stay.version))
    numbers = {
        bytes(blind) for blind in Document.objects.filter(resident_id=kept.pk).values_list("number_blind", flat=True)
    }
    for paper in Document.objects.filter(resident_id=absorbed.pk):
        if bytes(paper.number_blind) not in numbers:
            sayings.append(Say("document", paper.community, {"resident_id": kept.pk}, subject_id=paper.pk))
    return sayings


def _beside(kept: Resident, absorbed: Resident) -> list[Say]:
    """What other apps know beside the absorbed record moves over, but what the kept one has already."""
    sayings = []
    for subject in subjects():
        if subject.person:
            table = apps.get_model(subject.model)._default_manager
            own = set(table.filter(**{subject.person: kept.pk}).values_list(*subject.one_per))
            for key, community, *same in table.filter(**{subject.person: absorbed.pk}).values_list(
                "pk", "community", *subject.one_per
            ):
                if tuple(same) not in own:
                    sayings.append(Say(subject.kind, community, {subject.person: kept.pk}, subject_id=key))
    return sayings


def _gone(kept: Resident, absorbed: Resident) -> Say:
    return Say("resident", absorbed.community, {"merged_into": kept.pk}, subject_id=absorbed.pk)
