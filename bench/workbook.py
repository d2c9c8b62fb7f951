"""The workbook that is imported: 20 columns, people the register knows, some of them with another phone, and new ones.

Nine lines of ten are of people whom the register knows, as far as there are so many; every ninth of them has a new
phone. The others have just moved into homes that the register knows.
"""

from collections.abc import Iterator
from itertools import islice

import xlsxwriter

from bench.world import PEOPLE, World
from shequyun.faces.cli.management.commands.demo import DAY, SEED
from shequyun.faces.cli.synthetic import communities, community
from shequyun.faces.cli.synthetic.list_columns import COLUMNS, listed

PHONE, HOME, HUKOU, RELATION = 5, 6, 7, 8  # of the cells after the serial number
KNOWN_SHARE, CORRECTED, STRANGERS = 0.9, 9, 4242


def write(world: World, path: str, rows: int, *, part: int = 0, parts: int = 1) -> None:
    """A workbook of so many rows; of several parts each holds other people."""
    book = xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_numbers": False})
    sheet = book.add_worksheet("人口")
    sheet.write_row(0, 0, COLUMNS)
    for at, cells in enumerate(islice(lines(world, rows, world.known[part::parts]), rows), 1):
        sheet.write_row(at, 0, [str(at), *cells])
    book.close()


def lines(world: World, rows: int, known: list[str]) -> Iterator[list[str]]:
    """The cells of every row after the serial number."""
    names = {one.code: one.name for one in communities("31")}
    homes: list[str] = []
    count = 0
    for code in known:
        size = PEOPLE["tiny"] if world.tiny else None
        for cells in listed(community(code, names[code], SEED, size, on=DAY)):
            if count >= rows * KNOWN_SHARE:
                break
            count += 1
            homes.append(cells[HOME])
            yield _corrected(cells) if count % CORRECTED == 0 and cells[PHONE] else cells
    yield from _strangers(homes, known[0], rows - count)


def _corrected(cells: list[str]) -> list[str]:
    cells[PHONE] = f"{cells[PHONE][:-4]}{(int(cells[PHONE][-4:]) + 1) % 10_000:04}"
    return cells


def _strangers(homes: list[str], near: str, count: int) -> Iterator[list[str]]:
    """People of other districts and another seed, as tenants behind doors of this register."""
    place = 0
    for one in communities("310115"):
        for cells in listed(community(one.code, one.name, STRANGERS + int(near[-3:]), on=DAY)):
            if place == count:
                return
            cells[HOME], cells[HUKOU], cells[RELATION] = homes[place * 7 % len(homes)], "外省市", ""
            place += 1
            yield cells
