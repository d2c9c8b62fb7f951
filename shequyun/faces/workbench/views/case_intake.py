"""Taking a matter in: one page, while somebody stands at the desk; then the receipt."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shequyun.base.errors import BadInput, NotNow
from shequyun.base.masks import mask_phone
from shequyun.base.scope import entered, subdistrict_of
from shequyun.base.secrets import keyring
from shequyun.engines.cases.actions import Intake, print_receipt, register
from shequyun.engines.cases.choices import Kind
from shequyun.engines.cases.queries import cases_about, due_day, page_of, recurrence
from shequyun.engines.cases.rules.matters import leaves, matters, suggest, suggest_kind
from shequyun.faces.workbench.forms.cases import IntakeForm
from shequyun.faces.workbench.keys import key_of
from shequyun.faces.workbench.views.attachments import attach_all
from shequyun.kernel.places.queries import area_named, dwelling_of, find_buildings, find_dwellings
from shequyun.kernel.residents.actions import look_up
from shequyun.kernel.residents.queries import find_residents, resident_of

FEW = 6


@require_http_methods(["GET", "HEAD", "POST"])
def register_case(request: HttpRequest) -> HttpResponse:
    """The form; what was typed stays in it when something is refused."""
    request.actor.need("cases.register")
    form = IntakeForm(request.POST or None, initial=_initial(request))
    if request.method == "POST" and form.is_valid():
        try:
            with entered(request.actor.scope):  # a file that is refused registers nothing
                key = register(request.actor, intake=_intake(request, form))
                attach_all(request, "case", key, request.FILES.getlist("file"))
            messages.success(request, _("Registered. You answer for it as the first contact."))
            print_it = "?print=1" if "print" in request.POST else ""
            return redirect(reverse("workbench:case-receipt" if print_it else "workbench:case", args=[key]) + print_it)
        except (BadInput, NotNow) as refusal:
            form.add_error(None, str(refusal))
    context = {"form": form, "who": _who(request, form), **_hints(request)}
    return render(request, "workbench/cases/register.html", context, status=422 if form.errors else 200)


def _intake(request: HttpRequest, form: IntakeForm) -> Intake:
    """What the form says, with the matter and kind that the last of its words speak of, unless chosen by hand."""
    meant = _meant(request)
    found = form.intake(papers=request.POST.getlist("paper"), **_place(request, form))
    return replace(found, matter=meant["matter"].code if meant["matter"] else "", kind=meant["kind"])


def _initial(request: HttpRequest) -> dict[str, Any]:
    """From the page of a person or a home."""
    found: dict[str, Any] = {
        "resident_id": request.GET.get("resident", ""),
        "channel": request.GET.get("channel", "desk"),
    }
    if request.GET.get("dwelling"):
        found["place"] = dwelling_of(request.actor, key_of(request.GET["dwelling"])).address
    return found


def _place(request: HttpRequest, form: IntakeForm) -> dict[str, Any]:
    """The home or building that the place names; what names neither stays in words."""
    text = form.cleaned_data["place"]
    if not text:
        return {}
    homes = find_dwellings(request.actor, text, limit=2)
    if len(homes) == 1:
        return {"dwelling_id": homes[0].pk}
    buildings = find_buildings(request.actor, text, limit=2)
    if len(buildings) == 1 and not homes:
        rest = text.removeprefix(buildings[0].door).strip()
        return {"building_id": buildings[0].pk, "place": rest if rest != text else ""}
    return {"place": text}


def _who(request: HttpRequest, form: IntakeForm) -> dict[str, Any] | None:
    key = form["resident_id"].value()
    return _person(request, key_of(str(key))) if key else None


def _person(request: HttpRequest, key: UUID) -> dict[str, Any]:
    """The person at the desk, with what they brought lately."""
    resident = resident_of(request.actor, key)
    phone = mask_phone(keyring().unseal(resident.phone_sealed)) if resident.phone_sealed else ""
    return {"resident": resident, "phone": phone, "cases": list(cases_about(request.actor, resident.pk)[:3])}


@require_safe
def find_who(request: HttpRequest) -> HttpResponse:
    """Under the box of the form: the people who may be meant; or the one who was chosen."""
    request.actor.need("cases.register")
    if request.GET.get("chosen"):
        context = {"who": _person(request, key_of(request.GET["chosen"]))}
        return render(request, "workbench/cases/_who.html", context)
    text = request.GET.get("who", "").strip()[:80]
    hits = []
    if request.actor.can("residents.read"):
        look_up(request.actor, text)
        hits = find_residents(request.actor, text, limit=FEW)
    return render(request, "workbench/cases/_hits.html", {"hits": hits, "text": text})


@require_POST
def hint(request: HttpRequest) -> HttpResponse:
    """While the words are typed: the matter and kind that they speak of and why, papers, what came before from there."""
    request.actor.need("cases.register")
    return render(request, "workbench/cases/_hints.html", _hints(request))


def _hints(request: HttpRequest) -> dict[str, Any]:
    """What the words mean, with what came before from the same place."""
    meant = _meant(request)
    matter = meant["matter"].code if meant["matter"] else ""
    again = recurrence(request.actor, building_id=_building(request), matter=matter, now=timezone.now())
    return {**meant, "tree": leaves(), "kinds": Kind.choices, "have": request.POST.getlist("paper"), "again": again}


def _meant(request: HttpRequest) -> dict[str, Any]:
    """What was chosen by hand stays; what was only suggested follows the words."""
    post = request.POST
    words = post.get("words", "")
    found = suggest(words)
    first = found[0].matter.code if found else ""
    matter = post.get("matter", "")
    if not matter or matter == post.get("suggested", ""):
        matter = first
    said_kind, kind = post.get("kind", ""), suggest_kind(words)
    chosen_kind = said_kind if said_kind and said_kind != post.get("suggested_kind", "") else kind
    return {
        "suggestions": found, "matter": matters().get(matter), "suggested": first,
        "kind": chosen_kind, "suggested_kind": kind,
    }  # fmt: skip


def _building(request: HttpRequest) -> UUID | None:
    """The building of the place that is typed, else of the person's home."""
    text = request.POST.get("place", "").strip()
    if text:
        homes = find_dwellings(request.actor, text, limit=1)
        buildings = find_buildings(request.actor, text, limit=2) if not homes else []
        return homes[0].building_id if homes else buildings[0].pk if len(buildings) == 1 else None
    key = request.POST.get("resident_id", "")
    resident = resident_of(request.actor, key_of(key)) if key else None
    return resident.dwelling.building_id if resident and resident.dwelling else None


