"""The same content again, whatever file it comes in. Pure."""

import hashlib
from collections.abc import Iterable

from shequyun.engines.intake.rules.cells import Table


def content_fingerprint(tables: Iterable[Table]) -> str:
    """SHA-256 over titles and cells of all lists: the same content, saved anew or with other sheet names and notes."""
    digest = hashlib.sha256()
    for table in tables:
        digest.update("\x1f".join(column.title for column in table.columns).encode("utf-8", "replace"))
        for row in table.rows:
            digest.update(repr(row.cells).encode("utf-8", "replace"))
    return digest.hexdigest()
