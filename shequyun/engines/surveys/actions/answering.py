"""Taking answers: each once, kept as it came, and what the register holds of it through the one door."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, NotNow
from shequyun.base.secrets import keyring
from shequyun.engines.surveys.models import Answer, Asked, Publication
from shequyun.engines.surveys.queries import answer_of, publication_of
from shequyun.engines.surveys.rules.filling import Filled
from shequyun.engines.surveys.rules.meaning import fields, read_answer
from shequyun.engines.surveys.rules.questions import mappable
from shequyun.engines.surveys.rules.wording import problem_in_words
from shequyun.kernel.attachments.actions import attach
from shequyun.kernel.facts.actions import Say, observe
from shequyun.kernel.facts.choices import FieldKind
from shequyun.kernel.residents.queries import residents

LONGEST = 200_000  # signs of one answer as JSON


class NotAsked(BadInput):
    code = "surveys.not_asked"
    sentence = _("The form does not ask this person. Choose somebody from its list.")


class TooLong(BadInput):
    code = "surveys.too_long"
    sentence = _("The answer is too long to be kept. Shorten the texts.")


class NotAsTheFormAsks(BadInput):
    code = "surveys.not_as_asked"
    sentence = _("“%(question)s”: %(why)s Correct the answer and send the form again.")


class UsedNumber(NotNow):
    code = "surveys.used_number"
    sentence = _("The number of this answer is already used by another form. Fill it in again.")


@action("surveys.answer", right="field.use")
def take_answer(
    actor: Actor, publication_id: UUID, *, instance_id: UUID, resident_id: UUID | None, answers: Mapping[str, Any],
    way: str, on: date | None = None,
) -> Answer:  # fmt: skip
    """Keep a filled form, once by its instance id, and say to the register what it asks that the register holds.

    What cannot be read is kept with the answer and told (`unread`); so is everything where nobody was chosen. Also after
    closing: it was filled in before. The form's own rules are looked at again: what breaks them is refused where the
    worker can correct it (`way` phone), and told where they cannot (collect). Refuses a publication out of sight,
    somebody it does not ask, and too long ones.
    """
    publication = publication_of(actor, publication_id)
    known = Answer.objects.visible_to(actor).filter(pk=instance_id).first()
    if known is not None:
        if known.publication_id != publication.pk:
            raise UsedNumber()
        note("answer", known.pk, known.community, again=True)
        return known
    if resident_id is not None and not _is_asked(actor, publication, resident_id):
        raise NotAsked()
    day = min(on or timezone.localdate(), timezone.localdate())
    taken = _looked_at(actor, publication, resident_id, answers, day, strict=way == "phone")
    values, unread = _read(publication, resident_id, taken)
    content = json.dumps({"answers": taken.answers, "unread": unread}, ensure_ascii=False)
    if len(content) > LONGEST:
        raise TooLong()
    answer = Answer(
        id=instance_id, community=publication.community, publication=publication, content=keyring().seal(content),
        unread_count=len(unread), way=way, staff_id=actor.staff_id, staff_name=actor.name,
    )  # fmt: skip
    _say(actor, answer, resident_id, values, day)
    try:
        with transaction.atomic():
            answer.save(force_insert=True)
    except IntegrityError:  # the number is taken in a community that this actor cannot see
        raise UsedNumber() from None
    note("answer", answer.pk, answer.community, publication=str(publication.pk), applied=answer.applied, way=way)
    return answer


def _is_asked(actor: Actor, publication: Publication, resident_id: UUID) -> bool:
    return Asked.objects.visible_to(actor).filter(publication=publication, resident_id=resident_id).exists()


@dataclass(frozen=True)
class _Taken:
    """Answers after a look at the form's rules; `wrong` is [path, why] of those that break one."""

    answers: Mapping[str, Any]
    wrong: list[list[str]] = field(default_factory=list)


