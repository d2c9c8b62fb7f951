"""Players of envelopes about a visit: what came of it, what was promised, and its photos."""

import base64
import binascii
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from shequyun.base.actor import Actor
from shequyun.base.errors import NotVisible
from shequyun.engines.sync.actions.players.homes import home_meant
from shequyun.engines.sync.actions.players.people import person_meant
from shequyun.engines.sync.actions.players.table import Played, register_player
from shequyun.engines.sync.choices import Kind
from shequyun.engines.sync.rules.envelopes import Sealed, Unreadable, read_day, read_moment, read_uuid
from shequyun.engines.worklist.actions import Promised, record_visit
from shequyun.kernel.attachments.actions import attach

MOST = 50
LONGEST = 200


def play_visit(actor: Actor, sealed: Sealed) -> Played:
    """A visit to a home. The envelope's id is the visit's, so that played twice it is one."""
    said = sealed.values
    key = record_visit(
        actor,
        dwelling_id=home_meant(sealed),
        resident_ids=[person_meant(actor, read_uuid(one, "residents")) for one in _several(said, "residents")],
        outcome=str(said.get("outcome") or ""),
        visited_at=min(sealed.claimed_at, timezone.now()),
        label_ids=[read_uuid(one, "labels") for one in _several(said, "labels")],
        said=str(said.get("said") or ""),
        promises=[_promised(one) for one in _several(said, "promises")],
        again_at=read_moment(said["again_at"], "again_at") if said.get("again_at") else None,
        visit_id=sealed.id,
    )
    return Played(made_id=key)


def _several(said: Mapping[str, Any], name: str) -> list[Any]:
    found = said.get(name) or []
    if not isinstance(found, list) or len(found) > MOST:
        raise Unreadable(what=name)
    return found


def _promised(said: Any) -> Promised:
    if not isinstance(said, Mapping) or not str(said.get("what") or "").strip():
        raise Unreadable(what="promises")
    return Promised(str(said["what"]).strip()[:LONGEST], read_day(said.get("due_on"), "due_on"))


def play_photo(actor: Actor, sealed: Sealed) -> Played:
    """A photo of a visit, which is the subject. The same photo twice is once."""
    if sealed.subject is None:
        raise NotVisible()
    try:
        content = base64.b64decode(str(sealed.values.get("jpeg") or ""), validate=True)
    except binascii.Error:
        raise Unreadable(what="jpeg") from None
    name = f"{timezone.localtime(sealed.claimed_at):%Y%m%d-%H%M%S}.jpg"
    return Played(made_id=attach(actor, sealed.subject, subject_kind="visit", name=name, content=content))


register_player(Kind.VISIT, play_visit)
register_player(Kind.PHOTO, play_photo)
