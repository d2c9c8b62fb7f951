"""The field dictionary and the trust rules on screen."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from shequyun.faces.workbench.forms.trust import TrustForm
from shequyun.kernel.facts.actions import set_trust
from shequyun.kernel.facts.fields import subject_of
from shequyun.kernel.facts.queries import dictionary, sources, trust_rules


@require_safe
def show_dictionary(request: HttpRequest) -> HttpResponse:
    """Every field: purpose, ground, sensitivity, who is right by duty, how soon it ages."""
    request.actor.need("facts.read_dictionary")
    names = {source.code: source.name for source in sources()}
    return render(request, "workbench/facts/dictionary.html", {"subjects": dictionary(), "source_names": names})


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
