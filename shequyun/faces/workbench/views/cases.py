"""Cases: lists and boards, one case, statistics, what is done to many."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shequyun.base.errors import BadInput, NotNow
from shequyun.base.masks import mask_phone
from shequyun.base.scope import subdistrict_of
from shequyun.engines.cases import actions, queries
from shequyun.engines.cases.choices import OUTSIDE_BODIES, RATING_WORDS, Channel, PauseReason, RefusalRule, results_for
from shequyun.engines.cases.rules.matters import matters, templates_for
from shequyun.engines.worklist.queries import promise_is, promises_from
from shequyun.faces.workbench.clock_words import CLOCKS
from shequyun.faces.workbench.forms.cases import STATES, CaseFilterForm
from shequyun.faces.workbench.keys import key_of, keys_of
from shequyun.faces.workbench.listing import paged
from shequyun.kernel.attachments.queries import attachments_of
from shequyun.kernel.places.queries import area_named, committee_names
from shequyun.programmes.hotline.queries import orders_of_case
from shequyun.ui.templatetags.ui import day
from shequyun.ui.widgets import LongSelect

DUES = [
    ("late", gettext_lazy("Overdue cases")),
    ("today", gettext_lazy("Due today")),
    ("week", gettext_lazy("Due within a week")),
    ("later", gettext_lazy("Due later")),
]
MINE = [
    ("", gettext_lazy("All")),
    ("any", gettext_lazy("My desk")),
    ("first", gettext_lazy("I am first contact")),
    ("handler", gettext_lazy("I handle")),
]
SINCE = 90  # days of the statistics, unless said


@require_safe
def list_cases(request: HttpRequest) -> HttpResponse:
    """The board: by due date, filtered by the address. The desk of whoever opens it, if nothing is asked for."""
    actor = request.actor
    actor.need("cases.read")
    if not request.GET:
        return redirect(f"{reverse('workbench:cases')}?state=open{'' if actor.can('cases.lead') else '&mine=any'}")
    committees = committee_names(actor)
    people = _choices(queries.colleagues(actor))
    form = CaseFilterForm(request.GET, committees=committees, handlers=people)
    wanted, now = form.wanted(), timezone.now()
    counts = queries.counts(actor, wanted, now=now)
    found = queries.filtered(actor, wanted, now=now)
    page = paged(request, found, count=_length(found, counts["state"], wanted.state))
    context = {
        "form": form, "page": page, "lines": [(one, _due_tone(one, now)) for one in page], "states": STATES, "dues": DUES,
        "mines": MINE, "counts": _shown(counts), "desk": queries.my_desk(actor, now=now) | {"gone": queries.left_behind(actor)},
        "committees": committees, "to": LongSelect({"required": True, "id": "assign-to"}, people).render("to", ""),
        "wide": len(committees) > 1, "cut": counts["state"]["done"] > queries.MOST_DONE and wanted.state in ("", "done"), "most": queries.MOST_DONE,
        "building": wanted.building,
    }  # fmt: skip
    return render(request, "workbench/cases/list.html", context)


def _length(found: Any, by_state: dict[str, int], state: str) -> int:
    """How long the list is: the counts above it say it. Of those that are done the latest MOST_DONE, where there are more."""
    known = by_state | {"done": min(by_state["done"], queries.MOST_DONE)}
    known[""] = known["open"] + known["closed"] + known["done"]
    return known[state] if state in known else int(found.count())


def _choices(people: list[queries.Colleague]) -> list[tuple[str, str]]:
    """Colleagues to choose from, each once, whatever posts they hold."""
    return list({str(one.staff_id): one.name for one in people}.items())


def _shown(counts: dict[str, dict[str, int]]) -> dict[str, dict[str, str]]:
    """Counts as they stand on the chips; those that were not counted to the end with a plus."""
    most = queries.MOST_DONE
    return {
        name: {key: f"{most}+" if key == "done" and n > most else str(n) for key, n in found.items()}
        for name, found in counts.items()
    }


def _due_tone(case: Any, now: Any) -> str:
    """How a due date looks: over, today, soon."""
    if not case.is_open or case.due_at is None:
        return ""
    if case.state == "paused":
        return "plain"
    if case.due_at < now:
        return "bad"
    return "warn" if timezone.localtime(case.due_at).date() == timezone.localdate() else "plain"


@require_safe
def show_case(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One case whole. Opening a sensitive one is in the trail."""
    request.actor.need("cases.read")
    return case_page(request, pk)


