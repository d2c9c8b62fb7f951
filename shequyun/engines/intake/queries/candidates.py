"""Who a doubtful row could be: candidates with reasons, side by side with what the row says."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from shequyun.base.actor import Actor
from shequyun.engines.intake.fields import Apart, apart_of, of_people
from shequyun.engines.intake.models import Row, Upload
from shequyun.engines.intake.queries.reasons import sentence_of
from shequyun.kernel.residents.choices import SEXES
from shequyun.kernel.residents.queries.listing import residents


@dataclass(frozen=True)
class SideFact:
    """One fact of the row beside the same of the candidate."""

    label: Any
    said: str
    known: str
    same: bool


@dataclass(frozen=True)
class CandidateView:
    """Somebody the row could mean: how sure (0 to 100), why, and the facts side by side."""

    resident_id: UUID
    score: int
    reasons: list[str]
    facts: list[SideFact]


def candidates_of(actor: Actor, upload: Upload, rows: Sequence[Row]) -> Mapping[int, list[CandidateView]]:
    """Candidates by row number: one query for all of them."""
    wanted = {key for row in rows for key, _score, _reasons in row.candidates}
    if wanted and (apart := apart_of(upload.subject_kind)):
        return _of_apart(actor, apart, rows, wanted)
    if not wanted or not of_people(upload.subject_kind):
        return {}
    people = {str(r.pk): r for r in residents(actor).filter(pk__in=wanted).select_related("dwelling")}
    return {
        row.number: [
            CandidateView(UUID(key), score, [sentence_of(code, {}) for code in codes], _facts(row.summary, people[key]))
            for key, score, codes in row.candidates
            if key in people
        ]
        for row in rows
    }


def _of_apart(
    actor: Actor, apart: Apart, rows: Sequence[Row], wanted: Collection[str]
) -> Mapping[int, list[CandidateView]]:
    known = apart.known(actor, [UUID(key) for key in wanted])
    return {
        row.number: [
            CandidateView(
                UUID(key),
                score,
                [sentence_of(code, {}) for code in codes],
                [
                    _side(label, said, value)
                    for said, (label, value) in zip(
                        row.summary.get("facts", []), known[UUID(key)].items(), strict=False
                    )
                ],
            )
            for key, score, codes in row.candidates
            if UUID(key) in known
        ]
        for row in rows
    }


def _facts(said: Mapping[str, Any], known: Any) -> list[SideFact]:
    home = known.dwelling.address if known.dwelling_id else ""
    born = known.birth_date.isoformat() if known.birth_date else ""
    return [
        _side(_("Name"), said.get("name"), known.name),
        _side(_("Date of birth"), said.get("birth_date"), born),
        _side(_("Sex"), str(SEXES.get(said.get("sex", ""), "")), str(SEXES.get(known.sex, ""))),
        _side(_("Address"), said.get("address"), home),
    ]


def _side(label: Any, said: Any, known: str) -> SideFact:
    return SideFact(label, said or "", known, bool(said) and said == known)
