"""How often somebody may ask: counted per address, per application, and for wrong keys, over some minutes."""

from datetime import timedelta

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shequyun.base.errors import Refusal
from shequyun.base.secrets import keyring

WHILE = timedelta(minutes=5)
MOST = {"read": 300, "bring": 60, "wrong": 10}


class TooOften(Refusal):
    code = "open311.too_often"
    status = 429
    sentence = _("Too many requests. Try again in five minutes.")


def check_asking(kind: str, who: str, *, count: int = 1) -> None:
    """Count one more of a kind (read, bring, wrong); refuses one too many. Old counts begin anew."""
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into open311_asking as a (who, since, count) values (%s, %s, %s) on conflict (who) do update set "
            "count = case when a.since < %s then excluded.count else a.count + excluded.count end, "
            "since = case when a.since < %s then excluded.since else a.since end returning count",
            [keyring().blind(f"open311:{kind}:{who}"), now, count, now - WHILE, now - WHILE],
        )
        (counted,) = cursor.fetchone()
    if counted > MOST[kind]:
        raise TooOften(retry_after=int(WHILE.total_seconds()))
