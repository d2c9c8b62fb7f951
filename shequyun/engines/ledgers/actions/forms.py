"""The catalogue kept: entering a form, saying what its columns mean, describing it, deciding about it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from shequyun.base.action import action, note
from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, NotNow, NotVisible
from shequyun.base.files import FileRefused
from shequyun.engines.intake.actions.keeping import sealed_bytes
from shequyun.engines.intake.rules.cells import Column
from shequyun.engines.intake.rules.headers import folded
from shequyun.engines.ledgers.choices import Cycle, Decided, Paper
from shequyun.engines.ledgers.fields import label_titles, meanings
from shequyun.engines.ledgers.models import Decision, Form, Meant
from shequyun.engines.ledgers.queries import columns_of, form_of, same_form
from shequyun.engines.ledgers.rules.blanks import shipped_blanks, written_blank
from shequyun.engines.ledgers.rules.mapping import understood
from shequyun.engines.ledgers.rules.word import blanks_of, is_word
from shequyun.engines.ledgers.rules.workbook import looked_at

MOST_BYTES = 20_000_000
LISTED = "证明事项清单"  # what approves a certificate that the committee gives
DESCRIBED = ("name", "department", "ground", "approval", "valid_to", "asked_by", "cycle", "expected_rows")


class FormTooLarge(FileRefused):
    """A blank form is small."""

    code = "ledgers.form_too_large"
    sentence = _("The file is larger than %(most)s MB. Remove pictures and upload it again.")


class UnknownMeaning(BadInput):
    """A column means something that the register holds."""

    code = "ledgers.unknown_meaning"
    sentence = _("Columns cannot be filled with %(meaning)s.")


class NotYourForm(NotNow):
    """A form is changed where it is kept, or above."""

    code = "ledgers.not_your_form"
    sentence = _("This form is in the catalogue of a higher office. Tell them what is wrong, or upload your own copy.")


class ReasonMissing(BadInput):
    """Evidence goes with a decision."""

    code = "ledgers.reason_missing"
    sentence = _("Say why: the department will read it.")


class IntoItself(BadInput):
    """A form is merged into another one."""

    code = "ledgers.into_itself"
    sentence = _("Choose the form to merge this one into.")


class NameMissing(BadInput):
    """A form has a name."""

    code = "ledgers.name_missing"
    sentence = _("Give the form its name.")


@dataclass(frozen=True)
class Looked:
    """A file as it was looked at."""

    paper: Paper
    layout: dict[str, Any]
    title: str


@action("forms.define")
def enter_form(actor: Actor, /, *, file_name: str, content: bytes, name: str = "", **described: Any) -> UUID:
    """Bring a blank form in; the same sheets and titles again are the same form, whose columns are known already.

    Refuses with a FileRefused what is no form, and says where and what to do.
    """
    if len(content) > MOST_BYTES:
        raise FormTooLarge(most=MOST_BYTES // 1_000_000)
    looked = _look(content)
    signature = _signature(looked.layout)
    known = same_form(actor, signature)
    if known is not None:
        Form.objects.filter(pk=known.pk, area=actor.area).update(
            content=sealed_bytes(content), layout=looked.layout, file_name=file_name[-200:]
        )
        note("form", known.pk, actor.area, again=file_name[-200:])
        return known.pk
    form = Form(
        area=actor.area, name=(name.strip() or looked.title or file_name.rpartition(".")[0])[:80], paper=looked.paper,
        file_name=file_name[-200:], content=sealed_bytes(content), signature=signature, layout=looked.layout,
        made_by=actor.staff_id, made_by_name=actor.name, **_clean(described),
    )  # fmt: skip
    form.mapping = _understood(actor, form)
    form.save()
    note("form", form.pk, actor.area, entered=form.name, columns=sum(map(len, columns_of(form).values())))
    return form.pk


@action("forms.define")
def enter_shipped(actor: Actor, code: str) -> UUID:
    """Put a Word form that comes with the product into the catalogue; one that is there is found again."""
    blank = shipped_blanks().get(code)
    if blank is None:
        raise NotVisible()
    known = same_form(actor, _signature(_look(written_blank(blank)).layout))
    if known is not None:
        note("form", known.pk, actor.area, again=blank.file_name)
        return known.pk
    key = enter_form(
        actor, file_name=blank.file_name, content=written_blank(blank), name=blank.name, department=blank.department,
        ground=blank.ground, cycle=Cycle.ON_DEMAND, expected_rows=1, approval=LISTED if blank.certifies else "",
    )  # fmt: skip
    note("form", key, actor.area, shipped=code)
    return key


def _look(content: bytes) -> Looked:
    if is_word(content):
        blanks, heads = blanks_of(content)
        return Looked(Paper.PERSON, {"blanks": blanks}, heads[0] if heads and len(heads[0]) <= 40 else "")
    sheets = looked_at(content)
    title = next((text for row, _c, text in sheets[0].below if row < sheets[0].header_top and 4 <= len(text) <= 40), "")
    return Looked(Paper.LIST, {"sheets": [sheet.as_json() for sheet in sheets]}, title)


def _signature(layout: Mapping[str, Any]) -> str:
    said = [[c["title"] for c in sheet["columns"]] for sheet in layout.get("sheets", [])]
    said += [[one["title"], *one["options"]] for one in layout.get("blanks", [])]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def _understood(actor: Actor, form: Form) -> dict[str, dict[str, str]]:
    """What the columns mean, as far as it can be told; sheets of counts are marked in the layout."""
    remembered = dict(Meant.objects.filter(area=actor.area).values_list("title", "meaning"))
    known, labels = meanings(actor), label_titles(actor)
    mapping: dict[str, dict[str, str]] = {}
    for place, said in columns_of(form).items():
        columns = [Column(c["index"], c["letters"], c["title"]) for c in said]
        found = understood(columns, remembered=remembered, labels=labels, known=known)
        if form.paper == Paper.LIST and not any(one.meaning in ("name", "document_number") for one in found):
            counted = understood(columns, remembered={}, labels=labels, known=known, counting=True)
            if sum(one.meaning.startswith("count") for one in counted) >= 2:
                form.layout["sheets"][int(place)]["counting"] = True
                found = counted
        mapping[place] = {str(one.column): one.meaning for one in found if one.meaning}
    return mapping


@action("forms.define")
def map_form(actor: Actor, form_id: UUID, *, mapping: Mapping[str, Mapping[str, str]]) -> None:
    """Say what the columns mean: sheet -> column -> meaning ("" is filled in by hand). Remembered for the next form.

    Refuses a form of a higher office, and meanings that do not exist.
    """
    form = _own(actor, form_id)
    known = meanings(actor)
    for columns in mapping.values():
        for meaning in columns.values():
            if meaning and meaning not in known and not meaning.startswith("count"):
                raise UnknownMeaning(meaning=meaning)
    places = columns_of(form)
    form.mapping = {
        place: {str(c["index"]): said for c in columns if (said := mapping.get(place, {}).get(str(c["index"]), ""))}
        for place, columns in places.items()
    }
    form.version += 1
    form.save(update_fields=["mapping", "version"])
    _remember(actor, form)
    note("form", form.pk, form.area, mapped=sum(map(len, form.mapping.values())))


def _remember(actor: Actor, form: Form) -> None:
    meant = {
        folded(column["title"].replace("/", ""))[:120]: form.mapping.get(place, {}).get(str(column["index"]), "")
        for place, columns in columns_of(form).items()
        for column in columns
    }
    Meant.objects.bulk_create(
        [Meant(area=actor.area, title=title, meaning=said) for title, said in meant.items() if title],
        update_conflicts=True, update_fields=["meaning"], unique_fields=["area", "title"],
    )  # fmt: skip


@action("forms.define")
def describe_form(actor: Actor, /, form_id: UUID, **described: Any) -> None:
    """Write down who asks for a form, on what ground, how often, approved by whom. Refuses an empty name."""
    form = _own(actor, form_id)
    clean = _clean(described)
    if "name" in clean and not clean["name"]:
        raise NameMissing()
    for name, value in clean.items():
        setattr(form, name, value)
    form.version += 1
    form.save(update_fields=[*clean, "version"])
    note("form", form.pk, form.area, described=sorted(clean))


def _clean(described: Mapping[str, Any]) -> dict[str, Any]:
    found = {name: described[name] for name in DESCRIBED if name in described}
    for name, most in (("name", 80), ("department", 40), ("ground", 200), ("approval", 80), ("asked_by", 40)):
        if name in found:
            found[name] = str(found[name] or "").strip()[:most]
    if "cycle" in found:
        found["cycle"] = Cycle(found["cycle"])
    if "expected_rows" in found:
        found["expected_rows"] = min(max(int(found["expected_rows"] or 0), 0), 1_000_000)
    if not isinstance(found.get("valid_to"), date | None):
        raise BadInput()
    return found


@action("forms.decide")
def decide_form(actor: Actor, form_id: UUID, *, what: str, reason: str = "", into: UUID | None = None) -> None:
    """Approve, refuse, merge, retire a form or take it up again, for the actor's area and all within it.

    Refuses without a reason (except approving and taking up again), and merging into itself.
    """
    form, decided = form_of(actor, form_id), Decided(what)
    if decided in (Decided.REFUSED, Decided.MERGED, Decided.RETIRED) and not reason.strip():
        raise ReasonMissing()
    other = form_of(actor, into) if into is not None and decided == Decided.MERGED else None
    if decided == Decided.MERGED and (other is None or other.pk == form.pk):
        raise IntoItself()
    Decision.objects.create(
        form=form, area=actor.area, what=decided, reason=reason.strip()[:300], into=other,
        staff_id=actor.staff_id, staff_name=actor.name,
    )  # fmt: skip
    note("form", form.pk, actor.area, reason=reason.strip(), decided=str(decided), into=str(into or ""))


def _own(actor: Actor, form_id: UUID) -> Form:
    form = form_of(actor, form_id)
    if not actor.scope.holds(form.area):
        raise NotYourForm()
    return form
