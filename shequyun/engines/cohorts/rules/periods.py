"""Calendar periods around a day: this or next month, quarter, year."""

from datetime import date, timedelta


def bounds(period: str, today: date) -> tuple[date, date]:
    """The first and the last day of this_month, next_month, this_quarter, next_quarter, this_year or next_year."""
    which, unit = period.split("_")
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    index = (today.year * 12 + today.month - 1) // months * months + (months if which == "next" else 0)
    return _first(index), _first(index + months) - timedelta(days=1)


def _first(index: int) -> date:
    return date(index // 12, index % 12 + 1, 1)
