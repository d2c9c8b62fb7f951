"""Recording what residents say, in their words, named or anonymous as they choose."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, NotNow
from shequyun.base.ids import new_id
from shequyun.base.secrets import keyring
from shequyun.engines.cases.actions.recording import now
from shequyun.kernel.residents.queries import resident_of
from shequyun.programmes.deputies.actions.sessions import SessionOver, locked_session
from shequyun.programmes.deputies.choices import Author, Power, SessionState
from shequyun.programmes.deputies.models import Opinion
from shequyun.programmes.deputies.queries import opinion_of

MOST_WORDS = 2000


class NoWords(BadInput):
    code = "deputies.no_words"
    sentence = _("Write down what was said, in the person's own words.")


class TooManyWords(BadInput):
    code = "deputies.too_many_words"
    sentence = _(
        "The opinion has %(length)s characters; at most %(most)s are allowed. Record each matter as an opinion of its "
        "own."
    )


class NoName(BadInput):
    code = "deputies.no_name"
    sentence = _("Write the name, choose a resident, or record the opinion as anonymous.")


class NotHeld(NotNow):
    code = "deputies.not_held"
    sentence = _("Start the session first; then opinions can be recorded.")


class Handed(NotNow):
    code = "deputies.handed"
    sentence = _(
        "This opinion is part of suggestion %(number)s, which has been handed in. Its words can no longer be changed."
    )


@dataclass(frozen=True)
class Said:
    """What the form of an opinion holds. `opinion_id` is made by it. Anonymous means that nothing else about the author is
    kept, whatever was typed."""

    words: str
    opinion_id: UUID | None = None
    resident_id: UUID | None = None
    name: str = ""
    phone: str = ""
    anonymous: bool = False
    power: str = ""


@action("deputies.record_opinion", right="deputies.record")
def record_opinion(actor: Actor, session_id: UUID, *, said: Said) -> UUID:
    """One person's sentence. Returns its id; the same form twice is one opinion.

    Refuses no words, a named author without a name, and a session that is not being held.
    """
    session = locked_session(actor, session_id)
    key = said.opinion_id or new_id()
    known = Opinion.objects.visible_to(actor).filter(pk=key).first()
    if known is not None:
        note("opinion", known.pk, known.community, did="again")
        return known.pk
    if session.state == SessionState.PLANNED:
        raise NotHeld()
    if session.state != SessionState.HELD:
        raise SessionOver(theme=session.theme)
    last = Opinion.objects.visible_to(actor).filter(session=session).aggregate(last=Max("number"))["last"]
    one = Opinion.objects.create(
        id=key, community=session.community, session=session, number=(last or 0) + 1, words=_words(said.words),
        power=said.power if said.power in Power.values else "", at=now(), staff_id=actor.staff_id,
        staff_name=actor.name, **_author(actor, said),
    )  # fmt: skip
    note("opinion", one.pk, one.community, session=str(session.pk), number=one.number, author=one.author)
    return one.pk


def _words(text: str) -> str:
    if not text.strip():
        raise NoWords()
    if len(text) > MOST_WORDS:
        raise TooManyWords(length=len(text), most=MOST_WORDS)
    return text.strip()


def _author(actor: Actor, said: Said) -> dict[str, object]:
    if said.anonymous:
        return {"author": Author.ANONYMOUS}
    phone = keyring().seal(said.phone.strip()) if said.phone.strip() else None
    if said.resident_id:
        resident = resident_of(actor, said.resident_id)
        return {
            "author": Author.RESIDENT, "resident_id": resident.pk, "author_name": resident.name, "phone_sealed": phone,
        }  # fmt: skip
    if not said.name.strip():
        raise NoName()
    return {"author": Author.NAMED, "author_name": said.name.strip()[:64], "phone_sealed": phone}


@action("deputies.mend_opinion", right="deputies.record")
def mend_opinion(actor: Actor, opinion_id: UUID, *, words: str) -> None:
    """A slip of the pen is put right; the trail keeps how long the text was before. Refuses once it was handed in."""
    one = opinion_of(actor, opinion_id)
    if one.suggestion is not None and one.suggestion.case_id:
        raise Handed(number=one.suggestion.number)
    before, one.words = one.words, _words(words)
    one.save(update_fields=["words"])
    note("opinion", one.pk, one.community, before=before)
