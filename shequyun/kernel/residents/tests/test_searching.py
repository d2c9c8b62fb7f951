"""The one search box: telephone numbers as people write them."""

import pytest

from shequyun.base.actor import NOBODY, Actor
from shequyun.base.scope import entered
from shequyun.kernel.residents.queries import find_residents
from shequyun.kernel.residents.tests.conftest import Street


def found(actor: Actor, text: str) -> list[tuple[str, str]]:
    with entered(actor.scope):
        return [(hit.resident.name, hit.by) for hit in find_residents(actor, text)]


@pytest.mark.parametrize(
    "text",
    [
        "13812345678",
        "138 1234 5678",
        "138-1234-5678",
        " １３８１２３４５６７８ ",
        "+86 138 1234 5678",
        "手机 138 1234 5678",
    ],
)
def test_a_phone_is_found_however_it_is_divided(street: Street, alice: Actor, text: str) -> None:
    street.enter("王五", values={"phone": "13812345678"})
    street.enter("赵六", home=1, values={"phone": "62581234"})
    assert found(alice, text) == [("王五", "phone")]


def test_a_landline_is_found_with_and_without_its_area(street: Street, alice: Actor) -> None:
    street.enter("赵六", values={"phone": "62581234"})
    for text in ("62581234", "021-62581234", "6258 1234"):
        assert found(alice, text) == [("赵六", "phone")]


def test_part_of_a_number_several_or_one_among_words_find_nobody(street: Street, alice: Actor) -> None:
    street.enter("王五", values={"phone": "13812345678"})
    for text in ("138 1234 567", "13812345678 女儿", "138123456789", "13812345678 13912345678"):
        assert found(alice, text) == []


def test_nobody_is_found_elsewhere(street: Street, carol: Actor) -> None:
    street.enter("王五", values={"phone": "13812345678"})
    assert [found(actor, "138 1234 5678") for actor in (carol, NOBODY)] == [[], []]
