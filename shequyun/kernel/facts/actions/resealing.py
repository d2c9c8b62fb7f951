"""Sealing what is known again under the newest key. Blind indexes stay: their key is another one."""

import json
from collections.abc import Iterator

from django.db import connection

from shequyun.base.secrets import Keyring, keyring
from shequyun.kernel.facts.choices import FieldKind
from shequyun.kernel.facts.fields import subjects

CHUNK = 2000


def reseal() -> Iterator[tuple[str, int]]:
    """(table.column, values sealed again) for every sealed column of a subject.

    Runs in the caller's transaction and scope: all or nothing. Changes are append-only for the application, so what
    they hold keeps the key version it was sealed under, like kept files and second factors: the key file keeps every version.
    """
    keys = keyring()
    for subject in subjects():
        for field in subject.fields:
            if field.kind == FieldKind.SECRET:
                column = f"{field.name}_sealed"
                yield f"{subject.table}.{column}", _column(subject.table, column, keys)


def _column(table: str, column: str, keys: Keyring) -> int:
    count = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                f"select id, {column} from {table} where {column} is not null and get_byte({column}, 0) <> %s "
                f"order by id limit %s for update",
                [keys.current, CHUNK],
            )
            rows = cursor.fetchall()
            if not rows:
                return count
            fresh = [(str(key), "\\x" + keys.seal(keys.unseal(sealed)).hex()) for key, sealed in rows]
            cursor.execute(
                f"update {table} t set {column} = n.sealed::bytea from jsonb_to_recordset(%s::jsonb) "
                f"as n(id uuid, sealed text) where t.id = n.id",
                [json.dumps([{"id": key, "sealed": sealed} for key, sealed in fresh])],
            )
        count += len(rows)