def _looked_at(
    actor: Actor, publication: Publication, resident_id: UUID | None, answers: Mapping[str, Any], day: date, *,
    strict: bool,
) -> _Taken:  # fmt: skip
    """The answers with whole numbers for masks. A form that goes beyond our part of XPath is not judged by half."""
    edition = publication.edition
    said, trusted = _unmasked(actor, publication, resident_id, answers)
    if edition.beyond:
        return _Taken(said)
    filled = Filled(edition.questions, said, today=day)
    problems = [(one.question, problem_in_words(one)) for one in filled.problems(trusted=trusted)]
    if problems and strict:
        raise NotAsTheFormAsks(question=problems[0][0]["label"], why=problems[0][1])
    return _Taken(filled.answers() if strict else said, [[one["path"], why] for one, why in problems])


def _unmasked(
    actor: Actor, publication: Publication, resident_id: UUID | None, answers: Mapping[str, Any]
) -> tuple[dict[str, Any], set[str]]:
    """A number that was left as the phone showed it, masked, is the one that the register holds. (answers, their paths)"""
    known, said, trusted = fields(), dict(answers), set[str]()
    secret = [(p, known[f]) for p, f in publication.edition.mapping.items() if known[f].kind == FieldKind.SECRET]
    if resident_id is None or not any("*" in str(said.get(path, "")) for path, _field in secret):
        return said, trusted
    person = residents(actor).filter(pk=resident_id).first()
    for path, one in secret:
        held = str(one.read(getattr(person, one.kept)) or "") if person else ""
        if "*" in str(said.get(path, "")):
            trusted.add(path)
            if held and one.mask and said[path] == one.mask(held):
                said[path] = held
    return said, trusted


def _read(publication: Publication, resident_id: UUID | None, taken: _Taken) -> tuple[dict[str, Any], list[list[str]]]:
    """(field -> value, [path, why not])."""
    values: dict[str, Any] = {}
    unread = list(taken.wrong)
    wrong, known, mapping = {path for path, _why in unread}, fields(), publication.edition.mapping
    for one in mappable(publication.edition.questions):
        said = str(taken.answers.get(one["path"]) or "").strip()
        if not said or one["path"] not in mapping or one["path"] in wrong:
            continue
        if resident_id is None:
            unread.append([one["path"], _now("No resident was chosen.")])
            continue
        try:
            values[mapping[one["path"]]] = read_answer(
                one, known[mapping[one["path"]]], said, today=timezone.localdate()
            )
        except BadInput as refusal:
            unread.append([one["path"], str(refusal)])
    return values, unread


def _say(actor: Actor, answer: Answer, resident_id: UUID | None, values: Mapping[str, Any], on: date) -> None:
    """What is said of the person: an observation at the door, as any other."""
    if resident_id is None:
        return
    answer.resident_id = resident_id
    person = residents(actor).filter(pk=resident_id).first()
    if person is None or not values:
        return
    title = answer.publication.edition.survey.title
    said = Say("resident", person.community, values, subject_id=person.pk)
    batch, applied = observe(actor, [said], source="visit", observed_on=on, title=title)
    answer.batch_id, answer.applied, answer.disputed = batch.pk, sorted(values), applied.disputed


@action("surveys.answer", right="field.use")
def keep_file(actor: Actor, answer_id: UUID, *, name: str, content: bytes) -> UUID:
    """Put a file that came with an answer on it; sent again it is once. Refuses what attachments refuse."""
    answer = answer_of(actor, answer_id)
    file = attach(actor, answer.pk, subject_kind="answer", name=name, content=content)
    note("answer", answer.pk, answer.community, attachment=str(file))
    return file


@action("surveys.answer", right="field.use")
def miss_file(actor: Actor, answer_id: UUID, *, name: str, why: str) -> None:
    """A file that came with an answer and cannot be kept: the answer stands as it is, the trail has the name and why."""
    answer = answer_of(actor, answer_id)
    note("answer", answer.pk, answer.community, missing=name, why=why)
