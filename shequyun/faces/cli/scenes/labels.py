"""Labels that departments' lists and the committees' own work have put on people and homes of the demo.

Who carries what is drawn from the name and date of birth: the same every time.
"""

from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any
from uuid import UUID

from django.utils import timezone

from shequyun.base.scope import entered
from shequyun.kernel.access.queries import actor_by_name
from shequyun.kernel.labels.actions import put_label
from shequyun.kernel.labels.queries import labels
from shequyun.kernel.places.queries import dwellings
from shequyun.kernel.residents.queries import residents

OFFICER = "chen"
Fits = Callable[[int, str], bool]

# code, share of those who fit, who fits by age and sex, evidence
PEOPLE: tuple[tuple[str, float, Fits, str], ...] = (
    ("low_income", 0.012, lambda age, sex: age >= 18, "街道低保名单"),
    ("disabled", 0.03, lambda age, sex: age >= 16, "残疾人证"),
    ("severe", 0.004, lambda age, sex: 16 <= age < 60, "残联名单"),
    ("long_care", 0.08, lambda age, sex: age >= 70, "长护险评估"),
    ("veteran", 0.06, lambda age, sex: age >= 40 and sex == "1", "优待证"),
    ("pregnant", 0.02, lambda age, sex: 22 <= age < 42 and sex == "2", "孕产妇保健册"),
    ("volunteer", 0.04, lambda age, sex: 45 <= age < 75, ""),
    ("stair_head", 0.02, lambda age, sex: 50 <= age < 75, ""),
    ("wheelchair", 0.12, lambda age, sex: age >= 80, ""),
    ("needs_visit", 0.15, lambda age, sex: age >= 80, ""),
)
HOMES = (("dog", 0.05), ("group_rent", 0.004))


def play(committee: str) -> None:
    """One list for each label."""
    officer, today = actor_by_name(OFFICER), timezone.localdate()
    with entered(officer.scope):
        known = {label.code: label.pk for label in labels(officer)}
        people = list(
            residents(officer)
            .filter(community=committee, living_here=True, death_date=None, birth_date__isnull=False)
            .order_by("pk")
            .only("pk", "name", "sex", "birth_date")
        )
        found = dwellings(officer).filter(community=committee, use="home").order_by("pk")
        homes = list(found.values_list("pk", "address"))
    for code, share, fits, evidence in PEOPLE:
        keys = [one.pk for one in people if fits(_age(one, today), one.sex) and _drawn(one, code, share)]
        _put(officer, known[code], keys, evidence)
    for code, share in HOMES:
        _put(officer, known[code], [key for key, door in homes if Random(f"{code}{door}").random() < share], "")


def _put(officer: Any, label: UUID, keys: list[UUID], evidence: str) -> None:
    if keys:
        put_label(officer, label, subject_ids=keys, evidence=evidence, source="civil" if evidence else "desk")


def _age(resident: Any, today: date) -> int:
    return (today - resident.birth_date).days // 365


def _drawn(resident: Any, code: str, share: float) -> bool:
    return Random(f"{code}{resident.name}{resident.birth_date}").random() < share
