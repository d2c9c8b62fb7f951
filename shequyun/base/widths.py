"""Full-width letters, digits and marks, as Chinese keyboards and old systems write them, brought to half width."""

_HALF = {code: code - 0xFEE0 for code in range(ord("！"), ord("～") + 1)}


def half_width(text: str, *, but: str = "") -> str:
    """The same text with ASCII signs: １２（Ａ） is 12(A). Signs in `but` stay; so does the full-width space."""
    return text.translate({code: half for code, half in _HALF.items() if chr(code) not in but} if but else _HALF)
