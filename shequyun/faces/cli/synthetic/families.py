"""Households as invented: who lives together, how old they are, and what they are to the head.

A member is (family name, sex, age, relation GB/T 4761, marital GB/T 2261.2, where, origin). `where` is both, hukou or
living; `origin` is "sh" for a Shanghai hukou, four digits for another prefecture, or an alpha-3 nationality.
Ages were set so that 36.8 % of those with a hukou are 60 or older, as in the city at the end of 2022.
"""

from collections.abc import Callable
from typing import TypeAlias

from shequyun.faces.cli.synthetic.names import FOREIGN, MIGRANT_SURNAMES, Draw, surname
from shequyun.faces.cli.synthetic.regions import PREFECTURE_DRAW

Member: TypeAlias = tuple[str, str, int, str, str, str, str]
Family: TypeAlias = Callable[[Draw, str], list[Member]]

HEAD, HUSBAND, WIFE = "02", "11", "12"
UNMARRIED, MARRIED, WIDOWED, DIVORCED = "10", "20", "30", "40"


def between(draw: Draw, low: int, high: int) -> int:
    """A whole number from low to high, both possible."""
    return low + int(draw() * (high - low + 1))


def elder_alone(draw: Draw, where: str) -> list[Member]:
    """One person of 66 to 93; two of three are women."""
    sex = "1" if draw() < 0.34 else "2"
    return [(surname(draw), sex, between(draw, 66, 93), HEAD, WIDOWED if draw() < 0.8 else UNMARRIED, where, "sh")]


def elder_couple(draw: Draw, where: str) -> list[Member]:
    """A couple of 62 to 88."""
    return _couple(draw, between(draw, 62, 88), where)


def middle_couple(draw: Draw, where: str) -> list[Member]:
    """A couple of 47 to 63 whose child has left."""
    return _couple(draw, between(draw, 47, 63), where)


def single(draw: Draw, where: str) -> list[Member]:
    """One person of 26 to 59."""
    return [
        (surname(draw), _sex(draw), between(draw, 26, 59), HEAD, UNMARRIED if draw() < 0.7 else DIVORCED, where, "sh")
    ]


def couple_with_children(draw: Draw, where: str) -> list[Member]:
    """Parents of 29 to 50 with one child, one in eight with two."""
    age = between(draw, 29, 50)
    family = _couple(draw, age, where)
    return family + _children(draw, family[0][0], min(age, family[1][2]), where)


def couple_with_grown_child(draw: Draw, where: str) -> list[Member]:
    """Parents of 50 to 66 with an unmarried child; in every fourth home the child is registered only."""
    age = between(draw, 50, 66)
    sex, away = _sex(draw), where == "both" and draw() < 0.25
    child_age = max(18, age - between(draw, 24, 31))
    child = (surname(draw), sex, child_age, "21" if sex == "1" else "31", UNMARRIED, "hukou" if away else where, "sh")
    family = _couple(draw, age, where)
    return [*family, (family[0][0], *child[1:])]


def three_generations(draw: Draw, where: str) -> list[Member]:
    """One or two grandparents, their child with husband or wife, and a grandchild."""
    age = between(draw, 60, 80)
    elders = _couple(draw, age, where) if draw() < 0.6 else [(surname(draw), "2", age, HEAD, WIDOWED, where, "sh")]
    mother_age = elders[-1][2]
    by_son = draw() < 0.6
    child_age = max(24, mother_age - between(draw, 23, 30))
    family = elders[0][0] if elders[0][1] == "1" else surname(draw)
    other = surname(draw)
    sex = _sex(draw)
    grandchild_age = max(0, child_age - between(draw, 24, 34))
    return [
        *elders,
        (family, "1" if by_son else "2", child_age, "21" if by_son else "31", MARRIED, where, "sh"),
        (
            other,
            "2" if by_son else "1",
            child_age - (1 if by_son else -1),
            "38" if by_son else "28",
            MARRIED,
            where,
            "sh",
        ),
        (family if by_son else other, sex, grandchild_age, _GRANDCHILD[by_son, sex], UNMARRIED, where, "sh"),
    ]


def elder_with_child(draw: Draw, where: str) -> list[Member]:
    """A widow of 68 to 90 with a child of 40 or more who is not married."""
    age, sex, family = between(draw, 68, 90), _sex(draw), surname(draw)
    return [
        (surname(draw), "2", age, HEAD, WIDOWED, where, "sh"),
        (
            family,
            sex,
            age - between(draw, 23, 33),
            "22" if sex == "1" else "32",
            DIVORCED if draw() < 0.5 else UNMARRIED,
            where,
            "sh",
        ),
    ]


def elder_left_behind(draw: Draw, where: str) -> list[Member]:
    """Only the old live here; the children and grandchildren are registered and live elsewhere (old lanes)."""
    family = three_generations(draw, "hukou") if draw() < 0.6 else elder_with_child(draw, "hukou")
    return [(*member[:5], where if member[3] in (HEAD, WIFE) else "hukou", "sh") for member in family]


