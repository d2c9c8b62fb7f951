"""Reading collection forms: forms and editions, publications with their progress, answers."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q

from shequyun.base.actor import Actor
from shequyun.base.errors import NotVisible
from shequyun.base.records import ScopedQuerySet
from shequyun.base.scope import above
from shequyun.base.secrets import keyring
from shequyun.engines.surveys.models import Answer, Asked, Edition, Publication, Survey
from shequyun.engines.surveys.rules.meaning import choice_of, fields
from shequyun.engines.surveys.rules.questions import ANSWERED_ONCE, flat, mappable
from shequyun.engines.surveys.rules.serving import column_of
from shequyun.kernel.attachments.choices import Carrier, declare
from shequyun.kernel.facts.choices import FieldKind
from shequyun.kernel.residents.queries import residents


def surveys(actor: Actor) -> Any:
    """Forms of the actor's area, of those above it and those within it, the newest first, with their editions."""
    found = Survey.objects.filter(Q(area__in=above(actor.area)) | Q(area__gte=actor.scope.lo, area__lt=actor.scope.hi))
    editions = Edition.objects.defer("content", "xform").order_by("-number")
    return found.prefetch_related(Prefetch("editions", editions)).order_by("-made_at")


def survey_of(actor: Actor, survey_id: UUID) -> Survey:
    """One form. Out of sight is 404."""
    actor.need("surveys.read")
    found = surveys(actor).filter(pk=survey_id).first()
    if found is None:
        raise NotVisible()
    return found


def publications(actor: Actor) -> ScopedQuerySet[Publication]:
    """Publications in the actor's area, the newest first."""
    found = Publication.objects.visible_to(actor).select_related("edition__survey")
    return found.defer("edition__content", "edition__xform").order_by("-at")  # type: ignore[return-value]


def publication_of(actor: Actor, publication_id: UUID) -> Publication:
    """One publication with its edition. Out of sight is 404."""
    found = publications(actor).filter(pk=publication_id).first()
    if found is None:
        raise NotVisible()
    return found


def open_publications(actor: Actor, *, today: date) -> ScopedQuerySet[Publication]:
    """Those that can be answered today."""
    lasting = Q(until=None) | Q(until__gte=today)
    return publications(actor).filter(lasting, closed_at=None)  # type: ignore[return-value]


@dataclass(frozen=True)
class Counted:
    """A publication with how many it asks and how many have answered."""

    publication: Publication
    asked: int
    answered: int
    answers: int

    @property
    def percent(self) -> int:
        return 100 * self.answered // self.asked if self.asked else 0


def counted(actor: Actor, found: Iterable[Publication]) -> list[Counted]:
    """Publications with their numbers, in two queries."""
    several = list(found)
    keys = [one.pk for one in several]
    asked = Asked.objects.visible_to(actor).filter(publication_id__in=keys).values("publication_id")
    answers = Answer.objects.visible_to(actor).filter(publication_id__in=keys).values("publication_id")
    asks = {row["publication_id"]: row["n"] for row in asked.annotate(n=Count("pk"))}
    told: dict[UUID, dict[str, Any]] = {
        row["publication_id"]: dict(row)
        for row in answers.annotate(n=Count("pk"), people=Count("resident_id", distinct=True))
    }
    return [
        Counted(one, asks.get(one.pk, 0), told.get(one.pk, {}).get("people", 0), told.get(one.pk, {}).get("n", 0))
        for one in several
    ]


def asked_people(actor: Actor, publication_id: UUID) -> Any:
    """Those whom a publication asks, with their homes."""
    keys = Asked.objects.visible_to(actor).filter(publication_id=publication_id).values("resident_id")
    return residents(actor).filter(pk__in=keys).select_related("dwelling__building").order_by(
        "dwelling__building__sort_key", "dwelling__sort_key", "name", "pk"
    )  # fmt: skip


