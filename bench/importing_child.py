"""One workbook in and out again, as the worker does it; prints the seconds of every step as JSON.

Also counted: what the rule labels took inside the commit, and for how many people they are wrong after it.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import django

if __name__ == "__main__":
    django.setup()

from django.utils import timezone

from bench.timing import clock
from shequyun.base.actor import Actor
from shequyun.base.scope import entered
from shequyun.engines.cohorts.actions import follow_rule
from shequyun.engines.cohorts.actions.heeding import heed
from shequyun.engines.intake import actions, queries
from shequyun.kernel.access.queries import actor_by_name
from shequyun.kernel.facts import fields
from shequyun.kernel.labels.queries import rule_labels


def main(path: Path, area: str) -> dict[str, Any]:
    """Every step with its seconds."""
    chen = actor_by_name("chen")
    actor = Actor(chen.staff_id, chen.post_id, chen.name, chen.role, area, chen.rights)
    labels = _watched(heed)
    done: dict[str, Any] = {}

    def step(name: str, act: Callable[[], Any]) -> Any:
        with clock() as taken:
            found = act()
        done[name] = taken.seconds
        return found

    key = step("upload", lambda: _upload(actor, path))
    step("read", lambda: actions.read(actor, key))
    step("check", lambda: _check(actor, key))
    with entered(actor.scope):
        done["counts"] = dict(queries.upload_state(actor, key).counts)
    actions.start_commit(actor, key)
    labels.clear()
    applied = step("commit", lambda: actions.commit(actor, key))
    done["labels"], done["wrong"] = sum(labels), _wrong(actor)
    done["applied"] = str(applied)
    done["left"] = step("undo", lambda: actions.undo(actor, key)).left.__len__()
    actions.discard(actor, key)
    return done


def _upload(actor: Actor, path: Path) -> UUID:
    return actions.upload(
        actor, file_name=path.name, content=path.read_bytes(), source="ledger", observed_on=timezone.localdate()
    )


def _check(actor: Actor, key: UUID) -> None:
    with entered(actor.scope):
        sheets = queries.columns(actor, key)
    mapping = {sheet.index: {c.index: c.target for c in sheet.columns if c.target} for sheet in sheets}
    actions.map_columns(actor, key, mapping=mapping)
    actions.check(actor, key)


def _watched(refresher: Callable[[UUID], None]) -> list[float]:
    """The seconds of every run of a refresher, from now on."""
    seconds: list[float] = []

    def timed(batch_id: UUID) -> None:
        with clock() as taken:
            refresher(batch_id)
        seconds.append(taken.seconds)

    fields._refreshers[:] = [(kinds, timed if one is refresher else one) for kinds, one in fields._refreshers]
    return seconds


def _wrong(actor: Actor) -> int:
    """How many labellings a look at everybody would still change."""
    count = 0
    for label in rule_labels():
        with entered(actor.scope):
            moved = follow_rule(label, actor.scope, on=timezone.localdate())
        count += moved.joined + moved.left
    return count


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), sys.argv[2])))
