"""The lists: columns, orders, counts, bulk acts, views and exports, the same for every noun."""

import io
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from shequyun.base.actor import Actor
from shequyun.base.ids import new_id
from shequyun.base.scope import entered
from shequyun.engines.worklist.queries import open_tasks
from shequyun.kernel.facts.actions import Say, observe
from shequyun.kernel.labels.actions import define_label
from shequyun.kernel.labels.queries import labellings_of
from shequyun.kernel.organisations.actions import enter_organisation
from shequyun.kernel.places.actions import open_grid
from shequyun.kernel.places.queries import dwelling_of
from shequyun.kernel.residents.actions import enter
from tests.cast import HERE
from tests.community import DAY, Community


@pytest.fixture
def client(here: Community, alice: Actor, signed_in: Any) -> Client:
    found: Client = signed_in(alice)
    return found


def heads(client: Client, url: str) -> list[str]:
    return [head.name for head in client.get(url).context["heads"]]


def called(client: Client, url: str) -> list[str]:
    return [name for _record, name, _cells in client.get(url).context["rows"]]


def sheet(response: Any) -> list[tuple[Any, ...]]:
    """The rows of a workbook that was sent."""
    book = openpyxl.load_workbook(io.BytesIO(b"".join(response) if response.streaming else response.content))
    return list(book.active.iter_rows(values_only=True))


def test_columns_are_chosen_and_stay_in_their_order(client: Client) -> None:
    assert heads(client, "/homes/?col=remark&col=use&col=nonsense") == ["first", "use", "remark"]
    assert heads(client, "/residents/?col=remark") == ["first", "sex", "age", "address", "remark"]


def test_a_head_orders_and_turns_round(client: Client) -> None:
    assert called(client, "/homes/") == ["恒丰路610弄3号101", "恒丰路610弄3号102"]
    assert called(client, "/homes/?order=-first") == ["恒丰路610弄3号102", "恒丰路610弄3号101"]
    page = client.get("/homes/?order=use&page=1")
    use = next(head for head in page.context["heads"] if head.name == "use")
    assert (use.sorted, use.query) == ("ascending", "?order=-use")
    assert called(client, "/residents/?order=nonsense") == called(client, "/residents/")


def test_choices_say_how_many_they_would_show(client: Client) -> None:
    form = client.get("/homes/?use=empty").context["form"]
    assert dict(form.fields["use"].choices)["home"].endswith("· 2")
    assert dict(form.fields["use"].choices)["empty"].endswith("· 0")
    people = client.get("/residents/?sex=2").context["form"]
    assert dict(people.fields["sex"].choices)["1"].endswith("· 2")


@pytest.mark.parametrize(
    "url",
    ["/homes/?", "/homes/?use=home", "/homes/?use=empty&text=21", "/buildings/?kind=&grid=-", "/buildings/?text=610弄2",
     "/organisations/?kind=sole", "/organisations/?kind=school&name=便民", "/residents/?sex=1", "/residents/?presence=both",
     "/residents/?sex=2&presence=any&age_from=60"],
)  # fmt: skip
def test_every_count_is_what_its_choice_shows(client: Client, alice: Actor, url: str) -> None:
    open_grid(alice, committee=HERE, name="第一网格")
    for number in (21, 22):
        enter_one_of_each(alice, number)
    form = client.get(url).context["form"]
    told = [
        (f"{name}={code}", int(label.rpartition(" · ")[2]))
        for name, field in form.fields.items()
        if hasattr(field, "choices")
        for code, label in field.choices
        if code != "" and " · " in str(label)
    ]
    assert any(count for _choice, count in told)
    for choice, count in told:
        assert client.get(f"{url}&{choice}").context["page"].paginator.count == count, choice


LISTS = ("/homes/", "/residents/", "/organisations/", "/buildings/")


def test_a_list_costs_as_many_queries_with_three_rows_more(
    client: Client, alice: Actor, django_assert_num_queries: Any
) -> None:
    asked, rows = {}, {url: len(called(client, url)) for url in LISTS}
    for url in LISTS:
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        asked[url] = len(queries)
    for number in (21, 22, 23):
        enter_one_of_each(alice, number)
    for url in LISTS:
        assert len(called(client, url)) == rows[url] + 3
        with django_assert_num_queries(asked[url]):
            client.get(url)


def enter_one_of_each(actor: Actor, number: int) -> None:
    """A building with a home, somebody who lives there, and a shop."""
    building, dwelling, door = new_id(), new_id(), f"恒丰路610弄{number}号"
    says = [
        Say("building", actor.area, {"floors": 6}, subject_id=building, new=True, fixed={"door": door}),
        Say("dwelling", actor.area, {"use": "home"}, subject_id=dwelling, new=True,
            fixed={"building_id": building, "address": f"{door}101", "room": "101"}),
    ]  # fmt: skip
    with entered(actor.scope):
        observe(actor, says, source="police", observed_on=DAY)
    enter(
        actor, values={"name": f"王{number}"}, dwelling_id=dwelling, kinds=("living",), from_date=DAY, source="police"
    )
    enter_organisation(actor, building, values={"name": f"恒丰便民店{number}", "kind": "sole"})


