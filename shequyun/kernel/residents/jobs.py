"""Background work of the register: what a new day changes without anybody writing."""

from django.utils import timezone
from procrastinate.contrib.django import app

from shequyun.base.scope import entered, scope_of
from shequyun.kernel.places.queries import districts
from shequyun.kernel.residents.queries import tallies


@app.periodic(cron="5 0 * * *")
@app.task(name="residents.count_again", queue="residents", pass_context=False)
def count_again(timestamp: int) -> None:
    """Records grow old overnight: every committee is counted again before the first page asks for it."""
    for code in districts():
        with entered(scope_of(code)):
            tallies(scope_of(code), today=timezone.localdate())
