"""The unified social credit code, GB 32100-2015. Pure."""

import re

from django.utils.translation import gettext_lazy as _

from shequyun.base.errors import BadInput
from shequyun.base.widths import half_width

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # no I O S V Z
WEIGHTS = tuple(3**place % 31 for place in range(17))


class WrongCreditCode(BadInput):
    """Eighteen signs of the standard's alphabet, the last of which follows from the others."""

    code = "organisations.wrong_credit_code"
    sentence = _("This is not a unified social credit code: %(said)s.")


def check_sign(first17: str) -> str:
    """The 18th sign for seventeen (31 minus the weighted sum mod 31)."""
    total = sum(ALPHABET.index(sign) * weight for sign, weight in zip(first17, WEIGHTS, strict=True))
    return ALPHABET[(31 - total % 31) % 31]


def read_credit_code(text: str) -> str:
    """The code in normal form. Refuses other signs, other lengths and a wrong last sign."""
    code = re.sub(r"[\s\-]", "", half_width(text)).upper()
    if not re.fullmatch(f"[{ALPHABET}]{{18}}", code) or check_sign(code[:17]) != code[17]:
        raise WrongCreditCode(said=text.strip())
    return code
