"""How many each choice of several filters would show, from one grouped count. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

Row = tuple[Sequence[str], int]  # a value for each filter, in their order, and how many have these


def beside(rows: Iterable[Row], fits: Mapping[str, Callable[[str], bool]]) -> tuple[dict[str, Counter[str]], int]:
    """By filter and choice how many there are, the other filters kept as they are wanted; and how many are shown in all.

    `fits`: by filter, whether a value is wanted.
    """
    counts: dict[str, Counter[str]] = {name: Counter() for name in fits}
    total = 0
    for values, count in rows:
        wanted = [fit(value) for fit, value in zip(fits.values(), values, strict=True)]
        total += count * all(wanted)
        for place, (name, value) in enumerate(zip(fits, values, strict=True)):
            counts[name][value] += count * all(wanted[:place] + wanted[place + 1 :])
    return counts, total
