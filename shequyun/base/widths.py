"""Full-width letters, digits and marks, as Chinese keyboards and old systems write them, brought to half width."""

from functools import cache


def half_width(text: str, *, but: str = "") -> str:
    """The same text with ASCII signs: １２（Ａ） is 12(A). Signs in `but` stay; so does the full-width space."""
    return text if text.isascii() else text.translate(_halves(but))


@cache
def _halves(but: str) -> dict[int, int]:
    return {code: code - 0xFEE0 for code in range(ord("！"), ord("～") + 1) if chr(code) not in but}
