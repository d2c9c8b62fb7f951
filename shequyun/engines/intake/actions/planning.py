"""One path for a whole file and for one row that a person decided: place, match, resolve, stage, compare, judge."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db import connection

from shequyun.base.actor import Actor
from shequyun.base.scope import COMMITTEE
from shequyun.engines.intake.actions import matching, placing, resolving
from shequyun.engines.intake.actions.finding import prepared
from shequyun.engines.intake.actions.judging import judge
from shequyun.engines.intake.actions.running import ADD_HOMES
from shequyun.engines.intake.actions.staging import forget, stage_beside, stage_people
from shequyun.engines.intake.actions.things import SAID_THING
from shequyun.engines.intake.actions.things_planning import resolve_things, stage_things
from shequyun.engines.intake.fields import beside_of, of_people
from shequyun.engines.intake.models import Upload
from shequyun.kernel.facts.actions import compare
from shequyun.kernel.facts.fields import subject_of

SAID = (
    "number int, sheet smallint, line int, name text, former text, birth date, doc bytea, doc_kind text, address text, "
    "door text, place jsonb, hukou text, hukou_door text, hukou_place jsonb, living_outside text, hukou_outside text, "
    "lives boolean, registered boolean, leaves text, household text, from_date date, resident jsonb, document jsonb, "
    "stay jsonb, fresh uuid, problems jsonb, summary jsonb, refused boolean, unplaced boolean, beside jsonb"
)
_TEMPORARY = "said, spot, placed, hit, verdict, resolved, twin, want, stays, houses, touched"


def plan(
    actor: Actor, upload: Upload, lines: Iterable[bytes], *, numbers: Collection[int] | None, doubt: bool = False
) -> None:
    """Plan rows, given as lines of COPY in the order of SAID. `numbers`: the rows that are planned anew; None: all.

    With `doubt` the rows go back to a person, whatever matching says.
    """
    batch = prepared(upload)
    params, kind = _params(actor, upload, numbers), upload.subject_kind
    beside = beside_of(kind)
    read_in(lines, SAID if of_people(kind) else SAID_THING)
    _decisions(params, doubt)
    if numbers is not None:
        forget(params)
    if beside is not None:
        placing.find_places(params)
        matching.find_residents(params)
        resolving.resolve_beside(beside, params)
        stage_beside(beside, params)
    elif kind == "resident":
        placing.find_places(params)
        matching.find_residents(params)
        resolving.resolve(params)
        stage_people(params)
    else:
        resolve_things(kind, subject_of(kind).table, params)
        stage_things(kind, params)
    compare(batch, rows=numbers)
    judge(params)


def read_in(lines: Iterable[bytes], said: str) -> None:
    """COPY the rows that were read into the temporary table `said`."""
    with connection.cursor() as cursor:
        cursor.execute(f"drop table if exists {_TEMPORARY}")
        columns = ", ".join(f'{c} collate "C"' if c.endswith(" text") else c for c in said.split(", "))
        cursor.execute(f"create temp table said ({columns}) on commit drop")
        with cursor.copy("copy said from stdin") as copy:
            for line in lines:
                copy.write(line)
        cursor.execute("create index on said (number)")
        cursor.execute(
            f"analyze said ({', '.join(c.split()[0] for c in said.split(', ') if not c.endswith(' jsonb'))})"
        )


def _decisions(params: dict[str, Any], doubt: bool) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "create temp table verdict on commit drop as select number, nullif(decision, '') as decision, decided_id, "
            "%(doubt)s and decision = '' as doubt from intake_row where upload_id = %(upload)s and not %(whole)s "
            "and number = any(%(numbers)s)",
            params | {"doubt": doubt},
        )


def _params(actor: Actor, upload: Upload, numbers: Collection[int] | None) -> dict[str, Any]:
    return {
        "lo": actor.scope.lo,
        "hi": actor.scope.hi,
        "area": upload.community,
        "committee": upload.community if len(upload.community) == COMMITTEE else None,
        "batch": upload.batch_id,
        "upload": upload.pk,
        "on": upload.observed_on,
        "may_add": actor.can(ADD_HOMES),
        "whole": numbers is None,
        "numbers": list(numbers or ()),
    }
