"""OpenRosa as ODK Collect speaks it: over HTTP, with a phone's token as the password."""

import base64
import csv
import hashlib
import io
import uuid
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from PIL import Image

from shequyun.base.actor import Actor
from shequyun.base.scope import entered
from shequyun.engines.surveys import queries
from shequyun.engines.surveys.actions import close_publication, enter_survey, map_questions, publish
from shequyun.engines.surveys.tests.forms import WISHES, made
from shequyun.engines.sync.actions import enrol_device, revoke_device
from shequyun.kernel.attachments.queries import attachments_of
from shequyun.kernel.audit.queries import entries
from shequyun.kernel.residents.queries import resident_of
from tests.cast import make
from tests.community import PICTURE, Community

BASE, HOST = "/api/openrosa", "testserver"
QUESTIONS = [
    *WISHES,
    ("begin_repeat", "kids", "子女"),
    ("text", "kid", "子女姓名"),
    ("end_repeat",),
    ("image", "pic", "照片"),
]
SPACE = {"f": "http://openrosa.org/xforms/xformsList", "m": "http://openrosa.org/xforms/xformsManifest"}


@dataclass
class Collect:
    """ODK Collect on a phone, as its source has it (docs/surveys.md): which requests, what is in them, what it looks at."""

    token: str
    challenged: bool = False
    submission: str = ""
    most: int = 10_000_000

    def head(self) -> dict[str, str]:
        """No password before it was asked for one; afterwards with every request."""
        told = base64.b64encode(f"collect:{self.token}".encode()).decode()
        known = {"Authorization": f"Basic {told}"} if self.challenged else {}
        return known | {
            "X-OpenRosa-Version": "1.0",
            "Date": "Mon, 30 Nov 2026 01:23:45 GMT",
            "User-Agent": "org.odk.collect",
        }

    def ask(self, method: str, address: str, **more: Any) -> Any:
        """With the phone's id, which it puts behind every address, over TLS; asked for a password it asks once more."""
        to = address if "deviceID=" in address else f"{address}?deviceID=collect%3AaBcD"
        answer = Client().generic(method, to, headers=self.head(), secure=True, **more)
        if answer.status_code != 401 or self.challenged:
            return answer
        assert answer.headers["WWW-Authenticate"].partition(" ")[0].lower() == "basic"
        self.challenged = True
        return self.ask(method, to, **more)

    def get(self, address: str) -> Any:
        return self.ask("GET", address)

    def xml(self, address: str) -> ET.Element:
        """Lists and manifests: it takes no other kind, and no server that does not say which OpenRosa it speaks."""
        answer = self.get(address)
        assert (answer.status_code, "text/xml" in answer.headers["Content-Type"]) == (200, True)
        assert answer.headers["X-OpenRosa-Version"] == "1.0"
        return ET.fromstring(answer.content)

    def begin(self) -> None:
        """Once for a server, before the first answer: where to, and how much at once."""
        asked = self.ask("HEAD", f"{BASE}/submission")
        assert (asked.status_code, asked.content) == (204, b"")
        self.most = int(asked.headers["X-OpenRosa-Accept-Content-Length"])
        to = urlsplit(asked.headers["Location"])
        assert (to.scheme, to.hostname) == ("https", HOST)
        self.submission = to._replace(query=to.query or "deviceID=collect%3AaBcD").geturl()

    def send(self, xml: str, **files: bytes) -> Any:
        """The form with as many files as fit; the others with the form again. Ends with what is neither 201 nor 202."""
        if not self.submission:
            self.begin()
        left, answer = list(files.items()), None
        while answer is None or left:
            size, now = len(xml.encode()), list[tuple[str, bytes]]()
            while left and len(now) < 101 and (not now or size + len(left[0][1]) <= self.most):
                now.append(left.pop(0))
                size += len(now[-1][1])
            parts: dict[str, Any] = {"xml_submission_file": SimpleUploadedFile("表_2026.xml", xml.encode(), "text/xml")}
            parts |= {name: SimpleUploadedFile(name, content, "image/png") for name, content in now}
            parts |= {"*isIncomplete*": "yes"} if left else {}
            content = encode_multipart(BOUNDARY, parts)
            answer = self.ask("POST", self.submission, data=content, content_type=MULTIPART_CONTENT)
            if answer.status_code not in (201, 202):
                break
        return answer


@pytest.fixture
def publication(alice: Actor, here: Community) -> UUID:
    survey = enter_survey(
        alice, file_name="养老.xlsx", content=made(QUESTIONS), purpose="了解养老意愿", ground="养老服务条例"
    )
    return publish(alice, survey)[0]


@pytest.fixture
def phone(alice: Actor) -> Collect:
    return Collect(enrol_device(alice, community=alice.area, name="ODK Collect").token)


