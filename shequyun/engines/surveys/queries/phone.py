"""What the field app needs to fill forms in without a network: once the questions and whom they ask, then by building
what has changed of that."""

import hashlib
import json
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from shequyun.base.actor import Actor
from shequyun.engines.surveys.models import Answer, Asked, Publication
from shequyun.engines.surveys.queries.reading import newest_answers, open_publications, publication_of
from shequyun.engines.surveys.rules.beyond import in_words
from shequyun.engines.surveys.rules.meaning import choice_of, fields
from shequyun.engines.surveys.rules.questions import mappable
from shequyun.kernel.facts.choices import FieldKind
from shequyun.kernel.residents.queries import residents


def phone_stamps(actor: Actor, *, today: date) -> list[list[str]]:
    """[publication, stamp] of what can be filled in today; another stamp says that the phone must fetch it anew."""
    return [[str(one.pk), _stamp(one)] for one in open_publications(actor, today=today)]


def phone_form(actor: Actor, publication_id: UUID) -> dict[str, Any]:
    """One form for the phone, with whom it asks by building (`asked_in`). Of a form that goes beyond what the phone can
    do it is told why, without the questions."""
    actor.need("field.use")
    one = publication_of(actor, publication_id)
    edition, survey, known = one.edition, one.edition.survey, fields()
    secret = [path for path, name in edition.mapping.items() if known[name].kind == FieldKind.SECRET]
    return {
        "id": one.pk, "stamp": _stamp(one), "title": survey.title, "department": survey.department,
        "purpose": survey.purpose, "ground": survey.ground, "until": one.until,
        "questions": [] if edition.beyond else edition.questions,
        "beyond": [f"{part['title']}：{in_words(part)}" for part in edition.beyond],
        "meanings": edition.mapping, "secret": secret,
        "asked": {str(key): rows for key, rows in _asked(actor, {one.pk: one}, residents(actor)).items()},
    }  # fmt: skip


def _stamp(one: Publication) -> str:
    survey = one.edition.survey
    said = [str(one.edition_id), one.edition.mapping, survey.title, survey.department, survey.purpose, str(one.until)]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16]


def asked_in(actor: Actor, building_ids: Collection[UUID], *, today: date) -> dict[UUID, list[Any]]:
    """[publication, who, the newest answer or null, {path: what the register holds}] by building; numbers are masks."""
    running = {one.pk: one for one in open_publications(actor, today=today)}
    return _asked(actor, running, residents(actor).filter(dwelling__building_id__in=list(building_ids)))


def _asked(actor: Actor, running: Mapping[UUID, Publication], people: Any) -> dict[UUID, list[Any]]:
    people = people.filter(dwelling__isnull=False).select_related("dwelling")
    asked = Asked.objects.visible_to(actor).filter(publication_id__in=running).order_by("publication_id")
    rows = list(asked.filter(resident_id__in=people.values("pk")).values_list("publication_id", "resident_id"))
    if not rows:
        return {}
    by_key = {one.pk: one for one in people.filter(pk__in={resident for _one, resident in rows})}
    newest, found = newest_answers(actor, running), dict[UUID, list[Any]]()
    fill = {key: _filler(one) for key, one in running.items()}
    for key, resident in rows:
        if person := by_key.get(resident):
            line = [key, resident, newest.get((key, resident)), fill[key](person)]
            found.setdefault(person.dwelling.building_id, []).append(line)
    return found


def _filler(publication: Publication) -> Callable[[Any], dict[str, str]]:
    """What the register holds of what a form asks, for one person after the other."""
    questions, known = {one["path"]: one for one in mappable(publication.edition.questions)}, fields()
    meant = [(path, questions[path], known[name]) for path, name in publication.edition.mapping.items()]

    def filled(person: Any) -> dict[str, str]:
        held = [(path, question, field, field.read(getattr(person, field.kept))) for path, question, field in meant]
        values = [
            (path, field.mask(str(value)) if value and field.mask else choice_of(question, field, value))
            for path, question, field, value in held
        ]
        return {path: value for path, value in values if value}

    return filled


def buildings_answered(actor: Actor, since: datetime) -> set[UUID]:
    """Buildings in which somebody has answered since a moment."""
    told = Answer.objects.visible_to(actor).filter(at__gte=since, resident_id__isnull=False).values("resident_id")
    people = residents(actor).filter(pk__in=told, dwelling__isnull=False).order_by()
    return set(people.values_list("dwelling__building_id", flat=True).distinct())
