"""Tables of cases."""

from shequyun.engines.cases.models.cases import Case, Event, Link, Party
from shequyun.engines.cases.models.knocks import Knock

__all__ = ["Case", "Event", "Knock", "Link", "Party"]
