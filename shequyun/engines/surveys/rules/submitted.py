"""A filled form as ODK Collect sends it, read into answers by path. Pure."""

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from shequyun.base.errors import BadInput

MOST_BYTES = 1_000_000
MOST_NODES = 5_000
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


class NotASubmission(BadInput):
    """Not a filled form of this server."""

    code = "surveys.not_a_submission"
    sentence = _("This is not a form filled in for this server (%(what)s). Fetch the blank form again.")


@dataclass(frozen=True)
class Submitted:
    """Which publication, which form filled in, and what. Repeated groups are lists under their path."""

    publication: UUID
    instance: UUID
    said: dict[str, Any]

    def about(self, who: str) -> tuple[UUID | None, dict[str, Any]]:
        """(the person, the answers); `who` is the name of the question for the person (serving.who_name)."""
        key = str(self.said.get(who) or "").strip()
        return _key(key, who) if key else None, {path: value for path, value in self.said.items() if path != who}


def read_submission(content: bytes) -> Submitted:
    """A submission out of its XML. Refuses what is none, and declarations, which could grow without end."""
    if len(content) > MOST_BYTES or _DECLARES.search(content) or b"\0" in content:
        raise NotASubmission(what="xml")
    try:
        root = ET.fromstring(content)  # noqa: S314 - without declarations nothing can grow
    except (ET.ParseError, ValueError, LookupError):
        raise NotASubmission(what="xml") from None
    if sum(1 for _node in root.iter()) > MOST_NODES:
        raise NotASubmission(what="size")
    _plain(root)
    said = root.findtext("meta/instanceID") or ""
    return Submitted(_key(root.get("id", ""), "id"), _key(said.removeprefix("uuid:"), "instanceID"), _answers(root))


def _plain(root: ET.Element) -> None:
    for node in root.iter():
        node.tag = str(node.tag).rpartition("}")[2]


def _answers(node: ET.Element, above: str = "", depth: int = 0) -> dict[str, Any]:
    """Leaves by path; what comes more than once is a list of answers."""
    if depth > 20:
        raise NotASubmission(what="depth")
    found: dict[str, Any] = {}
    names = [child.tag for child in node]
    for child in node:
        path = f"{above}{child.tag}"
        if above == "" and child.tag == "meta":
            continue
        if names.count(child.tag) > 1:
            inner = _answers(child, f"{path}/", depth + 1) if len(child) else {path: child.text or ""}
            found.setdefault(path, []).append(inner)
        elif len(child):
            found |= _answers(child, f"{path}/", depth + 1)
        else:
            found[path] = child.text or ""
    return found


def _key(said: str, what: str) -> UUID:
    try:
        return UUID(said.strip())
    except ValueError:
        raise NotASubmission(what=what) from None
