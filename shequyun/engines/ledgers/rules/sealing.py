"""Keeping what was written into a form sealed: it holds what is known about people."""

import base64
import json
import zlib
from typing import Any

from shequyun.base.secrets import keyring


def sealed_lines(lines: dict[str, Any]) -> bytes:
    """Lines compressed and sealed."""
    packed = zlib.compress(json.dumps(lines, ensure_ascii=False, separators=(",", ":")).encode(), 6)
    return keyring().seal(base64.b64encode(packed).decode())


def unsealed_lines(sealed: bytes | memoryview) -> dict[str, Any]:
    """What `sealed_lines` sealed."""
    return json.loads(zlib.decompress(base64.b64decode(keyring().unseal(sealed))))