def filled(publication: UUID, who: UUID | str, *, key: str = "", inside: str = "") -> str:
    key = key or str(uuid.uuid4())
    return (
        f'<?xml version="1.0"?><data id="{publication}" version="1" xmlns:orx="http://openrosa.org/xforms">'
        f"<who_is_asked>{who}</who_is_asked><name>张建国</name><wish>home</wish><home><meals>2</meals></home>{inside}"
        f"<meta><instanceID>uuid:{key}</instanceID></meta></data>"
    )


def test_the_list_leads_to_the_form_and_its_people(publication: UUID, phone: Collect, here: Community) -> None:
    (one,) = phone.xml(f"{BASE}/formList").findall("f:xform", SPACE)
    assert [one.findtext(f"f:{name}", "", SPACE) for name in ("formID", "version", "name")] == [
        str(publication), "1", "养老意愿调查",
    ]  # fmt: skip
    form = phone.get(one.findtext("f:downloadUrl", "", SPACE)).content.decode()
    assert f'id="{publication}"' in form
    assert 'src="jr://file-csv/subjects.csv"' in form
    assert "instance('subjects')/root/item[name= /data/who_is_asked ]/q_birth_date" in form
    assert "q_tel" not in form
    manifest = phone.xml(one.findtext("f:manifestUrl", "", SPACE))
    people = phone.get(manifest.findtext(".//m:downloadUrl", "", SPACE)).content.decode().splitlines()
    assert people == [
        "name,label,q_name,q_xb,q_birth_date",
        f"{here.resident},张建国 恒丰路610弄3号101,张建国,m,1949-12-31",
        f"{here.other_resident},李梅 恒丰路610弄3号102,李梅,m,1949-12-31",
    ]


def test_collect_walks_from_the_challenge_to_the_answer(alice: Actor, here: Community, phone: Collect) -> None:
    """Asked for a password, list, form, people with their hashes, HEAD, the form as it came filled in."""
    names = [
        ("text", "who_is_asked", "谁来问的"),
        ("select_one subjects", "name", "对象", "", "", "", "", "name != ''"),
        ("text", "a_b", "甲"),
    ]
    more = [("begin_group", "a", "组"), ("text", "b", "姓名"), ("end_group",)]
    columns = ("type", "name", "label", "required", "relevant", "constraint", "constraint_message", "choice_filter")
    content = made([*names, *more], choices=[("subjects", "x", "某")], form_id="clash", columns=columns)
    survey = enter_survey(alice, file_name="撞名.xlsx", content=content, purpose="核对", ground="依据")
    map_questions(alice, survey, mapping={"a/b": "name", "a_b": "employer"})
    publish(alice, survey, resident_ids=[here.resident])
    (one,) = phone.xml(f"{BASE}/formList")
    content = phone.get(one.findtext("f:downloadUrl", "", SPACE)).content
    assert one.findtext("f:hash", "", SPACE) == f"md5:{hashlib.md5(content).hexdigest()}"
    (file,) = phone.xml(one.findtext("f:manifestUrl", "", SPACE))
    people = phone.get(file.findtext("m:downloadUrl", "", SPACE)).content
    assert file.findtext("m:hash", "", SPACE) == f"md5:{hashlib.md5(people).hexdigest()}"
    (line,) = csv.DictReader(people.decode().splitlines())
    assert {name: value for name, value in line.items() if name != "label"} == {
        "name": str(here.resident), "q_a-b": "张建国", "q_a_b": "",
    }  # fmt: skip
    instance = filled_as(
        content, {"who_is_asked_2": line["name"], "who_is_asked": "街道", "a/b": line["q_a-b"], "name": "x"}
    )
    assert [phone.send(instance).status_code, phone.send(instance).status_code] == [201, 202]
    with entered(alice.scope):
        (answer,) = queries.answers(alice)
        said = queries.content_of(answer)["answers"]
        assert (answer.resident_id, answer.applied, said["who_is_asked"]) == (here.resident, ["name"], "街道")


def filled_as(form: bytes, said: dict[str, str]) -> str:
    """The instance that a form brings, filled in: what JavaRosa would send."""
    xf = "{http://www.w3.org/2002/xforms}"
    tree = ET.fromstring(form)
    ids = [node.get("id") for node in tree.iter(f"{xf}instance")]
    assert ids == [None, "subjects_2", "subjects"]
    root = tree.find(f".//{xf}instance/*")
    assert root is not None
    for path, value in said.items():
        node = root.find("/".join(f"{xf}{name}" for name in path.split("/")))
        assert node is not None
        node.text = value
    key = root.find("{http://openrosa.org/xforms}meta/{http://openrosa.org/xforms}instanceID")
    key = key if key is not None else root.find(f"{xf}meta/{xf}instanceID")
    assert key is not None
    key.text = f"uuid:{uuid.uuid4()}"
    return ET.tostring(root, encoding="unicode")