def case_page(request: HttpRequest, pk: UUID, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page; with the refusal of an act and what was typed in it, where there is one."""
    actor, today = request.actor, timezone.localdate()
    page = queries.page_of(actor, pk)
    case, standing = page.case, page.standing
    if case.sensitive:
        actions.look(actor, pk)
    promises = [(one, promise_is(one, today=today)) for one in promises_from(actor, [pk]).get(pk, [])]
    context = {
        "page": page, "case": case, "standing": standing, "matter": matters().get(case.matter),
        "area": area_named(case.community), "files": list(attachments_of(actor, "case", pk)),
        "promises": [(one, _promise_words(case, page.events, one), state) for one, state in promises],
        "co": [(key, standing.co_names[key], part, key in standing.parts_done) for key, part in standing.co.items()],
        "similar": queries.similar(actor, case) if case.is_open else [], "results": results_for(case.channel).choices, "dated": case.channel == Channel.DEPUTY,
        "reasons": PauseReason.choices, "rules": RefusalRule.choices, "bodies": _bodies(case),
        "colleagues": queries.colleagues(actor, community=case.community),
        "templates": _templates(page), "extensible": [one for one in page.clocks if one.stands and one.rule.extend and one.state != "late"],
        "clock_words": CLOCKS, "rating_words": RATING_WORDS.items(), "may": queries.may(actor, page), "today": today,
        "phone": _masked(case),
        "act": "", "said": {}, "orders": orders_of_case(actor, pk), **more,
    }  # fmt: skip
    return render(request, "workbench/cases/detail.html", context, status=status)


def _masked(case: Any) -> str:
    return mask_phone(queries.phone_of(case)) if case.phone_sealed else ""


def _promise_words(case: Any, events: list[Any], promise: Any) -> str:
    """The words stand in the case; elsewhere a sensitive one shows its number only."""
    return next((one.words for one in events if one.data.get("promise") == str(promise.pk)), promise.what)


def _bodies(case: Any) -> list[tuple[str, str]]:
    """(area, name): the subdistrict by its code, outside bodies by name alone."""
    above = subdistrict_of(case.community)
    return [(above, area_named(above)), *(("", str(name)) for name in OUTSIDE_BODIES)]


def _templates(page: Any) -> list[tuple[str, str]]:
    """Texts to begin an answer with, filled in."""
    case = page.case
    matter = matters().get(case.matter)
    due = queries.due_day(page.clocks)
    values = {
        "matter": matter.name if matter else "", "help": matter.help if matter else "", "handler": case.handler_name,
        "papers": _(", ").join(paper["name"] for paper in case.papers if not paper["have"]) or "—", "place": case.place or "—",
        "due": day(due), "body": page.standing.asked or "—",
        "today": day(timezone.localdate()),
    }  # fmt: skip
    known = {name for name, value in values.items() if value not in ("", "—")}
    return [(one.name, one.text.format(**values)) for one in templates_for(case.matter) if one.needs <= known]


@require_safe
def show_statistics(request: HttpRequest) -> HttpResponse:
    """By matter and by place, never by person; each number opens its list."""
    request.actor.need("cases.read")
    today = timezone.localdate()
    since = _day(request.GET.get("since", "")) or today - timedelta(days=SINCE)
    until = _day(request.GET.get("until", "")) or today
    whole, by_branch, by_place = queries.statistics(request.actor, since=since, until=until, now=timezone.now())
    tables = [(_("Matter brought"), by_branch, "branch"), (_("Committee"), by_place, "community")]
    context = {
        "whole": whole, "tables": tables, "since": since, "until": until, "since_text": since.isoformat(),
        "until_text": until.isoformat(),
    }  # fmt: skip
    return render(request, "workbench/cases/statistics.html", context)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


@require_POST
def assign_many(request: HttpRequest) -> HttpResponse:
    """Give the chosen cases to one person."""
    request.actor.need("cases.lead")
    keys, to = keys_of(request), keys_of(request, "to")
    if not keys or not to:
        raise BadInput()
    count = actions.assign_many(request.actor, keys, to=to[0])
    words = ngettext("%(n)d case has been assigned.", "%(n)d cases have been assigned.", count)
    messages.success(request, words % {"n": count})
    return redirect(f"{reverse('workbench:cases')}?{request.GET.urlencode()}")


@require_http_methods(["GET", "HEAD", "POST"])
def transfer(request: HttpRequest) -> HttpResponse:
    """When somebody leaves, or a committee is merged into another: everything open goes on with somebody else."""
    actor = request.actor
    actor.need("cases.lead")
    committees = committee_names(actor)
    context: dict[str, Any] = {
        "colleagues": queries.colleagues(actor),
        "holders": queries.holders(actor),
        "committees": committees,
        "said": request.POST,
    }
    if request.method == "POST":
        try:
            count = _transferred(request)
            words = ngettext("%(n)d open case has been handed over.", "%(n)d open cases have been handed over.", count)
            messages.success(request, words % {"n": count})
            return redirect("workbench:cases")
        except (BadInput, NotNow) as refusal:
            context["refusal"] = str(refusal)
    return render(request, "workbench/cases/transfer.html", context, status=422 if "refusal" in context else 200)


def _transferred(request: HttpRequest) -> int:
    post = request.POST
    if post.get("what") == "committee":
        return actions.move_cases(
            request.actor, from_code=post.get("from", ""), to_code=post.get("to", ""), words=post.get("words", "")
        )
    leaver, to = key_of(post.get("from")), key_of(post.get("to"))
    return actions.hand_all_over(request.actor, leaver, to=to, words=post.get("words", ""))
