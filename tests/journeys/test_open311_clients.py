"""A client of Open311 that others wrote, against the product as it is served: what it reads, it needs no change for."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import requests
from georeport import GeoReport

from tests.community import PICTURE
from tests.live import XINFUKANGLI, Live


def run(live: Live, *arguments: str) -> Any:
    """What the command line says about Open311 in 新福康里."""
    done = live.command("open311", *arguments, "--area", XINFUKANGLI, "--as", "chen")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture
def brought(live: Live) -> str:
    """The number of a request that an application brought into an area that is open, with a picture."""
    run(live, "open")
    key = run(live, "issue", "--name", "随手报", "--contact", "张工")["api_key"]
    said = {
        "api_key": key, "service_code": "house.leak", "description": "三楼漏水", "address_string": "小区东门",
        "attribute[urgency]": "urgent", "first_name": "梅", "last_name": "李", "phone": "13800001234",
    }  # fmt: skip
    answer = requests.post(f"{live.url}/api/open311/v2/requests.json", said, files={"media": ("a.png", PICTURE)})
    assert answer.status_code == 201, answer.text
    return str(answer.json()[0]["service_request_id"])


@pytest.mark.parametrize("form", ["json", "xml"])
def test_a_foreign_client_reads_services_and_requests(live: Live, brought: str, form: str) -> None:
    told = requests.get(f"{live.url}/api/open311/discovery.json").json()
    client = GeoReport(told["endpoints"][0]["url"], jurisdiction=XINFUKANGLI, output_format=form)
    codes = [one["service_code"] for one in client.get_service_list()]
    assert client.get_service_definition(codes[0])["service_code"] == codes[0] == "house.leak"
    one = client.get_service_request(brought)
    assert (one["service_request_id"], one["status"], one["service_code"]) == (brought, "open", "house.leak")
    since = (datetime.now(UTC) - timedelta(days=60)).isoformat(timespec="seconds").replace("+00:00", "Z")
    filters = {"service_code": "house.leak,house.drain", "status": "open", "start_date": since}
    found = [client.get_service_requests(service_request_id=brought), client.get_service_requests(**filters)]
    assert [_rows(rows)[0]["service_request_id"] for rows in found] == [brought, brought]
    assert {row["service_code"] for row in _rows(found[1])} <= {"house.leak", "house.drain"}
    with pytest.raises(requests.HTTPError, match="404"):
        client.get_service_request(f"{XINFUKANGLI}-20200101-001")


def _rows(found: Any) -> list[Any]:
    """Of a list with one element alone, xmltodict makes the element."""
    return found if isinstance(found, list) else [found]
