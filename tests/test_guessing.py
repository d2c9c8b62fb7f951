"""What is masked cannot be guessed away, and what no form offers cannot be written."""

from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from shequyun.base.actor import Actor
from shequyun.base.scope import entered
from shequyun.kernel.audit.models import Entry
from shequyun.kernel.residents.models import LookUp
from shequyun.kernel.residents.queries import is_number, resident_of
from tests.community import Community


@pytest.fixture
def client(here: Community, alice: Actor, signed_in: Any) -> Client:
    found: Client = signed_in(alice)
    return found


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("002X", True), ("13812341234", True), ("１３８１２３４１２３４", True), ("11010519491231002x", True), ("H12345678", True),
     ("1381", True), ("138", False), ("138 1234 1234", True), ("021-6258 1234", True), ("张建国", False), ("zhangjianguo", False), ("610-3-301", False), ("1381234", False)],
)  # fmt: skip
def test_what_is_a_whole_number(text: str, is_one: bool) -> None:
    assert is_number(text) is is_one


def test_numbers_are_searched_for_so_often_and_names_as_often_as_wanted(
    client: Client, alice: Actor, settings: LazySettings
) -> None:
    settings.NUMBER_SEARCHES = 3
    assert [client.get("/search/", {"q": f"1381234000{n}"}).status_code for n in range(5)] == [200, 200, 200, 429, 429]
    assert client.get("/people/").status_code == client.get("/search/", {"q": "张建国"}).status_code == 200
    with entered(alice.scope):
        assert Entry.objects.filter(verb="residents.look_up").count() == 1
    LookUp.objects.update(since="2020-01-01T00:00Z")
    assert client.get("/search/", {"q": "13812340000"}).status_code == 200


def test_a_value_that_no_page_offers_is_not_written(client: Client, here: Community, alice: Actor) -> None:
    """Who a record was merged into is the word of a merge, which can be taken back."""
    url, said = f"/residents/{here.resident}/fields/merged_into/", {"value": str(here.other_resident), "version": "1"}
    assert [client.get(url).status_code, client.post(url, said).status_code] == [404, 404]
    with entered(alice.scope):
        assert resident_of(alice, here.resident).merged_into is None
