"""One list per page, in reading order: which nouns add what to it."""

from django.utils.translation import gettext_lazy as _

from shequyun.faces.workbench.panels import Act, Panel, Teller, cases, deputies, labels, surveys, vaccination, worklist

PERSON_ACTS: list[Act] = [
    Act(_("Record a visit"), "workbench:resident-visit", "visits.record", main=True),
    Act(_("Forms and certificates"), "workbench:resident-forms", "ledgers.fill"),
]
PERSON_BADGES: list[Panel] = [Panel("workbench/labels/_badges.html", "residents.read", labels.badges)]
PERSON_PANELS: list[Panel] = [
    Panel("workbench/worklist/_open.html", "tasks.read", worklist.of_person),
    Panel("workbench/cases/_panel.html", "cases.read", cases.person),
    Panel("workbench/vaccination/_person.html", "vaccination.read", vaccination.of_person),
    Panel("workbench/surveys/_person.html", "surveys.read", surveys.of_person),
]
PERSON_TELLERS: list[Teller] = [
    Teller("residents.read", labels.happenings),
    Teller("tasks.read", worklist.told_of_person),
    Teller("cases.read", cases.happenings),
    Teller("deputies.see_names", deputies.happenings),
    Teller("vaccination.read", vaccination.happenings),
]
HOME_PANELS: list[Panel] = [
    Panel("workbench/worklist/_open.html", "tasks.read", worklist.of_home),
    Panel("workbench/vaccination/_home.html", "vaccination.read", vaccination.at_home),
    Panel("workbench/labels/_home.html", "residents.read", labels.home_badges),
    Panel("workbench/cases/_panel.html", "cases.read", cases.home),
]
HOME_TELLERS: list[Teller] = [Teller("tasks.read", worklist.told_of_home)]
BUILDING_PANELS: list[Panel] = [Panel("workbench/cases/_panel.html", "cases.read", cases.building)]
BUILDING_TELLERS: list[Teller] = [Teller("tasks.read", worklist.told_of_building)]
DAY_PANELS: list[Panel] = [
    Panel("workbench/cases/_day.html", "cases.read", cases.day),
    Panel("workbench/deputies/_day.html", "deputies.record", deputies.day),
]