def large_book(draw: Draw, where: str) -> list[Member]:
    """A hukou book that brothers, nephews and returned youth share: common in old lanes."""
    age, family = between(draw, 52, 76), surname(draw)
    members: list[Member] = [
        (family, "1", age, HEAD, MARRIED, where, "sh"),
        (surname(draw), "2", age - 2, WIFE, MARRIED, where, "sh"),
    ]
    brother = max(48, age - between(draw, 1, 9))
    members.append((family, "1", brother, "73", MARRIED, where, "sh"))
    sex = _sex(draw)
    members.append((family, sex, brother - between(draw, 24, 30), "93" if sex == "1" else "94", UNMARRIED, where, "sh"))
    return members


_GRANDCHILD = {(True, "1"): "41", (True, "2"): "42", (False, "1"): "43", (False, "2"): "44"}


def _sex(draw: Draw) -> str:
    return "1" if draw() < 0.505 else "2"


def _couple(draw: Draw, age: int, where: str, origin: str = "sh", table: list[str] | None = None) -> list[Member]:
    """The husband is head in four of five; he is named first."""
    names = (surname(draw, table), surname(draw, table)) if table else (surname(draw), surname(draw))
    his, hers = (HEAD, WIFE) if draw() < 0.8 else (HUSBAND, HEAD)
    younger = between(draw, 0, 4)
    return [
        (names[0], "1", age, his, MARRIED, where, origin),
        (names[1], "2", age - younger, hers, MARRIED, where, origin),
    ]


def _children(draw: Draw, family: str, mother: int, where: str, origin: str = "sh") -> list[Member]:
    first = max(0, mother - between(draw, 24, 33))
    sex = _sex(draw)
    if first < 3 or draw() > 0.125:
        return [(family, sex, first, "21" if sex == "1" else "31", UNMARRIED, where, origin)]
    second = "2" if draw() < 0.5 else "1"
    elder = "22" if sex == "1" else "32"
    younger = ("23" if sex == "1" else "22") if second == "1" else ("33" if sex == "2" else "32")
    return [
        (family, sex, first, elder, UNMARRIED, where, origin),
        (family, second, first - between(draw, 2, min(first, 5)), younger, UNMARRIED, where, origin),
    ]


def migrant_alone(draw: Draw, where: str) -> list[Member]:
    """A tenant from another province."""
    return [
        (
            surname(draw, MIGRANT_SURNAMES),
            _sex(draw),
            between(draw, 20, 52),
            HEAD,
            UNMARRIED,
            "living",
            _prefecture(draw),
        )
    ]


def migrant_family(draw: Draw, where: str) -> list[Member]:
    """A couple from another province, every second with a child."""
    origin, age = _prefecture(draw), between(draw, 24, 48)
    family = _couple(draw, age, "living", origin, MIGRANT_SURNAMES)
    return family + (_children(draw, family[0][0], family[1][2], "living", origin) if draw() < 0.5 else [])


def sharers(draw: Draw, where: str) -> list[Member]:
    """Two or three colleagues, none related to another."""
    return _unrelated(draw, between(draw, 2, 3))


def group_rental(draw: Draw, where: str) -> list[Member]:
    """Four to eight people in one home."""
    return _unrelated(draw, between(draw, 4, 8))


def local_tenants(draw: Draw, where: str) -> list[Member]:
    """A Shanghai family registered in another street."""
    return couple_with_children(draw, "living") if draw() < 0.55 else single(draw, "living")


def foreigners(draw: Draw, where: str) -> list[Member]:
    """One foreigner or a couple."""
    return _abroad(draw, FOREIGN[int(draw() * len(FOREIGN))])


def compatriots(draw: Draw, where: str) -> list[Member]:
    """One or two people from Hong Kong, Macao or Taiwan."""
    chance = draw()
    return _abroad(draw, "TWN" if chance < 0.55 else "HKG" if chance < 0.9 else "MAC")


def _unrelated(draw: Draw, count: int) -> list[Member]:
    members = []
    for place in range(count):
        relation = HEAD if place == 0 else "99"
        members.append(
            (
                surname(draw, MIGRANT_SURNAMES),
                _sex(draw),
                between(draw, 19, 38),
                relation,
                UNMARRIED,
                "living",
                _prefecture(draw),
            )
        )
    return members


def _abroad(draw: Draw, nation: str) -> list[Member]:
    age = between(draw, 26, 58)
    if draw() < 0.55:
        return [(surname(draw), _sex(draw), age, HEAD, UNMARRIED, "living", nation)]
    return _couple(draw, age, "living", nation)


def _prefecture(draw: Draw) -> str:
    return PREFECTURE_DRAW[int(draw() * len(PREFECTURE_DRAW))]
