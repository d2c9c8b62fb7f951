"""The queue of discrepancies on screen: told, filtered, settled where it is seen, and answered to the source."""

from typing import Any

import pytest
from django.test import Client

from shequyun.base.actor import Actor
from shequyun.base.scope import entered
from shequyun.faces.workbench.tests.test_registers import sheet
from shequyun.kernel.facts.queries import discrepancies, disputes_about
from shequyun.kernel.residents.queries import coverage_by_committee, resident_of
from tests.cast import HERE
from tests.community import DAY, Community


@pytest.fixture
def client(here: Community, alice: Actor, signed_in: Any) -> Client:
    found: Client = signed_in(alice)
    return found


def test_the_queue_tells_both_sides(client: Client, here: Community) -> None:
    page = client.get("/discrepancies/").context
    line = page["lines"][0]
    assert (line.about.name, line.about.place, str(line.known), str(line.claimed)) == (
        "张建国", "恒丰路610弄3号101", "张建国", "张建果",
    )  # fmt: skip
    assert [(code, n) for code, _name, n in page["by_source"]] == [("ledger", 1)]
    assert client.get("/discrepancies/?source=police").context["lines"] == []
    assert client.get("/discrepancies/?field=resident.phone").context["lines"] == []
    assert len(client.get("/discrepancies/?field=resident.name").context["lines"]) == 1


@pytest.mark.parametrize(("button", "name"), [("keep", "张建国"), ("take", "张建果")])
def test_one_is_settled_on_the_page_of_the_person(
    client: Client, here: Community, alice: Actor, button: str, name: str
) -> None:
    url = f"/residents/{here.resident}/"
    assert [line.claimed for line in client.get(url).context["disputes"]] == ["张建果"]
    data = {button: here.discrepancy, "resident": here.resident}
    assert client.post("/discrepancies/settling/", data).headers["Location"] == url
    assert client.get(url).context["disputes"] == []
    with entered(alice.scope):
        assert (resident_of(alice, here.resident).name, disputes_about(alice, [here.resident])) == (name, [])
    assert client.post("/discrepancies/settling/", data).status_code == 409


def test_the_queue_keeps_its_filter_when_something_is_settled(client: Client, here: Community) -> None:
    data = {"pk": [here.discrepancy], "outcome": "keep", "query": "source=ledger", "reason": "身份证为准"}
    assert client.post("/discrepancies/settling/", data).headers["Location"] == "/discrepancies/?source=ledger"
    assert client.post("/discrepancies/settling/", {"pk": "x"}).status_code == 422


def test_the_source_gets_its_answer_as_a_workbook(client: Client, here: Community, alice: Actor) -> None:
    client.post("/discrepancies/settling/", {"pk": [here.discrepancy], "outcome": "keep", "reason": "身份证为准"})
    rows = sheet(client.post("/discrepancies/answers/", {"source": "ledger", "reason": "回复"}))
    assert rows[2][:4] == ("张建国", "恒丰路610弄3号101", "姓名", "张建果")
    assert (rows[2][7], rows[2][10]) == ("张建国", "身份证为准")
    assert len(sheet(client.post("/discrepancies/answers/", {"source": "police", "reason": "回复"}))) == 2
    assert client.post("/discrepancies/answers/", {"source": "ledger", "reason": ""}).status_code == 422
    assert client.post("/discrepancies/answers/", {"source": "nobody", "reason": "回复"}).status_code == 422


def test_accuracy_falls_with_a_dispute_and_rises_when_it_is_settled(
    client: Client, here: Community, alice: Actor
) -> None:
    def accuracy() -> tuple[int, int]:
        with entered(alice.scope):
            [row] = coverage_by_committee(alice, today=DAY)
        assert row.place == HERE
        return row.confirmed, row.disputed

    known, disputed = accuracy()
    assert (known > 0, disputed) == (True, 1)
    client.post("/discrepancies/settling/", {"keep": here.discrepancy})
    assert accuracy() == (known, 0)
    with entered(alice.scope):
        assert discrepancies(alice).count() == 0
