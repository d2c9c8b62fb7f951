"""The lines of a committee's list, each made so that what an import must say of it is known beforehand."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from shequyun.faces.cli.synthetic.families import migrant_alone, single
from shequyun.faces.cli.synthetic.filling import STORY_DAY
from shequyun.faces.cli.synthetic.mistakes import (
    DATE_FORMS,
    written_address,
    written_document,
    written_name,
    written_phone,
    written_sex,
    wrong_check,
)
from shequyun.faces.cli.synthetic.numbers import IdentityNumbers, phone
from shequyun.faces.cli.synthetic.people import People
from shequyun.faces.cli.synthetic.records import Building, Community, Dwelling, Resident

SHARES = {"new": 0.02, "changed": 0.2, "doubtful": 0.01, "duplicate": 0.006, "refused": 0.022}
_NEW_NUMBERS = 7_500  # beyond the committees of the city, so that a new person's number is nobody's yet


@dataclass(slots=True)
class Line:
    """One line: what should come out (`state`), why, and its cells. `home` is the dwelling it stands at."""

    state: str
    why: str
    home: Dwelling
    resident: Resident
    name: str
    sex: Any
    born: Any
    document: Any
    phone: Any
    address: str
    first: "Line | None" = None


def messy_lines(community: Community, seed: int, rows: int) -> list[Line]:
    """`rows` lines in the order of doors, duplicates after what they repeat.

    Refuses, with ValueError, more lines than the community has people living there with an identity number.
    """
    return _Writer(community, seed).lines(rows)


class _Writer:
    def __init__(self, community: Community, seed: int) -> None:
        self._community = community
        self._draw = Random(f"lines/{seed}/{community.code}").random
        self._random = Random(f"order/{seed}/{community.code}")
        self._homes = {home.key: home for home in community.dwellings}
        self._houses = {house.key: house for house in community.buildings}
        self._numbers = {one.resident_key: one.number for one in community.documents if one.kind == "mainland_id"}
        self._behind: dict[str, list[Dwelling]] = {}
        for home in community.dwellings:
            self._behind.setdefault(home.building_key, []).append(home)
        people = People(community.code, STORY_DAY, self._draw, IdentityNumbers(_NEW_NUMBERS + seed % 400))
        self._newcomers = people

    def lines(self, rows: int) -> list[Line]:
        count = {state: max(1, round(rows * share)) for state, share in SHARES.items()}
        known = self._known()
        wanted = rows - count["new"] - count["duplicate"]
        if wanted > len(known):
            raise ValueError(f"{self._community.name} has {len(known)} people to write about, not {wanted}")
        self._random.shuffle(known)
        known = known[:wanted]
        lines = [self._refused(*known.pop()) for _ in range(count["refused"])]
        lines += [self._doubtful(*known.pop()) for _ in range(count["doubtful"])]
        lines += [self._changed(*known.pop()) for _ in range(count["changed"])]
        lines += [self._new(home) for home in self._random.sample(self._community.dwellings, count["new"])]
        plain = [self._unchanged(*one) for one in known]
        lines += plain
        lines += [self._again(line) for line in self._random.sample(plain, count["duplicate"])]
        return sorted(lines, key=lambda line: (line.home.key, line.first is not None))

    def _known(self) -> list[tuple[Resident, Dwelling]]:
        """Those who live here with an identity number and whose name and birth date nobody shares."""
        residents = {one.key: one for one in self._community.residents}
        seen: dict[tuple[str, date], int] = {}
        for one in self._community.residents:
            seen[one.name, one.birth_date] = seen.get((one.name, one.birth_date), 0) + 1
        found = []
        for stay in self._community.stays:
            one = residents[stay.resident_key]
            if (
                stay.kind == "living"
                and stay.to_date is None
                and one.key in self._numbers
                and seen[one.name, one.birth_date] == 1
            ):
                found.append((one, self._homes[stay.dwelling_key]))
        return found

    def _unchanged(self, one: Resident, home: Dwelling) -> Line:
        """The same as is known, in any of the ways of writing it; one in a hundred without the day of birth."""
        draw = self._draw
        form = int(draw() * 100)
        born: Any = (
            f"{one.birth_date.year}-{one.birth_date.month:02}" if form == 99 else DATE_FORMS[form % 10](one.birth_date)
        )
        return Line(
            "unchanged", "as known", home, one, written_name(draw, one.name), written_sex(draw, one.sex), born,
            written_document(draw, self._numbers[one.key]), written_phone(draw, one.phone), self._address(home),
        )  # fmt: skip

    def _changed(self, one: Resident, home: Dwelling) -> Line:
        line, chance = self._unchanged(one, home), self._draw()
        line.state = "changed"
        if chance < 0.15:
            line.why, line.home = "moved", self._other_home(home)
            line.address = self._address(line.home)
        elif chance < 0.3 and one.phone:
            line.why, line.phone = "second phone", f"{one.phone}{'、/ ;'[int(self._draw() * 4)]}{phone(self._draw)}"
        else:
            line.why, line.phone = "phone corrected", phone(self._draw)
        return line

    def _doubtful(self, one: Resident, home: Dwelling) -> Line:
        """Without a number at a door next to their own, or with another name beside their number."""
        line = self._unchanged(one, home)
        line.state = "doubtful"
        near = [other for other in self._behind[home.building_key] if other is not home and other.floor == home.floor]
        if near and self._draw() < 0.7:
            line.why, line.document, line.born = "one room off", "", one.birth_date.isoformat()
            line.address = self._address(near[0])
        else:
            line.why, line.name = "other name", one.name[0] + ("珏" if one.name[-1] != "珏" else "钰")
        return line

    def _refused(self, one: Resident, home: Dwelling) -> Line:
        line, chance, number = self._unchanged(one, home), self._draw(), self._numbers[one.key]
        line.state = "refused"
        if chance < 0.4:
            line.why, line.document = "check digit", wrong_check(number)
        elif chance < 0.6 and number.isdigit():
            line.why, line.document = "digits lost", float(number)
        elif chance < 0.75:
            line.why, line.born = "birth date contradicts", (one.birth_date - timedelta(days=31)).isoformat()
        elif chance < 0.9:
            line.why, line.sex = "sex contradicts", "女" if one.sex == "1" else "男"
        else:
            line.why, line.name = "no name", ""
        return line

    def _new(self, home: Dwelling) -> Line:
        member = (single if self._draw() < 0.4 else migrant_alone)(self._draw, "living")[0]
        one = self._newcomers.family([member])[0]
        one.key = f"{one.key}-new"
        self._numbers[one.key] = self._newcomers.documents[-1].number
        line = self._unchanged(one, home)
        line.state, line.why = "new", "new here"
        return line

    def _again(self, line: Line) -> Line:
        again = self._unchanged(line.resident, line.home)
        again.state, again.why, again.first = "duplicate", "twice in the file", line
        return again

    def _other_home(self, home: Dwelling) -> Dwelling:
        other = home
        while other.building_key == home.building_key:
            other = self._community.dwellings[int(self._draw() * len(self._community.dwellings))]
        return other

    def _address(self, home: Dwelling) -> str:
        return written_address(self._draw, self._house(home), home)

    def _house(self, home: Dwelling) -> Building:
        return self._houses[home.building_key]
