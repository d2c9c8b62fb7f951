"""Doses of the demo people, as a health department's lists would have brought them in, and some reasons against.

Counted back from today, so that there is always somebody due: a first campaign with boosters, this season's influenza,
a few who began lately. Who received what is drawn from names and dates of birth: the same every time.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.utils import timezone

from shequyun.base.actor import Actor
from shequyun.base.scope import entered
from shequyun.kernel.access.queries import actor_by_name
from shequyun.kernel.residents.queries import residents
from shequyun.programmes.vaccination.actions import record_doses, record_remark
from shequyun.programmes.vaccination.queries import rules_by_vaccine, stands
from shequyun.programmes.vaccination.rules.schedules import months_after, season_of

Dose = tuple[UUID, str, dict[str, Any]]
OFFICER, WORKER, SITE = "chen", "wang", "石门二路社区卫生服务中心"
DUE_NOW = {"李振国", "周惠芬"}  # their second dose is due (docs/synthetic.md)
PRODUCTS = ("covid_beijing", "covid_sinovac", "covid_wuhan")
# Share that began the first campaign, and of those the share boosted, by the least age: older people came later and fewer.
CAMPAIGN = (
    (80, 0.58, 0.55, 95),
    (70, 0.78, 0.66, 60),
    (60, 0.88, 0.74, 35),
    (18, 0.95, 0.7, 20),
    (12, 0.86, 0.0, 150),
    (6, 0.8, 0.0, 210),
    (3, 0.7, 0.0, 225),
)
CHILD = ("hepb", "polio", "dtap", "mmr", "je", "mena")
CONTRA = ("医生告知：严重过敏史，暂缓接种", "慢性病急性发作期，医生建议暂缓", "正在接受化疗，医生告知不宜接种")
REFUSAL = ("担心不良反应，家属也不同意", "认为年纪大、不出门，不需要", "愿再等等，年后再说")


def play(committee: str) -> None:
    """Three lists of the department, and reasons that the committee's worker heard at the door."""
    officer, today = actor_by_name(OFFICER), timezone.localdate()
    with entered(officer.scope):
        found = residents(officer).filter(community=committee, living_here=True, death_date=None)
        found = found.exclude(birth_date=None).order_by("pk")
        people = list(found.values_list("pk", "community", "name", "birth_date"))
    drawn = [(key, community, name, born, Random(f"{name}{born}")) for key, community, name, born in people]
    for title, doses in (
        ("新冠疫苗接种名单", campaign(drawn, today)),
        ("流感疫苗接种名单", seasonal(drawn, today)),
        ("儿童预防接种名单", childhood(drawn, today)),
    ):
        record_doses(officer, doses, source="health", observed_on=today - timedelta(days=2), title=title)
    worker = actor_by_name(WORKER)
    if worker.area == committee:
        _reasons(worker, today)


def campaign(drawn: Iterable[Any], today: date) -> Iterator[Dose]:
    """The campaign of 2021 and its boosters; and those who began in the last weeks."""
    for key, community, name, born, random in drawn:
        band = _band(born, date(2021, 6, 1))
        if name in DUE_NOW:
            yield _dose(key, community, "covid_beijing", today - timedelta(days=24), random)
        elif band and random.random() < band[1]:
            yield from _course(key, community, band, random)
        elif band and random.random() < 0.09:
            yield _dose(key, community, random.choice(PRODUCTS), today - timedelta(days=random.randint(10, 80)), random)


def _course(key: UUID, community: str, band: tuple[int, float, float, int], random: Random) -> Iterator[Dose]:
    _least, _began, boosted, later = band
    day = date(2021, 4, 6) + timedelta(days=later + int(random.triangular(0, 160, 30)))
    product = (
        "covid_ad5" if random.random() < 0.06 else "covid_cho" if random.random() < 0.08 else random.choice(PRODUCTS)
    )
    for _turn in range({"covid_ad5": 1, "covid_cho": 3}.get(product, 2)):
        yield _dose(key, community, product, day, random)
        if random.random() < 0.03:
            return
        day += timedelta(days=random.randint(28, 42))
    if random.random() < boosted:
        day += timedelta(days=random.randint(160, 330))
        yield _dose(key, community, random.choice(PRODUCTS), day, random)
        if band[0] >= 60 and random.random() < 0.12:
            second = max(day + timedelta(days=183), date(2022, 12, 14)) + timedelta(days=random.randint(0, 60))
            yield _dose(key, community, random.choice(PRODUCTS), second, random)


def seasonal(drawn: Iterable[Any], today: date) -> Iterator[Dose]:
    """Influenza of this season and the last; a few began against shingles."""
    season = season_of(today, 9)
    days = max((today - season).days - 3, 1)
    for key, community, _name, born, random in drawn:
        age = (today - born).days // 365
        if (age >= 60 or age in (1, 2, 3)) and random.random() < 0.36:
            yield _dose(key, community, "flu_split", season + timedelta(days=random.randint(0, days)), random)
        if age >= 61 and random.random() < 0.3:
            day = season_of(season - timedelta(days=1), 9) + timedelta(days=random.randint(20, 120))
            yield _dose(key, community, "flu_split", day, random)
        if age >= 51 and random.random() < 0.03:
            yield _dose(key, community, "zoster_cho", today - timedelta(days=random.randint(20, 220)), random)


def childhood(drawn: Iterable[Any], today: date) -> Iterator[Dose]:
    """The books of a third of the small children, mostly up to date."""
    rules = rules_by_vaccine()
    for key, community, _name, born, random in drawn:
        if born < months_after(today, -84) or random.random() > 0.34:
            continue
        for vaccine in CHILD:
            for rule in rules[vaccine]:
                day = months_after(born, rule.least_months or 0) + timedelta(days=random.randint(0, 20))
                if day >= today or random.random() < 0.06:
                    break
                yield _dose(key, community, vaccine, day, random)


def _dose(key: UUID, community: str, product: str, day: date, random: Random) -> Dose:
    lot = f"{day:%Y%m}{random.randint(1, 60):03d}"
    return key, community, {"product": product, "given_on": day, "lot": lot, "site": SITE, "evidence": "list"}


def _band(born: date, on: date) -> tuple[int, float, float, int] | None:
    age = (on - born).days // 365
    return next((band for band in CAMPAIGN if age >= band[0]), None)


def _reasons(worker: Actor, today: date) -> None:
    """What a worker heard from old people of the committee who are due: every fifth has a reason against."""
    with entered(worker.scope):
        due = residents(worker).filter(stands("covid", ["due", "overdue"], today), living_here=True, death_date=None)
        aged = (
            due.filter(birth_date__lte=months_after(today, -840))
            .exclude(name__in=DUE_NOW)
            .order_by("name", "birth_date")
        )
        heard = list(aged.values_list("pk", "name"))[::5][:30]
    for key, name in heard:
        random = Random(name)
        kind = "may_not" if random.random() < 0.45 else "refuses"
        reason = random.choice(CONTRA if kind == "may_not" else REFUSAL)
        since = today - timedelta(days=random.randint(5, 200))
        record_remark(worker, key, vaccine="covid", kind=kind, reason=reason, from_date=since, source="visit")
