"""How homes are used, by kind of house: who is registered there and who lives there.

In old lanes about twice as many are registered as live there (瑞金二路街道, by the press: 63,218 against 31,912);
towers have more people than hukou; walk-ups lie between.
"""

from typing import NamedTuple, TypeAlias

from shequyun.faces.cli.synthetic import families as f
from shequyun.faces.cli.synthetic.families import Family, Member
from shequyun.faces.cli.synthetic.names import Draw

Choices: TypeAlias = tuple[Family, ...]


class Occupancy(NamedTuple):
    """What a home is: its use and tenure, the tenure of those who live there, and the people."""

    use: str
    tenure: str
    stay_tenure: str
    members: list[Member]


_OWNERS: Choices = (
    *[f.elder_alone] * 13, *[f.elder_couple] * 23, *[f.middle_couple] * 12, *[f.single] * 11, *[f.couple_with_children] * 16,
    *[f.couple_with_grown_child] * 12, *[f.three_generations] * 9, *[f.elder_with_child] * 4,
)  # fmt: skip
_NEWCOMERS: Choices = (
    *[f.single] * 20, *[f.couple_with_children] * 44, *[f.middle_couple] * 14, *[f.couple_with_grown_child] * 12, *[f.elder_couple] * 10,
)  # fmt: skip
_ABSENT: Choices = (
    *[f.couple_with_grown_child] * 24, *[f.large_book] * 26, *[f.three_generations] * 18, *[f.couple_with_children] * 10, *[f.single] * 10,
    *[f.elder_couple] * 12,
)  # fmt: skip
_TENANTS: dict[str, Choices] = {
    "lane": (*[f.migrant_alone] * 40, *[f.migrant_family] * 45, *[f.sharers] * 12, *[f.local_tenants] * 3),
    "walkup": (*[f.migrant_alone] * 25, *[f.migrant_family] * 40, *[f.sharers] * 12, *[f.local_tenants] * 18, *[f.foreigners] * 2, *[f.compatriots] * 3),
    "tower": (*[f.migrant_alone] * 15, *[f.migrant_family] * 28, *[f.sharers] * 10, *[f.local_tenants] * 27, *[f.foreigners] * 11, *[f.compatriots] * 9),
}  # fmt: skip
# Out of 100 homes: owner here with hukou, owner here with hukou elsewhere, hukou only and empty, hukou only and let, the
# old left behind, let without hukou, let to a group; the rest is empty.
_SHARES = {
    "lane": (25, 3, 27, 19, 12, 3, 1),
    "walkup": (45, 10, 8, 9, 6, 12, 1),
    "tower": (38, 25, 3, 2, 1, 18, 1),
}
_USES = ("owner", "newcomer", "absent", "let", "left", "rented", "group", "empty")
_DRAW = {
    kind: tuple(use for use, share in zip(_USES, (*shares, 100 - sum(shares)), strict=True) for _ in range(share))
    for kind, shares in _SHARES.items()
}


def occupy(draw: Draw, kind: str) -> Occupancy:
    """What becomes of one home in a house of that kind."""
    use = _DRAW[kind][int(draw() * 100)]
    own = "public" if kind == "lane" else "own"
    if use == "owner":
        return Occupancy("home", own, own, _one(draw, _OWNERS, "both"))
    if use == "newcomer":
        return Occupancy("home", "own", "own", _one(draw, _NEWCOMERS, "living"))
    if use == "absent":
        return Occupancy("empty", own, "", _one(draw, _ABSENT, "hukou"))
    if use == "left":
        return Occupancy("home", own, own, f.elder_left_behind(draw, "both"))
    if use == "empty":
        return Occupancy("empty", "own", "", [])
    return _let(draw, kind, use)


def _let(draw: Draw, kind: str, use: str) -> Occupancy:
    if use == "group":
        return Occupancy("group", "rented", "rented", f.group_rental(draw, "living"))
    registered = _one(draw, _ABSENT, "hukou") if use == "let" else []
    return Occupancy("home", "rented", "rented", registered + _one(draw, _TENANTS[kind], "living"))


def _one(draw: Draw, choices: Choices, where: str) -> list[Member]:
    return choices[int(draw() * len(choices))](draw, where)