@dataclass(frozen=True)
class Progress:
    """How far one building is; `left` are (who, name, room) of those who have not answered."""

    building_id: UUID | None
    door: str
    asked: int
    answered: int
    left: list[tuple[UUID, str, str]]

    @property
    def share(self) -> float:
        return self.answered / self.asked if self.asked else 0.0


def progress(actor: Actor, publication: Publication) -> list[Progress]:
    """How many are asked and have answered, building by building in the order in which people walk."""
    done = set(answered(actor, [publication.pk]).get(publication.pk, ()))
    found: dict[UUID | None, list[Any]] = {}
    for one in asked_people(actor, publication.pk).only(
        "pk", "name", "dwelling__room", "dwelling__building__door", "dwelling__building__sort_key"
    ):
        building = one.dwelling.building if one.dwelling else None
        line = found.setdefault(building.pk if building else None, [building.door if building else "", 0, 0, []])
        line[1] += 1
        line[2] += one.pk in done
        if one.pk not in done:
            line[3].append((one.pk, one.name, one.dwelling.room if one.dwelling else ""))
    return [Progress(key, *line) for key, line in found.items()]


def answered(actor: Actor, publication_ids: Collection[UUID]) -> dict[UUID, list[UUID]]:
    """Who has answered, by publication."""
    found: dict[UUID, list[UUID]] = {}
    rows = Answer.objects.visible_to(actor).filter(publication_id__in=list(publication_ids), resident_id__isnull=False)
    for publication, resident in rows.values_list("publication_id", "resident_id").distinct():
        if resident is not None:
            found.setdefault(publication, []).append(resident)
    return found


def newest_answers(actor: Actor, publication_ids: Collection[UUID]) -> dict[tuple[UUID, UUID], UUID]:
    """(publication, who) -> the answer that counts: the newest one."""
    rows = Answer.objects.visible_to(actor).filter(publication_id__in=list(publication_ids), resident_id__isnull=False)
    found = rows.order_by("publication_id", "resident_id", "-at", "-pk").distinct("publication_id", "resident_id")
    keys = found.values_list("publication_id", "resident_id", "pk")
    return {(publication, resident): key for publication, resident, key in keys if resident is not None}


def answers(actor: Actor) -> ScopedQuerySet[Answer]:
    """Answers in the actor's area, the newest first. `answers_of`, `contents` open them."""
    actor.need("surveys.read")
    found = Answer.objects.visible_to(actor).select_related("publication__edition__survey")
    return found.defer("publication__edition__content", "publication__edition__xform").order_by("-at", "-pk")  # type: ignore[return-value]


def answers_of(actor: Actor, publication_id: UUID) -> ScopedQuerySet[Answer]:
    """The answers to a publication."""
    return answers(actor).filter(publication_id=publication_id)  # type: ignore[return-value]


def counting(actor: Actor, publication_id: UUID) -> ScopedQuerySet[Answer]:
    """The answers to a publication that count: about somebody the newest one, about nobody every one."""
    later = Answer.objects.filter(publication_id=OuterRef("publication_id"), resident_id=OuterRef("resident_id"))
    later = later.filter(Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), pk__gt=OuterRef("pk")))
    return answers_of(actor, publication_id).exclude(Exists(later))  # type: ignore[return-value]


def answer_of(actor: Actor, answer_id: UUID) -> Answer:
    """One answer. Out of sight is 404."""
    found = answers(actor).filter(pk=answer_id).first()
    if found is None:
        raise NotVisible()
    return found


def content_of(answer: Answer) -> dict[str, Any]:
    """{"answers": by path, "unread": [[path, why]]}."""
    return json.loads(keyring().unseal(answer.content))


def titles(edition: Edition) -> list[tuple[str, str]]:
    """(path, text) of every question that has one answer, and of every repeat, in their order."""
    return [(one["path"], one["label"]) for one in _columns(edition)]


