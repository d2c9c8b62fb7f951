"""Jobs over one upload: deferred with the action that asked for them, one at a time, with progress others can see."""

import time
from collections.abc import Collection, Mapping
from types import TracebackType
from typing import Any
from uuid import UUID

import psycopg
from django.db import connection
from django.db.models import Model
from django.utils import timezone
from procrastinate.contrib.django import app

from shequyun.base.actor import Actor
from shequyun.base.errors import NotVisible
from shequyun.base.scope import Scope
from shequyun.engines.intake.fields import apart_of
from shequyun.engines.intake.models import Upload
from shequyun.engines.intake.queries.uploads import work_key

ADD_HOMES = "dwellings.correct"
ROOM = "64MB"  # for each sort or hash: 100,000 rows and what belongs to them, which otherwise goes by the disk
BETWEEN = 0.4


def defer(actor: Actor, job: str, upload: Upload, right: str) -> None:
    """Queue a job in the running transaction; it acts for the actor, with the rights that it needs and they have."""
    apart = apart_of(upload.subject_kind)
    rights = {right, ADD_HOMES} | (apart.takes if apart else set())
    defer_job(f"intake.{job}", actor, rights=rights, upload_id=str(upload.pk))


def defer_job(name: str, actor: Actor, *, rights: Collection[str], **about: str) -> None:
    """Queue any job in the running transaction; it acts for the actor, with those of the rights that they have."""
    who = {
        "staff_id": str(actor.staff_id),
        "post_id": str(actor.post_id),
        "name": actor.name,
        "role": actor.role,
        "area": actor.area,
        "rights": sorted(actor.rights & set(rights)),
    }
    app.configure_task(name).defer(**about, who=who)


def actor_from(who: Mapping[str, Any]) -> Actor:
    """The actor that a job acts for."""
    ids = {name: None if who[name] == "None" else UUID(who[name]) for name in ("staff_id", "post_id")}
    return Actor(**ids, name=who["name"], role=who["role"], area=who["area"], rights=frozenset(who["rights"]))


def alone(actor: Actor, upload_id: UUID, state: str) -> Upload | None:
    """The upload, once no other job works on it; None if it no longer waits for this job (a double click)."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [work_key(upload_id)])
    give_room()
    upload = Upload.objects.visible_to(actor).defer("content").filter(pk=upload_id).first()
    if upload is None:
        raise NotVisible()
    return upload if upload.state == state else None


def give_room() -> None:
    """Let the rest of this transaction sort and hash in memory."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('work_mem', %s, true)", [ROOM])


class Progress:
    """Progress of a job on the row that it is about (step, done, total), written by a connection of its own so that it
    shows before the job's transaction ends."""

    def __init__(self, row: Model, scope: Scope) -> None:
        self.row, self.scope, self.at, self.at_step = row, scope, 0.0, ""
        parameters = connection.get_connection_params() | {"cursor_factory": None}
        self.connection: psycopg.Connection[Any] = psycopg.connect(**parameters, autocommit=True)

    def __enter__(self) -> "Progress":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.connection.close()

    def step(self, name: str, total: int) -> None:
        """A new step begins."""
        self.at_step = name
        self._write("step = %s, done = 0, total = %s, started_at = %s", [name, total, timezone.now()])

    def tell(self, step: str, done: int) -> None:
        """So much of a step is done, which begins with it."""
        if step != self.at_step:
            self.step(step, done)
        self.move(done)

    def move(self, done: int) -> None:
        """So much is done; written at most a few times a second."""
        if time.monotonic() - self.at > BETWEEN:
            self._write("done = %s", [done])

    def _write(self, what: str, values: list[Any]) -> None:
        self.at = time.monotonic()
        with self.connection.transaction():
            self.connection.execute(
                "select set_config('shequyun.lo', %s, true), set_config('shequyun.hi', %s, true)",
                [self.scope.lo, self.scope.hi],
            )
            table = self.row._meta.db_table
            self.connection.execute(f"update {table} set {what} where id = %s", [*values, self.row.pk])
