"""Which matters are services that everybody may read and bring: what lies in the open, never what tells of a person. Pure."""

from functools import lru_cache

from shequyun.engines.cases.rules.matters import Matter, matters

BRANCHES = ("house", "environment")
MORE = ("neighbour.noise", "neighbour.corridor", "neighbour.pets", "safe.fire")
LESS = ("house.rent", "house.committee")  # they accuse, or are about money and votes


@lru_cache(maxsize=1)
def services() -> dict[str, Matter]:
    """The public matters by code, in the order of the tree. A sensitive one is none, whatever the lists above say."""
    return {
        code: matter
        for code, matter in matters().items()
        if matter.parent and not matter.sensitive and (matter.parent in BRANCHES or code in MORE) and code not in LESS
    }


def group_of(matter: Matter) -> str:
    """The name of the branch that a service belongs to."""
    return matters()[matter.parent].name
