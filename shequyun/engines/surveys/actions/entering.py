"""A form comes in: converted, its questions understood; the user corrects what they mean."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, NotNow
from shequyun.base.secrets import keyring
from shequyun.engines.surveys.models import Answer, Edition, Survey
from shequyun.engines.surveys.queries import survey_of
from shequyun.engines.surveys.rules.beyond import Beyond
from shequyun.engines.surveys.rules.converting import UNNAMED, converted
from shequyun.engines.surveys.rules.meaning import fields, fits, guessed
from shequyun.engines.surveys.rules.questions import flat, mappable, questions_of
from shequyun.kernel.facts.choices import FieldKind


class PurposeMissing(BadInput):
    code = "surveys.purpose_missing"
    sentence = _("Say what the form is for and on what legal ground: without both nobody may be asked.")


class NoQuestions(BadInput):
    code = "surveys.no_questions"
    sentence = _("The sheet survey has no questions. Write them below the titles type, name and label.")


class DoesNotFit(BadInput):
    code = "surveys.does_not_fit"
    sentence = _(
        "“%(question)s” cannot be %(field)s: the answer types differ, or another question already has this meaning."
    )


class StaysSealed(NotNow):
    code = "surveys.stays_sealed"
    sentence = _(
        "“%(question)s” was answered with numbers that are kept encrypted, so its meaning cannot change. Upload the "
        "form again as the next edition."
    )


class NotYourSurvey(NotNow):
    code = "surveys.not_yours"
    sentence = _("This form belongs to a higher office. Tell them what is wrong, or upload your own copy.")


@action("surveys.define")
def enter_survey(
    actor: Actor, *, file_name: str, content: bytes, purpose: str = "", ground: str = "", department: str = ""
) -> UUID:
    """Bring an XLSForm in. One with the form_id of a form of this area is its next edition; the last one's meanings
    are kept. Returns the form's id.

    Refuses (422) without purpose and ground, and with a FileRefused what is no XLSForm: sheet, row, what to do.
    """
    told = converted(content)
    questions, beyond = questions_of(told["form"], told["rows"])
    if not any(one["type"] != "note" for one in flat(questions)):
        raise NoQuestions()
    stem = file_name.rpartition(".")[0].rpartition("/")[2] or file_name
    said, title = str(told["form"].get("id_string", "")), str(told["form"].get("title", ""))
    form_id = stem[:80] if said == UNNAMED else said[:80]
    survey = Survey.objects.filter(area=actor.area, form_id=form_id).first()
    if survey is None:
        if not purpose.strip() or not ground.strip():
            raise PurposeMissing()
        survey = Survey(area=actor.area, form_id=form_id, made_by=actor.staff_id, made_by_name=actor.name)
    survey.title = (stem if title in ("", UNNAMED) else title)[:80]
    for name, value, most in (("purpose", purpose, 200), ("ground", ground, 200), ("department", department, 40)):
        if value.strip():
            setattr(survey, name, value.strip()[:most])
    survey.save()
    edition = _edition(actor, survey, file_name, content, told["xform"], questions, beyond)
    note("survey", survey.pk, actor.area, title=survey.title, edition=edition.number)
    return survey.pk


def _edition(
    actor: Actor, survey: Survey, file_name: str, content: bytes, xform: str, questions: Any, beyond: list[Beyond]
) -> Edition:
    last = survey.editions.order_by("-number").first()
    mapping = guessed(questions)
    if last is not None:
        before = {one["path"] for one in mappable(last.questions)}
        by_path = {one["path"]: one for one in mappable(questions)}
        kept = {p: f for p, f in last.mapping.items() if p in by_path and fits(by_path[p], fields()[f])}
        new = {p: f for p, f in mapping.items() if p not in before and f not in kept.values()}
        mapping = kept | new
    return Edition.objects.create(
        survey=survey, number=last.number + 1 if last else 1, file_name=file_name[-200:],
        content=keyring().seal_bytes(content), xform=xform, questions=questions, beyond=beyond, mapping=mapping,
        staff_name=actor.name,
    )  # fmt: skip


@action("surveys.define")
def map_questions(actor: Actor, survey_id: UUID, *, mapping: Mapping[str, str]) -> None:
    """Say what the questions of the newest edition mean: path -> field of the register ("" is not in it).

    Refuses a form of a higher office, meanings that a question cannot have or that two have, and taking the meaning of a
    sealed number away from a question that is answered: the masks of its answers follow from it.
    """
    survey = own(actor, survey_id)
    edition = survey.editions.order_by("-number")[0]
    known = fields()
    meant: dict[str, str] = {}
    for one in mappable(edition.questions):
        name = mapping.get(one["path"], "")
        if not name:
            continue
        if name not in known or name in meant.values() or not fits(one, known[name]):
            raise DoesNotFit(question=one["label"], field=known[name].label if name in known else name)
        meant[one["path"]] = name
    _check_sealed(edition, meant)
    edition.mapping = meant
    edition.save(update_fields=["mapping"])
    note("survey", survey.pk, survey.area, mapped=sorted(meant.values()))


def _check_sealed(edition: Edition, meant: Mapping[str, str]) -> None:
    known, titles = fields(), {one["path"]: one["label"] for one in flat(edition.questions)}
    opened = [
        path
        for path, name in edition.mapping.items()
        if known[name].kind == FieldKind.SECRET and (path not in meant or known[meant[path]].kind != FieldKind.SECRET)
    ]
    if opened and Answer.objects.filter(publication__edition=edition).exists():
        raise StaysSealed(question=titles.get(opened[0], opened[0]))


@action("surveys.define")
def describe_survey(actor: Actor, survey_id: UUID, *, purpose: str, ground: str, department: str) -> None:
    """Write down what for, on what ground and for whom people are asked. Refuses without purpose and ground."""
    survey = own(actor, survey_id)
    if not purpose.strip() or not ground.strip():
        raise PurposeMissing()
    survey.purpose, survey.ground = purpose.strip()[:200], ground.strip()[:200]
    survey.department = department.strip()[:40]
    survey.save()
    note("survey", survey.pk, survey.area, described=["department", "ground", "purpose"])


def own(actor: Actor, survey_id: UUID) -> Survey:
    """A form that the actor may change. Refuses one of a higher office."""
    survey = survey_of(actor, survey_id)
    if not actor.scope.holds(survey.area):
        raise NotYourSurvey()
    return survey
