"""Masks: a value shown without disclosing it. Practice, no standard prescribes a pattern: keep little, keep it constant."""

STAR = "*"


def mask_phone(number: str) -> str:
    """138****5678; a landline keeps its last two digits."""
    if len(number) == 11 and number.isdigit():
        return number[:3] + STAR * 4 + number[-4:]
    return STAR * max(len(number) - 2, 1) + number[-2:]


def mask_document(number: str) -> str:
    """31***************4 for 15 characters and more; shorter numbers keep one character at each end.

    The date of birth and the sex stand beside it on every page. With four digits at the end, the check digit among them
    (GB 11643), three of a city's county codes would fit, and the number be known.
    """
    if len(number) >= 15:
        return number[:2] + STAR * (len(number) - 3) + number[-1:]
    return number[:1] + STAR * max(len(number) - 2, 1) + number[-1:]


def mask_name(name: str) -> str:
    """张*, 张*华: the first and, from three characters on, the last stay."""
    if len(name) <= 1:
        return STAR
    return name[0] + STAR if len(name) == 2 else name[0] + STAR * (len(name) - 2) + name[-1]
