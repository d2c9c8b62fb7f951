"""Patterns of regex() that mean the same to Python, to a browser and to ODK Collect, and that cannot run for ever. Pure."""

import re

LONGEST = 200  # signs of a pattern, and of an answer that is held against one
_OPEN_ENDED = 3
_PIECE = re.compile(
    r"""\\[dws.\\+*?()\[\]{}|^$/]            # an escaped sign, or a class of signs
    | \[\^?(?:\\[dws.\\+*?()\[\]{}|^$/-]|[^\\\]\[])+\]   # a set
    | \((?:\?:)? | \) | \| | [\^$.]          # groups, either, ends, any sign
    | [*+?]\?? | \{\d{1,3}(?:,\d{0,3})?\}\??  # how often
    | [^\\\[\](){}|^$.*+?]                   # a sign that means itself""",
    re.VERBOSE,
)
_ENDLESS = re.compile(r"[*+]\??|\{\d+,\}\??")


def is_plain(pattern: str) -> bool:
    """Whether a pattern is within that part: no look-around, no references, nothing endless inside what repeats."""
    if len(pattern) > LONGEST or not _is_made_of_pieces(pattern):
        return False
    try:
        re.compile(pattern, re.ASCII)
    except re.error:
        return False
    return True


def _is_made_of_pieces(pattern: str) -> bool:
    at, endless, fixed = 0, 0, False  # `fixed`: what was just read must not repeat
    groups: list[bool] = []  # those that are open: whether something in it repeats
    while at < len(pattern):
        match = _PIECE.match(pattern, at)
        if match is None:
            return False
        piece = match[0]
        often = piece[0] in "*+?{"
        if often and fixed:
            return False
        endless += bool(_ENDLESS.fullmatch(piece))
        if piece.startswith("("):
            groups.append(False)
        elif often and piece[0] != "?":
            groups = [True] * len(groups)
        fixed = piece in "^$|" or piece.startswith("(") or (piece == ")" and bool(groups) and groups.pop())
        at = match.end()
    return endless <= _OPEN_ENDED


def matches(pattern: str, said: str) -> bool:
    """Whether the whole of an answer fits a plain pattern."""
    return len(said) <= LONGEST and re.fullmatch(pattern, said, re.ASCII) is not None
