"""What a form sends as a key and is none: refused as bad input by every door that takes keys, never an error."""

import json
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from shequyun.base.actor import Actor
from tests.community import Community

ALL = quote(json.dumps({"all": []}))


@pytest.mark.parametrize(
    ("url", "data"),
    [
        ("/residents/export/", {"pk": "x", "reason": "核对"}),
        ("/organisations/export/", {"pk": "x", "reason": "核对"}),
        ("/buildings/export/", {"pk": "x", "reason": "核对"}),
        ("/homes/export/", {"pk": "x", "reason": "核对"}),
        ("/homes/tasks/", {"pk": "x"}),
        ("/homes/labels/", {"pk": "x"}),
        ("/homes/labels/", {"pk": "{dwelling}", "label": "x"}),
        (f"/people/export/?condition={ALL}", {"pk": "x", "reason": "核对"}),
        (f"/people/labels/?condition={ALL}", {"label": "x"}),
        (f"/people/labels/?condition={ALL}", {"pk": "x", "label": "{label}"}),
        ("/tasks/handing-over/", {"pk": "x", "to": "{label}"}),
        ("/tasks/handing-over/", {"pk": "{label}", "to": "x"}),
        ("/tasks/reassigning/", {"from": "x", "to": "{label}"}),
        ("/tasks/reassigning/", {"to": "x"}),
        ("/households/{household}/split/", {"stay": "x"}),
        ("/households/{household}/split/", {"stay": "{stay}", "head": "x"}),
        ("/households/{household}/merge/", {"into": "x"}),
        ("/vaccination/recall/", {"pk": "x"}),
        ("/vaccination/recall/", {"worker": "x"}),
        ("/vaccination/recall/", {"key": "x"}),
        ("/discrepancies/settling/", {"keep": "x"}),
        ("/discrepancies/settling/", {"resident": "x"}),
        ("/hotline/answers/", {"pk": "x", "reason": "办结"}),
    ],
)
def test_what_is_no_key_is_refused(
    alice: Actor, here: Community, signed_in: Any, url: str, data: dict[str, str]
) -> None:
    def filled(text: str) -> str:
        for name in ("dwelling", "label", "household", "stay"):
            text = text.replace(f"{{{name}}}", str(getattr(here, name)))
        return text

    said = {name: filled(text) for name, text in data.items()}
    assert signed_in(alice).post(filled(url), said).status_code == 422


def test_a_form_opened_for_no_home_is_refused(alice: Actor, here: Community, signed_in: Any) -> None:
    client: Client = signed_in(alice)
    assert client.get("/residents/new/?dwelling=x").status_code == 422
    assert client.get(f"/residents/new/?dwelling={here.dwelling}").status_code == 200
