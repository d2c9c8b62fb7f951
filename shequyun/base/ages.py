"""Ages in whole years, the way people count them: one more on every birthday, for those of 29 February on 1 March."""

from calendar import isleap
from datetime import date


def years_of(born: date, on: date) -> int:
    """How old somebody is on a day."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def years_before(day: date, years: int) -> date:
    """The last birthday of those who are so many years old on a day: born that day or before, they are as old or older.

    29 February becomes 28 February where the year has none. Before year 1: that day of year 1.
    """
    year = max(day.year - years, 1)
    return date(year, 2, 28) if (day.month, day.day) == (2, 29) and not isleap(year) else day.replace(year=year)
