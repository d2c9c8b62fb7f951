"""Collection forms at the desk over HTTP: what goes beyond the field app is told by row; the export keeps its reason."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from shequyun.base.actor import Actor
from shequyun.base.ids import new_id
from shequyun.base.scope import entered
from shequyun.engines.surveys.actions import enter_survey, publish, take_answer
from shequyun.engines.surveys.tests.forms import WISHES, made
from shequyun.kernel.audit.queries import entries
from tests.cast import make
from tests.community import Community

SAID = {"purpose": "了解养老意愿", "ground": "《上海市养老服务条例》"}


def uploaded(desk: Client, content: bytes, **said: str) -> Any:
    file = SimpleUploadedFile("养老.xlsx", content)
    return desk.post("/surveys/new/", {"file": file, **SAID, **said}, follow=True)


def test_what_goes_beyond_the_field_app_is_told_by_row(alice: Actor, here: Community, signed_in: Any) -> None:
    desk = signed_in(alice)
    page = uploaded(desk, made([*WISHES, ("geopoint", "place", "所在位置")])).content.decode()
    assert "已上传。有 1 处掌上应用不支持，详见下方说明。" in page
    told = page[page.index('id="beyond"') :]
    assert '<td class="number">11</td><td><b>所在位置</b></td><td>掌上应用没有“geopoint”题型。' in told
    page = uploaded(desk, made()).content.decode()
    assert ('id="beyond"' in page, "已上传。请核对各题对应的档案字段，然后发布。" in page) == (False, True)


def test_what_is_wrong_with_a_file_is_told_and_what_was_typed_stays(
    alice: Actor, here: Community, signed_in: Any
) -> None:
    answer = uploaded(signed_in(alice), b"%PDF-1.7", department="民政")
    assert (answer.status_code, 'value="民政"' in answer.content.decode()) == (422, True)


def test_the_export_holds_the_newest_answers_and_its_reason(alice: Actor, here: Community, signed_in: Any) -> None:
    survey = enter_survey(alice, file_name="a.xlsx", content=made(), **SAID)
    (publication,) = publish(alice, survey)
    for tel, wish in (("13811112222", "house"), ("13811113333", "home")):
        said = {"name": "张建国", "tel": tel, "wish": wish}
        with entered(alice.scope):
            take_answer(alice, publication, instance_id=new_id(), resident_id=here.resident, answers=said, way="phone")
    desk = signed_in(alice)
    address = f"/surveys/publications/{publication}/export/"
    assert desk.post(address, {"reason": " "}).status_code == 422
    sent = desk.post(address, {"reason": "报送民政科"})
    mark, heads, line = load_workbook(BytesIO(sent.content)).active.iter_rows(values_only=True)
    assert (mark[0].endswith("报送民政科"), heads[:2], len(line)) == (True, ("采集对象", "地址"), len(heads))
    told = dict(zip(heads[:2] + heads[4:], line[:2] + line[4:], strict=True))  # without when and by whom
    assert told == {
        "采集对象": "张建国", "地址": "恒丰路610弄3号101", "姓名": "张建国", "性别": "",
        "出生日期": "", "联系电话": "138****3333", "养老意愿": "居家养老", "每天送餐几次": "", "其他需求": "",
    }  # fmt: skip
    auditor = make("aud", "audit_admin", alice.area[:9])
    with entered(auditor.scope):
        entry = entries(auditor).filter(disclosure=True).latest("at")
    assert (entry.reason, entry.details["query"]) == ("报送民政科", f"publication={publication}")


@pytest.mark.parametrize("view", ["", "counts", "answers"])
def test_the_views_of_a_publication_before_and_after_the_first_answer(
    alice: Actor, here: Community, signed_in: Any, view: str
) -> None:
    survey = enter_survey(alice, file_name="a.xlsx", content=made(), **SAID)
    (publication,) = publish(alice, survey)
    desk = signed_in(alice)

    def shown() -> str:
        return desk.get(f"/surveys/publications/{publication}/?view={view}").content.decode()

    before = {"": "2 人待填", "counts": "还没有可统计的答复", "answers": "还没有答复"}
    assert before[view] in shown()
    with entered(alice.scope):
        take_answer(
            alice, publication, instance_id=new_id(), resident_id=here.resident, answers={"wish": "home"}, way="collect"
        )
    after = {"": "1 人待填", "counts": "1 人次作答", "answers": "居家养老"}
    assert after[view] in shown()
