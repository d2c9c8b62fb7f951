"""A condition as a part of a query on residents. Pure: the day is an argument."""

from datetime import date

from django.db.models import Q

from shequyun.engines.cohorts.rules.conditions import Group, Leaf, leaves


def compiled(part: Group | Leaf, today: date) -> Q:
    """The condition of the database. A group that asks nothing is met by everybody."""
    if isinstance(part, Leaf):
        return part.criterion.build(part.op, part.value, today)
    found = Q()
    for one in part.parts:
        inner = compiled(one, today)
        found = found | inner if part.any and found else found & inner
    return ~found if part.negated else found


def asks_presence(group: Group) -> bool:
    """Whether the condition itself says where people are; otherwise only those who are here are meant."""
    return any(leaf.criterion.name == "presence" for leaf in leaves(group))
