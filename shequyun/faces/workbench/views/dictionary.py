"""The field dictionary and the trust rules on screen."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shequyun.base.errors import BadInput
from shequyun.engines.intake.rules.headers import titles_of
from shequyun.faces.workbench.forms.dictionary import FieldForm, SourceTrustForm
from shequyun.faces.workbench.forms.trust import TrustForm
from shequyun.kernel.facts.actions import forget_field_note, note_field, set_trust
from shequyun.kernel.facts.fields import subject_of
from shequyun.kernel.facts.queries import entries, entry_of, sources, trust_rules, trusted_for


@require_safe
def show_dictionary(request: HttpRequest) -> HttpResponse:
    """Every field: purpose, ground, sensitivity, who is right by duty, how soon it ages."""
    request.actor.need("facts.read_dictionary")
    names = {source.code: source.name for source in sources()}
    return render(request, "workbench/facts/dictionary.html", {"subjects": entries(), "source_names": names})


@require_http_methods(["GET", "HEAD", "POST"])
def show_field(request: HttpRequest, subject: str, field: str) -> HttpResponse:
    """One field: what it is, what it is for, how it ages, whom to believe. The security administrator may change it."""
    request.actor.need("facts.change_rules" if request.method == "POST" else "facts.read_dictionary")
    if "forget" in request.POST:
        forget_field_note(request.actor, subject, field=field)
        messages.success(request, _("The product's own description of the field applies again."))
        return redirect("workbench:dictionary-field", subject=subject, field=field)
    form = FieldForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            note_field(request.actor, subject, field=field, **form.cleaned_data)
            messages.success(request, _("Saved; it applies from now on."))
            return redirect("workbench:dictionary-field", subject=subject, field=field)
        except BadInput as refusal:
            form.add_error(None, str(refusal))
    return _field_page(request, subject, field, form=form)


@require_POST
def change_trust(request: HttpRequest, subject: str, field: str) -> HttpResponse:
    """How far a source is trusted for this field."""
    request.actor.need("facts.change_rules")
    form = SourceTrustForm(request.POST)
    if form.is_valid():
        entry_of(subject, field)
        data = form.cleaned_data
        set_trust(
            request.actor, subject, field=field, source=data["source"], rank=data["rank"], holds_days=data["holds_days"]
        )
        messages.success(request, _("The rule is in force."))
        return redirect("workbench:dictionary-field", subject=subject, field=field)
    return _field_page(request, subject, field, trust=form)


def _field_page(
    request: HttpRequest, kind: str, name: str, *, form: FieldForm | None = None, trust: SourceTrustForm | None = None
) -> HttpResponse:
    subject, entry = entry_of(kind, name)
    wrong = bool((form and form.errors) or (trust and trust.errors))
    if form is None or not form.is_bound:
        form = FieldForm(initial={"purpose": entry.purpose, "ground": entry.ground, "stale_after": entry.stale_after})
    context = {
        "subject": subject,
        "entry": entry,
        "titles": titles_of(kind, name),
        "codes": list((entry.field.codes or {}).items()),
        "authority": {source.code: source.name for source in sources()}.get(entry.field.authority, ""),
        "trusted": trusted_for(kind, name),
        "form": form,
        "trust": trust or SourceTrustForm(),
    }
    return render(request, "workbench/facts/field.html", context, status=422 if wrong else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def show_trust(request: HttpRequest) -> HttpResponse:
    """Which source counts for how much; the security administrator may change it."""
    request.actor.need("facts.change_rules" if request.method == "POST" else "facts.read_dictionary")
    form = TrustForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        kind, field = data["field"].split(".")
        set_trust(
            request.actor, kind, field=field, source=data["source"], rank=data["rank"], holds_days=data["holds_days"]
        )
        messages.success(request, _("The rule is in force."))
        return redirect("workbench:trust")
    rows = [(subject_of(rule.subject_kind), _label(rule), rule) for rule in trust_rules()]
    context = {"rows": rows, "sources": sources(), "form": form}
    return render(request, "workbench/facts/trust.html", context, status=422 if form.errors else 200)


def _label(rule: object) -> object:
    name = getattr(rule, "field", "*")
    return _("all fields") if name == "*" else subject_of(getattr(rule, "subject_kind", "")).field(name).label
