"""A collection form filled in without a network. The envelope's id is the number of the answer; its subject the person.

Values: publication; answers by path of the question, of a repeat a list of such answers; files by name (base64); seen,
the newest answer about this person that the phone knew of.
"""

import base64
import binascii
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from shequyun.base.actor import Actor
from shequyun.engines.surveys.actions import keep_file, take_answer
from shequyun.engines.surveys.queries import answer_of, content_of, newest_answers, publication_of, shown
from shequyun.engines.sync.actions.players.table import Played, register_player
from shequyun.engines.sync.choices import Kind
from shequyun.engines.sync.rules.envelopes import Conflict, Sealed, Unreadable, read_uuid

MOST_FILES = 6


def play_answer(actor: Actor, sealed: Sealed) -> Played:
    """Keep the form. What a colleague answered otherwise in between, unseen by the phone, is a conflict."""
    publication, answers = read_uuid(sealed.values.get("publication"), "publication"), _answers(sealed)
    other = newest_answers(actor, [publication]).get((publication, sealed.subject)) if sealed.subject else None
    if other not in (None, sealed.id) and str(other) != str(sealed.values.get("seen")):
        _compare(actor, publication, other, answers)
    return keep_answer(actor, sealed)


def keep_answer(actor: Actor, sealed: Sealed) -> Played:
    """Keep the form with its photos, whoever answered before."""
    answer = take_answer(
        actor,
        read_uuid(sealed.values.get("publication"), "publication"),
        instance_id=sealed.id,
        resident_id=sealed.subject,
        answers=_answers(sealed),
        way="phone",
        on=sealed.day(today=timezone.localdate(), zone=timezone.get_current_timezone()),
    )
    for name, content in _files(sealed):
        keep_file(actor, answer.pk, name=name, content=content)
    told = _("%(count)s answers could not be entered in the register; they are listed at the desk.")
    remark = told % {"count": answer.unread_count} if answer.unread_count else ""
    return Played(made_id=answer.pk, batch_id=answer.batch_id, remark=remark)


def _compare(actor: Actor, publication_id: UUID, other: UUID | None, answers: Mapping[str, Any]) -> None:
    """Raise the conflict, if the two differ: question by question, numbers masked."""
    assert other is not None
    edition, before = publication_of(actor, publication_id).edition, answer_of(actor, other)
    known = dict(shown(edition, content_of(before)["answers"], masked=True))
    claimed = dict(shown(edition, answers, masked=True))
    differing = [title for title in known | claimed if known.get(title, "") != claimed.get(title, "")]
    if differing:
        sides = [[[title, side.get(title, "")] for title in differing] for side in (known, claimed)]
        raise Conflict(*sides)


def _answers(sealed: Sealed) -> dict[str, Any]:
    said = sealed.values.get("answers")
    if not isinstance(said, Mapping) or not all(_is_answer(value) for value in said.values()):
        raise Unreadable(what="answers")
    return dict(said)


def _is_answer(said: Any) -> bool:
    if isinstance(said, list):
        return all(isinstance(one, Mapping) and all(isinstance(v, str) for v in one.values()) for one in said)
    return isinstance(said, str)


def _files(sealed: Sealed) -> list[tuple[str, bytes]]:
    said = sealed.values.get("files") or {}
    if not isinstance(said, Mapping) or len(said) > MOST_FILES:
        raise Unreadable(what="files")
    try:
        return [(str(name)[:80], base64.b64decode(str(content), validate=True)) for name, content in said.items()]
    except binascii.Error:
        raise Unreadable(what="files") from None


register_player(Kind.ANSWER, play_answer)
