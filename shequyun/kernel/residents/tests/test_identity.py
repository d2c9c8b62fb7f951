"""Identity documents: GB 11643 and what surrounds it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shequyun.base.errors import BadInput
from shequyun.kernel.residents.rules.identity import (
    BirthContradicts,
    DigitsLost,
    IdentityDocument,
    ImpossibleDate,
    SexContradicts,
    UnknownForm,
    WrongCheckDigit,
    WrongLength,
    check_agrees,
    check_digit,
    from_15_digits,
    read_document,
)

BORN = st.dates(date(1900, 1, 1), date(2026, 1, 1))
NUMBERS = st.builds(
    lambda area, born, serial: f"{area}{born:%Y%m%d}{serial:03}",
    st.sampled_from(["310106", "110105", "810000", "653199"]), BORN, st.integers(1, 999),
)  # fmt: skip


def test_the_examples_of_the_standard() -> None:
    """GB 11643-1999, annex: 11010519491231002X and 440524188001010014."""
    first, second = read_document("11010519491231002X"), read_document("440524188001010014")
    assert first == IdentityDocument("mainland_id", "11010519491231002X", date(1949, 12, 31), "2")
    assert second == IdentityDocument("mainland_id", "440524188001010014", date(1880, 1, 1), "1")


@given(NUMBERS)
def test_whoever_follows_the_rule_is_read(first17: str) -> None:
    read = read_document(first17 + check_digit(first17))
    assert (read.birth_date, read.sex) == (
        date(int(first17[6:10]), int(first17[10:12]), int(first17[12:14])),
        "1" if int(first17[16]) % 2 else "2",
    )


@given(NUMBERS, st.integers(0, 16), st.integers(1, 9))
def test_one_mistyped_digit_never_passes(first17: str, place: int, shift: int) -> None:
    wrong = first17[:place] + str((int(first17[place]) + shift) % 10) + first17[place + 1 :]
    with pytest.raises(BadInput):
        read_document(wrong + check_digit(first17))


@given(NUMBERS, st.integers(0, 15))
def test_two_neighbours_that_changed_places_never_pass(first17: str, place: int) -> None:
    swapped = first17[:place] + first17[place + 1] + first17[place] + first17[place + 2 :]
    if swapped != first17:
        with pytest.raises(BadInput):
            read_document(swapped + check_digit(first17))


@pytest.mark.parametrize(
    "typed", ["11010519491231002x", " 110105 19491231 002X ", "'11010519491231002X", "110105-19491231-002Ｘ"]
)
def test_ways_of_typing(typed: str) -> None:
    assert read_document(typed).number == "11010519491231002X"


@given(NUMBERS.filter(lambda number: number[6:8] == "19"))
def test_the_fifteen_digit_form_is_completed(first17: str) -> None:
    old = first17[:6] + first17[8:]
    assert read_document(old).number == from_15_digits(old) == first17 + check_digit(first17)


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("110105194912310021", WrongCheckDigit),
        ("1101051949123100", WrongLength),
        ("1101051949123100211", WrongLength),
        ("110105194913310026", ImpossibleDate),
        ("110105190002290026", ImpossibleDate),
        ("3.10106E+17", DigitsLost),
        ("3.10106195203E17", DigitsLost),
        ("310106195203040000.0", DigitsLost),
        ("310106195203040000", DigitsLost),
        ("不详", UnknownForm),
        ("12", UnknownForm),
    ],
)
def test_refusals(typed: str, refusal: type[BadInput]) -> None:
    with pytest.raises(refusal):
        read_document(typed)


def test_the_right_check_digit_is_told() -> None:
    with pytest.raises(WrongCheckDigit) as told:
        read_document("110105194912310021")
    assert told.value.details == {"right": "X"}


@pytest.mark.parametrize(
    ("first17", "kind"),
    [("81000019900101901", "hmt_residence"), ("82000019900101901", "hmt_residence"),
     ("83000019900101902", "hmt_residence"), ("31010619900101901", "mainland_id")],
)  # fmt: skip
def test_residence_permits_of_compatriots_are_told_by_their_first_digits(first17: str, kind: str) -> None:
    assert read_document(first17 + check_digit(first17)).kind == kind


@pytest.mark.parametrize(
    ("typed", "said", "kind"),
    [
        ("H12345678", "", "hong_kong_macao_permit"),
        ("M1234567801", "", "hong_kong_macao_permit"),
        ("12345678", "", "taiwan_permit"),
        ("1234567890", "", "taiwan_permit"),
        ("E12345678", "", "passport"),
        ("EA1234567", "", "passport"),
        ("ZZ880123", "", "passport"),
        ("G123456789", "", "birth_certificate"),
        ("USA310012345678", "", "foreign_permanent"),
        ("08AB12345", "passport", "passport"),
        ("军字第1234号", "other", "other"),
    ],
)
def test_other_documents(typed: str, said: str, kind: str) -> None:
    assert read_document(typed, said).kind == kind


def test_a_document_of_a_kind_has_the_form_of_that_kind() -> None:
    for kind, number in (("passport", "!!"), ("taiwan_permit", "H12345678"), ("unheard_of", "12345678")):
        with pytest.raises(UnknownForm):
            read_document(number, kind)
    with pytest.raises(WrongLength):
        read_document("12345678", "mainland_id")


def test_birth_date_and_sex_beside_the_number() -> None:
    document = read_document("11010519491231002X")
    check_agrees(document, birth_date=date(1949, 12, 31), sex="2")
    check_agrees(document, birth_date=None, sex="")
    check_agrees(read_document("H12345678"), birth_date=date(1949, 1, 1), sex="1")
    with pytest.raises(BirthContradicts):
        check_agrees(document, birth_date=date(1949, 12, 30), sex="")
    with pytest.raises(SexContradicts):
        check_agrees(document, birth_date=None, sex="1")
