"""Keeping files and cells sealed: they hold identity numbers."""

import base64
import json
import zlib
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from shequyun.base.secrets import keyring
from shequyun.engines.intake.models import Block, Upload

ROWS = 500

Cells = list[Any]
KeptLine = tuple[int, int, int, Cells]


def sealed_bytes(content: bytes) -> bytes:
    """Bytes compressed and sealed."""
    return keyring().seal(base64.b64encode(zlib.compress(content, 1)).decode())


def unsealed_bytes(sealed: bytes | memoryview) -> bytes:
    """What `sealed_bytes` sealed."""
    return zlib.decompress(base64.b64decode(keyring().unseal(sealed)))


def keep_lines(upload: Upload, lines: Iterable[KeptLine]) -> int:
    """Seal and write the cells of all rows as (number, sheet, line, cells); returns how many rows."""
    waiting: list[KeptLine] = []
    blocks: list[Block] = []
    count = 0
    for line in lines:
        waiting.append(line)
        count += 1
        if len(waiting) == ROWS:
            blocks.append(_block(upload, waiting))
            waiting = []
        if len(blocks) == 20:
            Block.objects.bulk_create(blocks)
            blocks = []
    if waiting:
        blocks.append(_block(upload, waiting))
    Block.objects.bulk_create(blocks)
    return count


def _block(upload: Upload, lines: Sequence[KeptLine]) -> Block:
    return Block(upload=upload, community=upload.community, first=lines[0][0], last=lines[-1][0], cells=pack(lines))


def chunks(upload_id: UUID) -> list[bytes]:
    """The sealed blocks of an upload in order. All at once (they are small), because COPY keeps the connection busy."""
    return [
        bytes(c) for c in Block.objects.filter(upload_id=upload_id).order_by("first").values_list("cells", flat=True)
    ]


def lines_of(upload_id: UUID, numbers: Sequence[int]) -> list[KeptLine]:
    """The cells of some rows, unsealed."""
    wanted = sorted(set(numbers))
    if not wanted:
        return []
    found = Block.objects.filter(upload_id=upload_id, first__lte=wanted[-1], last__gte=wanted[0]).order_by("first")
    keep = set(wanted)
    return [line for block in found if _holds(block, wanted) for line in unpack(bytes(block.cells)) if line[0] in keep]


def _holds(block: Block, numbers: Sequence[int]) -> bool:
    return any(block.first <= number <= block.last for number in numbers)


def pack(lines: Sequence[KeptLine]) -> bytes:
    """Rows as the cells of one block."""
    return sealed_bytes(json.dumps(lines, ensure_ascii=False, separators=(",", ":")).encode())


def unpack(cells: bytes) -> list[KeptLine]:
    """The rows of one block."""
    return [(number, sheet, line, values) for number, sheet, line, values in json.loads(unsealed_bytes(cells))]
