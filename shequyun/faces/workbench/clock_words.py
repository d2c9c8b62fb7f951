"""What the clocks of a case are called on screen."""

from django.utils.translation import gettext_lazy

CLOCKS = {
    "call": gettext_lazy("First call"), "site": gettext_lazy("On site"), "answer": gettext_lazy("Answer"),
    "close": gettext_lazy("Closing"), "inform": gettext_lazy("Inform of acceptance"), "assign": gettext_lazy("Assign"),
    "refuse": gettext_lazy("Object"), "part": gettext_lazy("Part of the co-handler"), "redo": gettext_lazy("Handle again"),
}  # fmt: skip
