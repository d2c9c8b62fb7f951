"""Tables of deputies."""

from shequyun.programmes.deputies.models.meeting import Deputy, Opinion, Presence, Session, Station
from shequyun.programmes.deputies.models.reports import OpinionReport, ReportEvent
from shequyun.programmes.deputies.models.suggesting import Rating, Signature, Suggestion, Told

__all__ = [
    "Deputy",
    "Opinion",
    "OpinionReport",
    "Presence",
    "Rating",
    "ReportEvent",
    "Session",
    "Signature",
    "Station",
    "Suggestion",
    "Told",
]
