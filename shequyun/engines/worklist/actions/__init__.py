"""What can be done with the worklist."""

from shequyun.engines.worklist.actions.calendar import load_calendar

__all__ = ["load_calendar"]
