"""The catalogue: what is held, who asks the same, hours, state from decisions; Word forms and the list of certificates."""

import io
from typing import Any

import pytest
from django.utils import timezone
from docx import Document

from shequyun.base.actor import Actor
from shequyun.base.errors import NotVisible
from shequyun.engines.ledgers.actions import decide_form, describe_form, enter_form, fill_for_one, map_form, take_file
from shequyun.engines.ledgers.actions.filling import NotOnTheList
from shequyun.engines.ledgers.actions.forms import IntoItself, NotYourForm, ReasonMissing, UnknownMeaning
from shequyun.engines.ledgers.choices import FormState
from shequyun.engines.ledgers.queries import catalogue, evidence_of, form_of, totals
from shequyun.engines.ledgers.tests import blanks
from tests.cast import make
from tests.community import Community


def listed(*titles: str) -> bytes:
    return blanks.made(lambda sheet: blanks.titles(sheet, 1, list(titles)))


def entered_form(actor: Actor, *titles: str, name: str = "甲表") -> Any:
    return enter_form(actor, file_name=f"{name}.xlsx", content=listed(*titles))


def test_evidence_for_and_against_a_form(alice: Actor) -> None:
    one = entered_form(alice, "序号", "姓名", "性别", "血型", "签名")
    other = entered_form(alice, "姓名", "性别", "血型", name="乙表")
    describe_form(alice, one, cycle="monthly", expected_rows=450)
    found = evidence_of(alice, one, today=timezone.localdate())
    assert [c.title for c in found.columns] == ["姓名", "性别", "血型", "签名"]
    assert ([c.title for c in found.held], found.percent) == (["姓名", "性别"], 50)
    assert [(s.form.pk, s.titles, s.share) for s in found.shared] == [(other, ["姓名", "性别", "血型"], 100)]
    assert (found.hours_saved, found.hours_left) == (24.0, 24.0)  # 2 columns x 450 lines x 8 s x 12
    numbers = totals(catalogue(alice, today=timezone.localdate()))
    assert (numbers.forms, numbers.times, numbers.columns, numbers.twice) == (2, 13, 7, 6)


def test_the_same_form_again_is_the_same(alice: Actor) -> None:
    one = entered_form(alice, "姓名", "性别", "血型")
    map_form(alice, one, mapping={"0": {"0": "name", "1": "sex", "2": "remark"}})
    assert entered_form(alice, "姓名", "性别", "血型", name="下月") == one
    assert form_of(alice, one).mapping == {"0": {"0": "name", "1": "sex", "2": "remark"}}
    new = entered_form(alice, "姓名", "血型", "年龄")
    assert form_of(alice, new).mapping == {"0": {"0": "name", "1": "remark", "2": "age"}}
    with pytest.raises(UnknownMeaning):
        map_form(alice, one, mapping={"0": {"0": "blood"}})


def test_state_follows_from_decisions_where_they_hold(alice: Actor, carol: Actor, officer: Actor) -> None:
    today = timezone.localdate()
    one = entered_form(officer, "姓名", "性别")
    two = entered_form(officer, "姓名", "年龄")

    def states(actor: Actor) -> FormState:
        return evidence_of(actor, one, today=today).state

    assert states(alice) == FormState.NOT_APPROVED
    describe_form(officer, one, approval="静民〔2026〕1号")
    assert states(alice) == FormState.IN_USE
    with pytest.raises(ReasonMissing):
        decide_form(alice, one, what="refused")
    decide_form(alice, one, what="refused", reason="重复")
    assert (states(alice), states(carol), states(officer)) == (FormState.REFUSED, FormState.IN_USE, FormState.IN_USE)
    with pytest.raises(IntoItself):
        decide_form(officer, one, what="merged", reason="重复", into=one)
    decide_form(officer, one, what="merged", reason="重复", into=two)
    assert states(carol) == FormState.MERGED
    with pytest.raises(NotYourForm):
        describe_form(alice, one, name="丙表")


def test_a_form_of_another_committee_is_out_of_sight(alice: Actor, carol: Actor) -> None:
    with pytest.raises(NotVisible):
        form_of(carol, entered_form(alice, "姓名", "性别"))


def word(*lines: str) -> bytes:
    document, out = Document(), io.BytesIO()
    for line in lines:
        document.add_paragraph(line)
    table = document.add_table(rows=2, cols=4)
    for place, text in enumerate(["姓名", "", "性别", "□男 □女", "居住地址", "", "是否独居", "□是 □否"]):
        table.cell(place // 4, place % 4).text = text
    document.save(out)
    return out.getvalue()


def test_a_word_form_for_one_person(alice: Actor, here: Community) -> None:
    content = word("需求评估表", "兹证明____，身份证号：__________，出生____年__月，经办人：____")
    form = enter_form(alice, file_name="评估表.docx", content=content)
    _name, filled = take_file(alice, fill_for_one(alice, form, here.resident))
    document = Document(io.BytesIO(filled))
    assert document.paragraphs[1].text == "兹证明张建国，身份证号：11***************X，出生1949年12月，经办人：alice"
    cells = [cell.text for row in document.tables[0].rows for cell in row.cells]
    assert cells == ["姓名", "张建国", "性别", "☑男 □女", "居住地址", "恒丰路610弄3号101", "是否独居", "☑是 □否"]
    assert document.sections[0].footer.paragraphs[0].text.strip().startswith("alice · ")


def test_a_certificate_beside_the_list_takes_a_reason(alice: Actor, here: Community) -> None:
    form = enter_form(alice, file_name="无犯罪记录证明.docx", content=word("无犯罪记录证明"))
    worker = make("worker", "committee_worker", alice.area)
    for actor, despite in ((alice, ""), (worker, "急用")):
        with pytest.raises(NotOnTheList):
            fill_for_one(actor, form, here.resident, despite=despite)
    assert fill_for_one(alice, form, here.resident, despite="街道已同意")
