"""Reading the worklist."""

from shequyun.engines.worklist.queries.calendar import calendar_days, calendar_years, working_calendar

__all__ = ["calendar_days", "calendar_years", "working_calendar"]
