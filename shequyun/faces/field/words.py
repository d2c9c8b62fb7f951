"""The sentences of the app: what its scripts say as t("…"), for the catalogue that they fetch and for `bin/messages`."""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from django.utils.translation import gettext

FOLDER = Path(__file__).parent / "static" / "field"
_SAID = re.compile(r"""\bt\(\s*"((?:[^"\\]|\\.)*)\"""")


def said_in(script: str) -> Iterator[str]:
    """The sentences of one script."""
    for found in _SAID.findall(script):
        yield found.replace('\\"', '"')


def catalogue() -> dict[str, str]:
    """Every sentence in the language in force."""
    return {sentence: gettext(sentence) for sentence in _all()}


@lru_cache(maxsize=1)
def _all() -> tuple[str, ...]:
    found = (sentence for path in sorted(FOLDER.glob("*.js")) for sentence in said_in(path.read_text()))
    return tuple(dict.fromkeys(found))
