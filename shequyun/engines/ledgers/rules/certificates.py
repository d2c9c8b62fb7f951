"""The list of certificates: a committee may refuse those that are not on it (domain.md 3, J28). Data in data/."""

import json
from functools import cache
from pathlib import Path

LIST = Path(__file__).resolve().parents[1] / "data" / "certificates.json"


@cache
def listed() -> list[str]:
    """The names of the certificates that the committee gives."""
    return [one["name"] for one in json.loads(LIST.read_text())["listed"]]


@cache
def _words() -> list[str]:
    return [word for one in json.loads(LIST.read_text())["listed"] for word in one["words"]]


def unlisted(name: str) -> bool:
    """Whether a form is a certificate that is not on the list."""
    return "证明" in name and not any(word in name for word in _words())
