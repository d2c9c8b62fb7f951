"""Background work of the register: what a new day changes, and what the planner should know, without anybody writing."""

from django.utils import timezone
from procrastinate.contrib.django import app

from shequyun.base.scope import entered, scope_of
from shequyun.base.statistics import know_communities
from shequyun.kernel.places.queries import districts
from shequyun.kernel.residents.queries import tallies

READ_WHOLE = ("residents_resident", "places_dwelling")  # committee by committee, for lists, screening and counts


@app.periodic(cron="5 0 * * *")
@app.task(name="residents.count_again", queue="residents", pass_context=False)
def count_again(timestamp: int) -> None:
    """Records grow old overnight: every committee is counted again before the first page asks for it."""
    communities = 0
    for code in districts():
        with entered(scope_of(code)):
            communities += len(tallies(scope_of(code), today=timezone.localdate()))
    know_communities(READ_WHOLE, communities)
