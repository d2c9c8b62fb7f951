"""One committee with its houses, homes and people: the same for the same code, seed and date."""

from datetime import date
from random import Random

from shequyun.faces.cli.synthetic import cast, streets
from shequyun.faces.cli.synthetic.area_tree import place_of
from shequyun.faces.cli.synthetic.homes import houses, rooms
from shequyun.faces.cli.synthetic.numbers import IdentityNumbers
from shequyun.faces.cli.synthetic.occupancy import Occupancy, occupy
from shequyun.faces.cli.synthetic.organisations import firms
from shequyun.faces.cli.synthetic.people import People
from shequyun.faces.cli.synthetic.records import Building, Community, Dwelling, Household, Resident, Stay

STORY_DAY = date(2021, 6, 16)  # "today" of the twelve stories
USUAL_SIZE = 3_700  # 25 million people in about 6,750 committees
_HOUSES_PER_GRID = 40


def community(code: str, name: str, seed: int, size: int | None = None, *, on: date = STORY_DAY) -> Community:
    """The committee `code`. Without a size the demo's committees have their own streets, others 3,700 people.

    `size` is the number of residents: houses are added until it is reached, the last home may pass it by a few.
    """
    return _Filling(code, name, seed, on).all(size)


class _Filling:
    def __init__(self, code: str, name: str, seed: int, on: date) -> None:
        index = place_of(code)
        self._draw = Random(f"{seed}/{code}").random
        self._code, self._on, self._today = code, on, on.toordinal()
        self._people = People(code, on, self._draw, IdentityNumbers(index))
        self._made = Community(code, name, [], [], self._people.residents, self._people.documents, [], [], [])
        self._serial = index * 10_000

    def all(self, size: int | None) -> Community:
        own = streets.DEMO.get(self._code) if size is None else None
        limit = None if own else size or USUAL_SIZE
        for block in own or streets.endless(self._draw):
            for building in houses(block, self._code, len(self._made.buildings) + 1):
                if limit is not None and len(self._made.residents) >= limit:
                    return self._made
                self._house(building, limit)
        return self._made

    def _house(self, building: Building, limit: int | None) -> None:
        made = self._made
        made.buildings.append(building)
        building.grid = f"{self._code}{(len(made.buildings) - 1) // _HOUSES_PER_GRID + 1:03}"
        made.organisations += firms(building, self._draw, self._serial + len(made.organisations), self._on)
        for home in rooms(building, self._draw, len(made.dwellings) + 1):
            made.dwellings.append(home)
            if limit is None or len(made.residents) < limit:
                self._home(home, building)
            else:
                home.use, home.tenure = "empty", "own"

    def _home(self, home: Dwelling, building: Building) -> None:
        scene = cast.HOMES.get(home.address_text)
        occupancy = scene.occupancy(self._on) if scene else occupy(self._draw, building.kind)
        home.use, home.tenure = occupancy.use, occupancy.tenure
        if not occupancy.members:
            return
        residents = self._people.family(occupancy.members)
        if scene:
            scene.play(residents, self._people.documents)
        since = self._since(building)
        for kind in ("hukou", "living"):
            self._stays(kind, home, occupancy, residents, since)
        if not scene:
            self._leave(residents)

    def _since(self, building: Building) -> int:
        """The day from which the home's people are there: a book is older than a lease."""
        oldest = date(max(building.built_year + 1, 1958), 1, 1).toordinal()
        return oldest + int(self._draw() * (self._today - oldest - 400))

    def _stays(self, kind: str, home: Dwelling, occupancy: Occupancy, residents: list[Resident], since: int) -> None:
        made, draw = self._made, self._draw
        key = ""
        if kind == "living" and occupancy.stay_tenure == "rented":
            since = self._today - 60 - int(draw() * 1400)
        for resident, member in zip(residents, occupancy.members, strict=True):
            if member[5] not in (kind, "both"):
                continue
            if not key:
                key = self._household(kind, home)
            begins = max(since, resident.birth_date.toordinal() + 20)
            tenure = occupancy.stay_tenure if kind == "living" else ""
            made.stays.append(
                Stay(
                    resident.key,
                    home.key,
                    kind,
                    tenure,
                    member[3],
                    key,
                    date.fromordinal(min(begins, self._today)),
                    None,
                )
            )

    def _household(self, kind: str, home: Dwelling) -> str:
        key = f"{self._code}-h{len(self._made.households) + 1:05}"
        number = f"{self._code[4:]}{len(self._made.households) + 1:05}" if kind == "hukou" else ""
        self._made.households.append(Household(key, home.key, kind, number))
        return key

    def _leave(self, residents: list[Resident]) -> None:
        """In one home of 60 somebody over 70 died within the past two years; in one of 50 tenants have left."""
        chance, old = self._draw(), self._on.year - 70
        if chance < 1 / 60:
            for resident in residents:
                if resident.birth_date.year <= old:
                    resident.died_on = self._end(resident)
                    return
        elif chance > 0.98 and all(resident.hukou_elsewhere for resident in residents):
            for resident in residents:
                self._end(resident)

    def _end(self, resident: Resident) -> date:
        """End the open stays of somebody who has just been put in."""
        stays = [stay for stay in self._made.stays[-40:] if stay.resident_key == resident.key]
        began = max(stay.from_date for stay in stays).toordinal()
        ended = date.fromordinal(self._today - int(self._draw() * min(700, self._today - began)))
        for stay in stays:
            stay.to_date = ended
        return ended
