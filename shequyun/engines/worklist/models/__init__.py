"""Tables of the worklist."""

from shequyun.engines.worklist.models.calendar import CalendarDay

__all__ = ["CalendarDay"]
