"""Many rows are read by helpers: they say what this process would have said, in the same order, or nothing is planned."""

import re
from concurrent.futures.process import BrokenProcessPool
from datetime import date
from multiprocessing import active_children

import pytest
from cryptography.exceptions import InvalidTag

from shequyun.base.secrets import keyring
from shequyun.engines.intake.actions.keeping import pack
from shequyun.engines.intake.actions.normalising import AHEAD, MANY, Setting, lines_from
from shequyun.engines.intake.tests.street import PEOPLE

TARGETS = ("name", "document_number", "birth_date", "phone", "living_address", "presence", "remark")
SETTING = Setting("resident", {0: dict(enumerate(TARGETS))}, {}, {}, {}, date(2021, 6, 1))
FRESH = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
SEALED = re.compile(r'_sealed":"\\+x([0-9a-f]+)"')


def blocks(count: int, size: int = 3) -> list[bytes]:
    """Sealed blocks of so many rows each; a remark tells every row from the others."""
    rows = [
        (number, 0, number + 2, [*list(PEOPLE[number % len(PEOPLE)].values())[:-1], f"第{number}行"])
        for number in range(1, count * size + 1)
    ]
    return [pack(rows[start : start + size]) for start in range(0, len(rows), size)]


def said(sealed: list[bytes], total: int) -> list[tuple[int, str]]:
    """What every block says, without what is another each time: keys and seals."""
    return [
        (count, SEALED.sub(lambda seal: keyring().unseal(bytes.fromhex(seal.group(1))), FRESH.sub("", lines.decode())))
        for count, lines in lines_from(SETTING, sealed, total)
    ]


def test_helpers_say_what_this_process_says() -> None:
    sealed = blocks(AHEAD * 2 + 1)
    assert said(sealed, MANY) == said(sealed, MANY - 1)


def test_a_block_that_somebody_changed_is_refused() -> None:
    sealed = blocks(3)
    sealed[1] = sealed[1][:-1] + bytes([sealed[1][-1] ^ 1])
    with pytest.raises(InvalidTag):
        said(sealed, MANY)


def test_nothing_is_left_out_where_helpers_are_killed() -> None:
    reading = lines_from(SETTING, blocks(AHEAD * 4), MANY)
    next(reading)
    for helper in active_children():
        helper.kill()
    with pytest.raises(BrokenProcessPool):
        list(reading)