def test_the_chosen_are_corrected_together(client: Client, here: Community, alice: Actor) -> None:
    response = client.post(
        "/homes/corrections/",
        {"pk": [here.dwelling, here.other_dwelling], "value": "use=empty"},
        headers={"referer": "/homes/?use=home"},
    )
    assert (response.status_code, response.headers["Location"]) == (302, "/homes/?use=home")
    with entered(alice.scope):
        assert [dwelling_of(alice, key).use for key in (here.dwelling, here.other_dwelling)] == ["empty", "empty"]


@pytest.mark.parametrize(
    ("data", "status"),
    [({"value": "use=empty"}, 422), ({"pk": "x", "value": "use=empty"}, 422), ({"pk": new_id(), "value": "use=empty"}, 404),
     ({"pk": new_id(), "value": "address=别处"}, 422)],
)  # fmt: skip
def test_what_the_list_does_not_offer_is_refused(client: Client, data: dict[str, Any], status: int) -> None:
    assert client.post("/homes/corrections/", data).status_code == status


def test_a_label_goes_on_the_chosen_homes(client: Client, here: Community, alice: Actor) -> None:
    label = define_label(
        alice, name="群租疑似", short="群租", meaning="疑似群租的房屋", owner="居委会", subject_kind="dwelling"
    )
    for _twice in range(2):
        assert client.post("/homes/labels/", {"pk": [here.dwelling], "label": label}).status_code == 302
    with entered(alice.scope):
        assert [one.label.name for one in labellings_of(alice, here.dwelling)] == ["群租疑似"]
    assert client.post("/homes/labels/", {"pk": [here.dwelling], "label": ""}).status_code in (404, 422)


def test_the_export_heeds_filter_order_and_choice(client: Client, here: Community) -> None:
    whole = sheet(client.post("/residents/export/?order=-first", {"reason": "核对"}))
    assert "alice" in whole[0][0]
    assert [row[0] for row in whole[2:]] == ["张建国", "李梅"]
    women = sheet(client.post("/residents/export/?name=李", {"reason": "核对"}))
    assert [row[0] for row in women[2:]] == ["李梅"]
    chosen = sheet(client.post("/residents/export/", {"reason": "核对", "pk": [here.resident]}))
    assert [row[0] for row in chosen[2:]] == ["张建国"]
    assert len(sheet(client.post("/buildings/export/", {"reason": "核对"}))) == 3
    assert client.post("/buildings/export/", {"reason": " "}).status_code == 422


def test_a_view_is_kept_and_forgotten_on_its_list(client: Client, here: Community) -> None:
    saved = client.post("/views/", {"page": "homes", "name": "空房", "query": "use=empty"})
    assert saved.status_code == 422
    saved = client.post("/views/", {"page": "dwellings", "name": "空房", "query": "use=empty"})
    assert saved.headers["Location"] == "/homes/?use=empty"
    removed = client.post(f"/views/{here.view}/removal/")
    assert removed.headers["Location"] == "/residents/"


@pytest.mark.parametrize(
    ("noun", "kind", "key"),
    [
        ("homes", "dwelling", "dwelling"),
        ("buildings", "building", "building"),
        ("organisations", "organisation", "organisation"),
        ("residents", "resident", "resident"),
    ],
)
def test_chosen_rows_of_any_list_become_tasks(
    client: Client, alice: Actor, here: Community, noun: str, kind: str, key: str
) -> None:
    share = client.get(f"/{noun}/").context["share"]
    said = {"matter": share["usual"], "title": share["title"], "by": "building", "drive_id": share["key"]}
    chosen = str(getattr(here, key))
    response = client.post(f"/{noun}/tasks/", said | {"pk": [chosen]})
    assert (response.status_code, response.headers["Location"]) == (302, f"/drives/{share['key']}/")
    with entered(alice.scope):
        found = [(task.subject_kind, str(task.subject_id), task.owner_name) for task in open_tasks(alice)]
    assert found == [(kind, chosen, "alice")]
    assert client.post(f"/{noun}/tasks/", said).status_code == 422


def test_who_is_registered_and_lives_in_a_home_stands_there_once(client: Client, here: Community) -> None:
    now = client.get(f"/homes/{here.dwelling}/").context["now"]
    assert [sorted(stay.kind for stay in stays) for stays in now] == [["hukou", "living"]]