def test_a_filled_form_is_kept_once(publication: UUID, phone: Collect, here: Community, alice: Actor) -> None:
    key = str(uuid.uuid4())
    kids = "<tel>13811112222</tel><kids><kid>张一</kid></kids><kids><kid>张二</kid></kids><pic>a.png</pic>"
    xml = filled(publication, here.resident, key=key, inside=kids)
    assert [phone.send(xml).status_code, phone.send(xml, **{"a.png": PICTURE}).status_code] == [201, 202]
    assert phone.send(xml, **{"a.png": PICTURE}).status_code == 202
    with entered(alice.scope):
        (answer,) = queries.answers(alice)
        said = queries.shown(answer.publication.edition, queries.content_of(answer)["answers"])
        assert (str(answer.pk), answer.resident_id, answer.applied) == (key, here.resident, ["name", "phone"])
        assert said[-3:] == [("子女姓名 1", "张一"), ("子女姓名 2", "张二"), ("照片", "a.png")]
        assert [file.name for file in attachments_of(alice, "answer", answer.pk)] == ["a.png"]
        assert resident_of(alice, here.resident).phone_tail is not None


def test_many_files_come_in_pieces_and_what_cannot_be_kept_holds_nothing_up(
    publication: UUID, phone: Collect, here: Community, alice: Actor
) -> None:
    several = {f"{number}.png": drawn(number) for number in range(22)}
    sound = {"a.m4a": b"\0\0\0 ftypM4A " + b"x" * 100}
    phone.begin()
    phone.most = sum(len(content) for content in several.values()) // 2
    told = phone.send(filled(publication, here.resident, inside="<pic>a.m4a</pic>"), **several, **sound)
    said = ET.fromstring(told.content).findtext("{http://openrosa.org/http/response}message") or ""
    assert (told.status_code, "a.m4a" in said) == (202, True)
    with entered(alice.scope):
        (answer,) = queries.answers(alice)
        assert len(attachments_of(alice, "answer", answer.pk)) == 20
    auditor = make("aud", "audit_admin", alice.area[:9])
    with entered(auditor.scope):
        noted = [one.details for one in entries(auditor, verb="surveys.answer").order_by("seq")]
    assert [one["missing"] for one in noted if "missing" in one] == ["20.png", "21.png", "a.m4a"]
    phone.most = 10_000_000
    same = {f"{number}.png": PICTURE for number in range(101)}
    assert phone.send(filled(publication, here.resident), **same).status_code == 201


def drawn(shade: int) -> bytes:
    """A picture unlike the others."""
    out = io.BytesIO()
    Image.new("RGB", (8, 8), (shade, 0, 0)).save(out, "PNG")
    return out.getvalue()


def test_answers_come_here_whatever_the_file_says(alice: Actor, here: Community, phone: Collect) -> None:
    """A form's own address and key would send them elsewhere, or sealed so that nobody here can read them."""
    content = made(submission_url="https:" + "//elsewhere.example/submission", public_key="MIIB")
    publish(alice, enter_survey(alice, file_name="a.xlsx", content=content, purpose="了解意愿", ground="养老服务条例"))
    (one,) = phone.xml(f"{BASE}/formList")
    form = phone.get(one.findtext("f:downloadUrl", "", SPACE)).content.decode()
    assert ("elsewhere" in form, "MIIB" in form, "<submission" in form) == (False, False, False)


@pytest.mark.parametrize("password", ["", "x", "0190b1f0-0000-7000-8000-000000000001.secret"])
def test_a_wrong_password_is_asked_again(publication: UUID, password: str) -> None:
    for method, address in (("GET", "formList"), ("HEAD", "submission"), ("POST", "submission")):
        assert Collect(password).ask(method, f"{BASE}/{address}").status_code == 401


def test_a_revoked_phone_hears_nothing(publication: UUID, alice: Actor) -> None:
    made = enrol_device(alice, community=alice.area, name="丢了")
    with entered(alice.scope):
        revoke_device(alice, made.device_id, reason="丢了")
    assert Collect(made.token).get(f"{BASE}/formList").status_code == 401


def test_what_is_too_large_is_refused(publication: UUID, phone: Collect) -> None:
    told = phone.ask("POST", f"{BASE}/submission", data=b"x", content_type="text/xml", CONTENT_LENGTH="99999999")
    assert told.status_code == 413
    assert phone.send("<data>" + "x" * 1_000_001 + "</data>").status_code == 422


def test_another_place_sees_no_form(publication: UUID, carol: Actor, here: Community) -> None:
    elsewhere = Collect(enrol_device(carol, community=carol.area, name="ODK Collect").token)
    assert len(elsewhere.xml(f"{BASE}/formList")) == 0
    for path in (f"forms/{publication}.xml", f"manifests/{publication}.xml", f"media/{publication}/subjects.csv"):
        assert elsewhere.get(f"{BASE}/{path}").status_code == 404
    assert elsewhere.send(filled(publication, here.resident)).status_code == 404


def test_broken_forms_and_strangers_are_refused(publication: UUID, phone: Collect, alice: Actor) -> None:
    assert phone.send("<data").status_code == 422
    assert phone.send(filled(publication, uuid.uuid4())).status_code == 422
    close_publication(alice, publication)
    assert len(phone.xml(f"{BASE}/formList")) == 0
    assert phone.send(filled(publication, "")).status_code == 201
