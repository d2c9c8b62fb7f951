"""Players of envelopes about a person: corrected, entered."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from shequyun.base.actor import Actor
from shequyun.base.errors import NotNow, NotVisible
from shequyun.engines.sync.actions.players.saying import conflict, same, say
from shequyun.engines.sync.actions.players.table import Played, register_player
from shequyun.engines.sync.choices import Kind
from shequyun.engines.sync.models import Receipt
from shequyun.engines.sync.rules.envelopes import Conflict, Sealed, read_uuid
from shequyun.engines.sync.rules.values import NameMissing, NotACode, read_values
from shequyun.kernel.facts.fields import subject_of
from shequyun.kernel.residents.actions import Paper, correct, enter
from shequyun.kernel.residents.choices import RELATIONS, STAY_KINDS, TENURES
from shequyun.kernel.residents.queries import find_residents, neighbours, resident_of
from shequyun.kernel.residents.rules.identity import IdentityDocument, check_agrees, read_document

PERSON = frozenset({"name", "sex", "birth_date", "phone", "contact_name", "contact_phone", "remark"})


class StillInQuestion(NotNow):
    """The person is entered by an envelope that is in conflict itself."""

    code = "sync.still_in_question"
    sentence = _("It is not yet decided whether this person is new. Decide that first, then record this again.")


def play_correction(actor: Actor, sealed: Sealed) -> Played:
    """Fields of a person are otherwise than known."""
    key = person_meant(actor, sealed.subject)
    values = read_values("resident", sealed.values, today=timezone.localdate())
    day = sealed.day(today=timezone.localdate(), zone=timezone.get_current_timezone())
    return say(
        actor,
        sealed,
        "resident",
        lambda: resident_of(actor, key),
        values,
        lambda version: correct(actor, key, values=values, base_version=version, source="visit", observed_on=day),
    )


def person_meant(actor: Actor, subject: UUID | None) -> UUID:
    """The resident that a subject names: by the register's key, or by the envelope that entered them."""
    if subject is None:
        raise NotVisible()
    entered = Receipt.objects.visible_to(actor).select_related("settlement").filter(envelope_id=subject).first()
    if entered is None:
        return subject
    settled = getattr(entered, "settlement", None)
    made = settled.made_id if settled else entered.made_id
    if made is None:
        raise StillInQuestion()
    return made


def play_entering(actor: Actor, sealed: Sealed) -> Played:
    """Somebody who is not known yet, unless the home or the document knows them."""
    entry = Entry(sealed)
    known = entry.known_to(actor)
    if known is None:
        return Played(made_id=entry.enter(actor))
    if entry.adds_nothing(known):
        return Played(made_id=known.pk, remark=_now("This person has already been recorded."))
    sides = conflict("resident", known, entry.values)
    where = [_now("Lives at"), known.dwelling.address if known.dwelling else "—"]
    raise Conflict([*sides.known, where], [*sides.claimed, [_now("Lives at"), _now("this home")]])


class Entry:
    """A person as an envelope enters them."""

    def __init__(self, sealed: Sealed) -> None:
        said = sealed.values
        today = timezone.localdate()
        self.day = sealed.day(today=today, zone=timezone.get_current_timezone())
        self.home = read_uuid(said.get("dwelling"), "dwelling")
        self.paper = _paper(said)
        self.values = read_values("resident", {name: said[name] for name in PERSON if said.get(name)}, today=today)
        if "name" not in self.values:
            raise NameMissing()
        if self.paper:
            check_agrees(self.paper, birth_date=self.values.get("birth_date"), sex=self.values.get("sex", ""))
            told = {"sex": self.paper.sex, "birth_date": self.paper.birth_date}
            self.values = {name: value for name, value in told.items() if value} | self.values
        self.kinds = tuple(kind for kind in said.get("kinds") or ["living"] if kind in STAY_KINDS) or ("living",)
        self.tenure, self.relation = _code(said, "tenure", TENURES), _code(said, "relation", RELATIONS)

    def known_to(self, actor: Actor) -> Any:
        """Whoever carries the document in the community, or has the name at this home and no other date of birth."""
        if self.paper:
            hits = [hit for hit in find_residents(actor, self.paper.number) if hit.by == "document"]
            if hits:
                return resident_of(actor, hits[0].resident.pk)
        born: date | None = self.values.get("birth_date")
        for one in neighbours(actor, self.home, name=self.values["name"]):
            if born is None or one.birth_date is None or one.birth_date == born:
                return resident_of(actor, one.pk)
        return None

    def adds_nothing(self, known: Any) -> bool:
        """Whether everything said is known of that person, and they are at this home."""
        here = known.living_here and known.dwelling_id == self.home
        return here and not self.paper and all(same(_field(n), known, value) for n, value in self.values.items())

    def enter(self, actor: Actor) -> UUID:
        """Enter the person as somebody new."""
        paper = Paper(self.paper.kind, self.paper.number) if self.paper else None
        return enter(
            actor, values=self.values, dwelling_id=self.home, kinds=self.kinds, paper=paper, tenure=self.tenure,
            relation=self.relation, from_date=self.day, source="visit",
        )  # fmt: skip


def _field(name: str) -> Any:
    return subject_of("resident").field(name)


def _paper(said: Mapping[str, Any]) -> IdentityDocument | None:
    number = str(said.get("document_number") or "").strip()
    return read_document(number, str(said.get("document_kind") or "")) if number else None


def _code(said: Mapping[str, Any], name: str, table: Mapping[str, Any]) -> str:
    code = str(said.get(name) or "")
    if code and code not in table:
        raise NotACode(field=name)
    return code


register_player(Kind.CORRECT, play_correction)
register_player(Kind.ENTER, play_entering)
