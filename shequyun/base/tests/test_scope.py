"""Areas by their codes."""

import pytest

from shequyun.base.scope import above, subdistrict_of


@pytest.mark.parametrize(
    ("area", "found"),
    [
        ("", []),
        ("31", ["31"]),
        ("310106011", ["31", "310106", "310106011"]),
        ("310106011023005", ["31", "310106", "310106011", "310106011023", "310106011023005"]),
    ],
)
def test_an_area_lies_in_itself_and_in_the_larger_ones(area: str, found: list[str]) -> None:
    assert above(area) == found


def test_the_subdistrict_of_a_code() -> None:
    assert [subdistrict_of(code) for code in ("310106011023005", "310106011", "310106")] == [
        "310106011", "310106011", "310106",
    ]  # fmt: skip
