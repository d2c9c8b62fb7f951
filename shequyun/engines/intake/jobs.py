"""Background work of the intake: each job fetches an upload and calls one action."""

from typing import Any
from uuid import UUID

from procrastinate.contrib.django import app

from shequyun.engines.intake import actions
from shequyun.engines.intake.actions.running import actor_from


@app.task(name="intake.read", queue="intake")
def read(upload_id: str, who: dict[str, Any]) -> None:
    """Read a file and suggest its columns."""
    actions.read(actor_from(who), UUID(upload_id))


@app.task(name="intake.check", queue="intake")
def check(upload_id: str, who: dict[str, Any]) -> None:
    """Compare a file with what is known."""
    actions.check(actor_from(who), UUID(upload_id))


@app.task(name="intake.commit", queue="intake")
def commit(upload_id: str, who: dict[str, Any]) -> None:
    """Write a file that people have decided."""
    actions.commit(actor_from(who), UUID(upload_id))
