"""One list per page, in reading order: which nouns add what to it."""

from django.utils.translation import gettext_lazy as _

from shequyun.faces.workbench.panels import Act, Panel, Teller, labels, vaccination

PERSON_ACTS: list[Act] = [Act(_("Forms and certificates"), "workbench:resident-forms", "ledgers.fill")]
PERSON_BADGES: list[Panel] = [Panel("workbench/labels/_badges.html", "residents.read", labels.badges)]
PERSON_PANELS: list[Panel] = [
    Panel("workbench/vaccination/_person.html", "vaccination.read", vaccination.of_person),
]
PERSON_TELLERS: list[Teller] = [
    Teller("residents.read", labels.happenings),
    Teller("vaccination.read", vaccination.happenings),
]
HOME_PANELS: list[Panel] = [
    Panel("workbench/vaccination/_home.html", "vaccination.read", vaccination.at_home),
    Panel("workbench/labels/_home.html", "residents.read", labels.home_badges),
]
HOME_TELLERS: list[Teller] = []
DAY_PANELS: list[Panel] = []
