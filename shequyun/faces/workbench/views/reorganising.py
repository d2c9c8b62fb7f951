"""Merging a committee into another one, and moving buildings between committees."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from shequyun.base.errors import BadInput, NotNow
from shequyun.faces.workbench.forms.reorganising import MergeForm, MoveForm
from shequyun.faces.workbench.keys import keys_of
from shequyun.kernel.places.queries import areas_within
from shequyun.kernel.residents.actions import Reorganised, merge_committee, move_buildings
from shequyun.kernel.residents.queries.sizes import sizes_of_buildings, sizes_of_committees


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The committees with what they hold, those that ended, and both forms."""
    request.actor.need("areas.reorganise")
    return _page(request, MergeForm(request.actor), MoveForm(request.actor), old=request.GET.get("old", ""))


def _page(
    request: HttpRequest, merging: MergeForm, moving: MoveForm, *, old: str = "", status: int = 200, refusal: str = ""
) -> HttpResponse:
    sizes = sizes_of_committees(request.actor)
    committees = areas_within(request.actor, level="committee")
    names = {area.code: area.name for area in committees}
    open_ones = [area for area in committees if area.valid_to is None and area.code in sizes]
    context = {
        "lines": [(area, sizes.get(area.code), names.get(area.successor, "")) for area in committees],
        "open": open_ones,
        "old": old if old in names else "",
        "buildings": sizes_of_buildings(request.actor, old) if old in names else [],
        "chosen": set(request.POST.getlist("building")),
        "merging": merging,
        "moving": moving,
        "refusal": refusal,
    }
    return render(request, "workbench/areas/reorganisation.html", context, status=status)


@require_POST
def merge(request: HttpRequest) -> HttpResponse:
    """The whole of a committee goes into another one."""
    request.actor.need("areas.reorganise")
    form = MergeForm(request.actor, request.POST)
    if not form.is_valid():
        return _page(request, form, MoveForm(request.actor), status=422)
    data = form.cleaned_data

    def act() -> Reorganised:
        return merge_committee(
            request.actor, data["old"], into=data["into"], ground=data["ground"], on=data["on"]
        )  # fmt: skip

    return _done(request, act, lambda told: _page(request, form, MoveForm(request.actor), status=422, refusal=told))


@require_POST
def move(request: HttpRequest) -> HttpResponse:
    """Chosen buildings of a committee go to another one."""
    request.actor.need("areas.reorganise")
    form, old = MoveForm(request.actor, request.POST), request.POST.get("old", "")
    if not form.is_valid():
        return _page(request, MergeForm(request.actor), form, old=old, status=422)
    data = form.cleaned_data
    keys = keys_of(request, "building")

    def act() -> Reorganised:
        return move_buildings(request.actor, keys, into=data["into"], ground=data["ground"], on=data["on"])

    def again(told: str) -> HttpResponse:
        return _page(request, MergeForm(request.actor), form, old=old, status=422, refusal=told)

    return _done(request, act, again)


def _done(request: HttpRequest, act: Callable[[], Reorganised], again: Callable[[str], HttpResponse]) -> HttpResponse:
    try:
        done = act()
    except (BadInput, NotNow) as refusal:
        return again(str(refusal))
    for line in _told(done):
        messages.success(request, line)
    return redirect("workbench:reorganisation")


def _told(done: Reorganised) -> list[str]:
    """What went along, in a sentence or two."""
    went = {
        "buildings": done.of("places_building"),
        "homes": done.of("places_dwelling"),
        "people": done.of("residents_resident"),
        "tasks": done.of("worklist_task"),
        "cases": done.of("cases_case"),
    }
    lines = [
        _(
            "%(buildings)d buildings, %(homes)d homes, %(people)d residents, %(tasks)d tasks and %(cases)d cases belong to "
            "the other committee now, with all their history."
        )
        % went
    ]
    told = [
        (done.posts, ngettext("%(n)d post has moved along.", "%(n)d posts have moved along.", done.posts)),
        (
            done.joined,
            ngettext(
                "%(n)d person was known in both and is now one record.",
                "%(n)d people were known in both and are now one record each.",
                done.joined,
            ),
        ),
        (
            done.parted,
            ngettext(
                "%(n)d person has ties to both sides and is now known in both.",
                "%(n)d people have ties to both sides and are now known in both.",
                done.parted,
            ),
        ),
    ]
    lines += [words % {"n": count} for count, words in told if count]
    return lines
