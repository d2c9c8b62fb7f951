"""What a program may ask for, read from its parameters. Refusals carry the status that the standard gives them. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from django.utils.translation import gettext_lazy as _

from shequyun.base.errors import Refusal
from shequyun.programmes.open311.rules.services import services

SPAN = timedelta(days=90)
MOST = 1000
STATUSES = ("open", "closed")
REQUEST_ID = re.compile(r"(\d{9,15})-(\d{8}-\d{3,4})")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


class BadParameter(Refusal):
    """400 of the standard: something is missing or cannot be read."""

    code = "open311.bad_parameter"
    status = 400
    sentence = _("%(name)s is missing or cannot be read: %(why)s")


class NoSuchThing(Refusal):
    """404 of the standard: a jurisdiction, a service or a request that there is not."""

    code = "open311.no_such_thing"
    status = 404
    sentence = _("There is no such %(name)s.")


@dataclass(frozen=True)
class Asked:
    """What a list of requests is narrowed to. `ids` stand alone: with them nothing else counts."""

    ids: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    page: int = 1
    page_size: int = MOST


def read_asked(said: Mapping[str, str], *, now: datetime) -> Asked:
    """The filters of GET requests: a span of 90 days at most, the last 90 where none is said."""
    ids = _list(said.get("service_request_id", ""))
    if len(ids) > MOST:
        raise BadParameter(name="service_request_id", why=str(_("too many")))
    codes, statuses = _list(said.get("service_code", "")), _list(said.get("status", ""))
    if unknown := [code for code in codes if code not in services()]:
        raise NoSuchThing(name=f"service_code {unknown[0][:40]}")
    if unknown := [status for status in statuses if status not in STATUSES]:
        raise BadParameter(name="status", why=unknown[0][:40])
    since, until = span(_moment(said, "start_date", now.tzinfo), _moment(said, "end_date", now.tzinfo), now)
    return Asked(
        ids, codes, statuses, since, until, _whole(said, "page", 1), min(_whole(said, "page_size", MOST), MOST)
    )


def span(since: datetime | None, until: datetime | None, now: datetime) -> tuple[datetime, datetime]:
    """The two ends of what is asked for, never more than 90 days apart; refuses an end before its beginning."""
    if since and until and until < since:
        raise BadParameter(name="end_date", why=str(_("it is before start_date")))
    if since and not until:
        return since, since + SPAN
    until = until or now
    return max(since or until - SPAN, until - SPAN), until


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _moment(said: Mapping[str, str], name: str, zone: tzinfo | None) -> datetime | None:
    text = said.get(name, "").strip().replace(" ", "+")
    if not text:
        return None
    try:
        if _DATE.fullmatch(text):
            return datetime.combine(date.fromisoformat(text), time.max if name == "end_date" else time.min, zone)
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise BadParameter(name=name, why=text[:40]) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _whole(said: Mapping[str, str], name: str, default: int) -> int:
    text = said.get(name, "")
    if not text:
        return default
    if not text.isdigit() or len(text) > 6 or not int(text):
        raise BadParameter(name=name, why=text[:40])
    return int(text)