def _columns(edition: Edition) -> Iterator[Mapping[str, Any]]:
    for one in flat(edition.questions):
        within = any(one["path"].startswith(f"{repeat['path']}/") for repeat in _repeats(edition))
        if not within and (one["type"] == "repeat" or one["type"] in ANSWERED_ONCE):
            yield one


def _repeats(edition: Edition) -> list[Mapping[str, Any]]:
    return [one for one in flat(edition.questions) if one["type"] == "repeat"]


def shown(edition: Edition, said: Mapping[str, Any], *, masked: bool = False) -> list[tuple[str, str]]:
    """(text of the question, answer in words) in the order of the form; repeated groups one after the other.

    `masked`: numbers that the register keeps sealed are masked, as on every page.
    """
    found: list[tuple[str, str]] = []
    for one in flat(edition.questions):
        value = said.get(one["path"])
        if isinstance(value, list):
            for number, inner in enumerate(value, 1):
                found += [(f"{title} {number}", text) for title, text in shown(edition, inner) if text]
        elif one["type"] not in ("group", "repeat", "note") and one["path"] in said:
            text = in_words(one, str(value or ""))
            found.append((one["label"], _masked(edition, one["path"], text) if masked else text))
    return found


def cells(edition: Edition, answer: Answer, paths: Sequence[str]) -> list[str]:
    """The answers to some questions in words, masked; of a repeat all its entries, one after the other."""
    said, by_path = content_of(answer)["answers"], {one["path"]: one for one in _columns(edition)}
    return [_cell(edition, by_path[path], said.get(path)) for path in paths]


def _cell(edition: Edition, question: Mapping[str, Any], value: Any) -> str:
    if isinstance(value, list):
        rounds = ["，".join(text for _title, text in shown(edition, one, masked=True) if text) for one in value]
        return "；".join(rounds)
    return _masked(edition, question["path"], in_words(question, str(value or "")))


def _masked(edition: Edition, path: str, text: str) -> str:
    field = fields().get(edition.mapping.get(path, ""))
    numbered = any(sign.isdigit() for sign in text)  # words in place of a number hide nothing
    return field.mask(text) if field is not None and field.mask and numbered else text


def in_words(question: Mapping[str, Any], said: str) -> str:
    """An answer as people read it: texts of choices, "、" between several."""
    labels = {choice["name"]: choice["label"] for choice in question["choices"]}
    if question["type"] == "select_multiple":
        return "、".join(labels.get(one, one) for one in said.split())
    return labels.get(said, said)


def prefilled(edition: Edition) -> list[str]:
    """Paths of questions that are filled from the register outside of the field app: sealed numbers are not."""
    known, mapping = fields(), edition.mapping
    meant = [path for path, _title in titles(edition) if path in mapping]
    return [path for path in meant if known[mapping[path]].kind != FieldKind.SECRET]


def subject_rows(actor: Actor, publication: Publication) -> list[dict[str, str]]:
    """The people whom a publication asks in the actor's area, with what is known of them, a row each."""
    known, filled = fields(), prefilled(publication.edition)
    by_path = {one["path"]: one for one in mappable(publication.edition.questions)}
    rows = []
    for one in asked_people(actor, publication.pk):
        address = one.dwelling.address if one.dwelling else ""
        row = {"name": str(one.pk), "label": f"{one.name} {address}".strip()}
        for path in filled:
            field = known[publication.edition.mapping[path]]
            row[column_of(path)] = choice_of(by_path[path], field, getattr(one, field.kept))
        rows.append(row)
    return rows


def xform_of(publication: Publication) -> str:
    """The form as it was converted."""
    return Edition.objects.values_list("xform", flat=True).get(pk=publication.edition_id)


def answers_about(actor: Actor, resident_id: UUID) -> ScopedQuerySet[Answer]:
    """What somebody was asked, the newest first."""
    return answers(actor).filter(resident_id=resident_id)  # type: ignore[return-value]


declare(Carrier("answer", "surveys.read", "field.use", answer_of))
