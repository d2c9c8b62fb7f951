"""The unified social credit code, GB 32100-2015."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shequyun.kernel.organisations.rules import ALPHABET, WrongCreditCode, check_sign, read_credit_code

FIRST = st.text(ALPHABET, min_size=17, max_size=17)


def test_an_invented_code_of_a_county_that_does_not_exist() -> None:
    """Weighed by hand: 9131019900000001 7 with weights 3^n mod 31."""
    first17 = "91310199000000017"
    weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
    total = sum(int(sign) * weight for sign, weight in zip(first17, weights, strict=True))
    assert check_sign(first17) == ALPHABET[(31 - total % 31) % 31]


@given(FIRST)
def test_a_right_code_is_read_however_it_is_typed(first17: str) -> None:
    code = first17 + check_sign(first17)
    assert {
        read_credit_code(typed) for typed in (code, code.lower(), f" {code[:9]} {code[9:]} ", f"{code[:8]}-{code[8:]}")
    } == {code}


@given(FIRST, st.integers(0, 16), st.integers(1, 30))
def test_one_mistyped_sign_never_passes(first17: str, place: int, shift: int) -> None:
    sign = ALPHABET[(ALPHABET.index(first17[place]) + shift) % 31]
    with pytest.raises(WrongCreditCode):
        read_credit_code(first17[:place] + sign + first17[place + 1 :] + check_sign(first17))


@pytest.mark.parametrize("typed", ["", "91310199", "9131019900000001IO", "无"])
def test_refusals(typed: str) -> None:
    with pytest.raises(WrongCreditCode):
        read_credit_code(typed)