@require_safe
def show_receipt(request: HttpRequest, pk: UUID) -> HttpResponse:
    """For the resident to take along: A5, or a roll of 58 mm."""
    request.actor.need("cases.read")
    page = page_of(request.actor, pk)
    return render(request, "workbench/cases/receipt.html", {"receipts": [receipt(request, page)], **_paper(request)})


@require_safe
def print_receipts(request: HttpRequest) -> HttpResponse:
    """Several receipts, one on a sheet."""
    request.actor.need("cases.read")
    keys = [key_of(key) for key in request.GET.getlist("pk")[:100]]
    found = [receipt(request, page_of(request.actor, key)) for key in keys]
    return render(request, "workbench/cases/receipt.html", {"receipts": found, **_paper(request)})


def _paper(request: HttpRequest) -> dict[str, Any]:
    return {
        "roll": request.GET.get("paper") == "roll",
        "print_now": "print" in request.GET,
        "today": timezone.localdate(),
    }


def receipt(request: HttpRequest, page: Any) -> dict[str, Any]:
    """What stands on a receipt. Of a sensitive case the matter is not named: paper is found by others."""
    case = page.case
    code = f"{case.community}-{print_receipt(request.actor, case.pk)}"
    url = request.build_absolute_uri(reverse("portal:follow", args=[code]))
    return {
        "case": case, "code": code, "qr": segno.make(url, error="m").svg_data_uri(scale=4, border=1),
        "matter": "" if case.sensitive else matters()[case.matter].name,
        "committee": area_named(case.community), "above": area_named(subdistrict_of(case.community)), "due": due_day(page.clocks),
        "missing": [paper["name"] for paper in case.papers if not paper["have"]],
    }  # fmt: skip
