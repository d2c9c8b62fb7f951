"""Text files with divided columns: the encodings and delimiters of Chinese offices. Pure; runs in the child."""

import csv
import io
from collections.abc import Iterator

_FOREIGN = 30  # characters beyond ASCII after which a text that began as UTF-8 was meant as UTF-8


class Unreadable(ValueError):
    """Neither UTF-8 nor GB18030 nor UTF-16, or UTF-8 that is damaged."""


def text_rows(raw: bytes) -> Iterator[list[str]]:
    """Rows of a text file, divided by comma, semicolon or tab, whichever divides its first lines most evenly."""
    text = decoded(raw)
    csv.field_size_limit(1_000_000)
    yield from csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text[:20_000]))


def decoded(raw: bytes) -> str:
    """UTF-8 with or without mark, UTF-16 with mark, else GB18030. Refuses bytes that none of them fits.

    Bytes that are UTF-8 for a while and then are not were cut or damaged; read as GB18030 they would be rubbish.
    """
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strict(raw, "utf-16")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        sound = raw[: error.start].decode("utf-8", "ignore")
        if raw.startswith(b"\xef\xbb\xbf") or sum(ord(sign) > 127 for sign in sound) >= _FOREIGN:
            raise Unreadable("damaged") from None
    return _strict(raw, "gb18030")


def _strict(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        raise Unreadable(encoding) from None


def _delimiter(sample: str) -> str:
    """The sign that gives the most lines the same number of columns; quoted signs do not count."""

    def evenness(sign: str) -> tuple[int, int]:
        widths = [len(row) for row in csv.reader(io.StringIO(sample, newline=""), delimiter=sign) if len(row) > 1]
        common = max(set(widths), key=widths.count) if widths else 0
        return widths.count(common), common

    return max((",", "\t", ";"), key=evenness)
