"""What is wrong with an answer, in a sentence for whoever filled the form in; the phone says the same. Pure."""

from django.utils.translation import gettext_lazy as _

from shequyun.engines.surveys.rules.filling import Problem

_TYPES = {
    "integer": _("This is not a whole number."),
    "decimal": _("This is not a number."),
    "date": _("This is not a valid date."),
}
_SAID = {
    "required": _("An answer is needed here."),
    "choice": _("This is not one of the choices."),
    "constraint": _("The answer does not meet the rule of the form."),
    "many": _("At most 100 entries are kept here."),
}


def problem_in_words(problem: Problem) -> str:
    """The form's own sentence where it has one."""
    own = problem.question.get(f"{problem.why}_message", "")
    said = own or str(_TYPES[problem.question["type"]] if problem.why == "type" else _SAID[problem.why])
    return said if said.endswith((".", "。", "!", "！", "?", "？")) else f"{said}。"
