"""The register that is measured: invented people of a size, with accounts at every level."""

import json
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import connections
from django.utils import timezone

from bench import clones
from shequyun.base.actor import Actor
from shequyun.base.scope import EVERYWHERE, entered
from shequyun.faces.cli.loading import load
from shequyun.faces.cli.loading_beside import loading_beside
from shequyun.faces.cli.management.commands.demo import ACCOUNTS, AREAS, DAY, PASSWORD, SEED, SET_UP, SUBDISTRICT
from shequyun.faces.cli.synthetic import communities, community
from shequyun.kernel.access.actions import assign_post, create_staff
from shequyun.kernel.access.queries import actor_by_name
from shequyun.kernel.places.actions import load_areas
from shequyun.kernel.residents.jobs import count_again
from shequyun.kernel.residents.queries import residents_in

HENGFENG, DISTRICT = "310106011023", "310106"
PEOPLE = {"tiny": 300, "35k": 35_000, "1m": 1_000_000, "25m": 25_000_000}
THROUGH_THE_DOOR = 37  # committees of the two large sizes, about 130,000 people; the others are their clones
STAFF = ("wang", "li", "chen", "qu")  # a committee's worker and head, the subdistrict, the district


@dataclass
class World:
    """What measures need to know. `known` are the committees whose people were generated, in order."""

    size: str
    folder: Path
    known: list[str]
    residents: int
    password: str = PASSWORD
    actors: dict[str, Actor] = field(default_factory=dict)
    notes: dict[str, Any] = field(default_factory=dict)  # what one measure leaves for another, for ratios in one run

    @property
    def tiny(self) -> bool:
        return self.size == "tiny"

    @property
    def importer(self) -> Actor:
        """Who brings the large workbook in: with the rights of the subdistrict's officer, wherever the people are."""
        chen = self.actors["chen"]
        area = SUBDISTRICT if self.size in ("tiny", "35k") else DISTRICT
        return Actor(chen.staff_id, chen.post_id, chen.name, chen.role, area, chen.rights)


def world_of(size: str, folder: Path) -> World:
    """The register of that size; made once, found again when it was kept."""
    mark = folder / "world.json"
    if not mark.exists():
        mark.write_text(json.dumps(_made(size)))
    known = json.loads(mark.read_text())
    with entered(EVERYWHERE):
        count = residents_in(EVERYWHERE).count()
    return World(size, folder, known, count, actors={name: actor_by_name(name) for name in STAFF})


def _made(size: str) -> list[str]:
    """Fill the empty register; returns the committees whose people were generated."""
    load_areas(AREAS)
    _accounts()
    inside = list(communities(DISTRICT))
    own = [one.code for one in inside if one.code.startswith(SUBDISTRICT)]
    known = {"tiny": [HENGFENG], "35k": own}.get(size) or (own + [one.code for one in inside if one.code not in own])[
        :THROUGH_THE_DOOR
    ]
    if size == "tiny":
        one = next(one for one in inside if one.code == HENGFENG)
        people = community(one.code, one.name, SEED, PEOPLE[size], on=DAY)
        load(Actor(name="bench", role="set_up", area=SUBDISTRICT), people, today=timezone.localdate())
    else:
        with loading_beside(known, SEED, on=DAY, today=timezone.localdate()) as coming:
            for place, (code, done) in enumerate(coming, 1):
                print(f"  {place}/{len(known)} {code}: {done.residents}", file=sys.stderr, flush=True)
    settle()
    if size in ("1m", "25m"):
        clones.fill(known, PEOPLE[size])
        settle()
    return known


def _accounts() -> None:
    for username, name, posts in ACCOUNTS:
        if username in STAFF:
            key, _password = create_staff(SET_UP, username=username, name=name, password=PASSWORD)
            for role, area in posts:
                assign_post(SET_UP, key, role=role, area=area)


def settle() -> None:
    """What the first night and autovacuum do."""
    connections["owner"].ensure_connection()
    connections["owner"].connection.autocommit = True
    with connections["owner"].cursor() as cursor:
        cursor.execute("vacuum analyze")
    count_again(0)
