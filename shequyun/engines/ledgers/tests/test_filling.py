"""Forms filled: the cells of ugly blanks, the layout kept, masks, gaps, changes, rights."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from shequyun.base.actor import Actor
from shequyun.base.errors import NoRight, NotVisible
from shequyun.base.files import FileRefused
from shequyun.base.scope import entered
from shequyun.engines.ledgers.actions import ask_for_gaps, decide_form, enter_form, fill_form, take_file
from shequyun.engines.ledgers.actions.filling import FileGone, FormClosed, NobodyToFill, PurposeMissing
from shequyun.engines.ledgers.queries import changes_of, filling_of, fillings, gaps_of
from shequyun.engines.ledgers.rules import workbook
from shequyun.engines.ledgers.tests import blanks
from shequyun.engines.worklist.queries import drive_of, tasks
from shequyun.kernel.audit.models import Entry
from shequyun.kernel.residents.actions import correct
from shequyun.kernel.residents.queries import residents
from tests.cast import make
from tests.community import Community

EVERYBODY = {"all": []}


def filled(actor: Actor, blank: bytes, *, sheet: str = "", **more: Any) -> Any:
    """The sheet of a blank after it was filled with everybody."""
    form = enter_form(actor, file_name="一.xlsx", content=blank)
    key = fill_form(actor, form, condition=EVERYBODY, **more)
    _name, content = take_file(actor, key)
    book = load_workbook(io.BytesIO(content))
    return book[sheet] if sheet else book.active


def cells(sheet: Any, span: str) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet[span]]


AGE = date.today().year - 1949 - ((date.today().month, date.today().day) < (12, 31))


def test_a_list_with_example_drop_down_totals_and_signature(alice: Actor, here: Community) -> None:
    sheet = filled(alice, blanks.made(blanks.aged))
    assert cells(sheet, "A4:H5") == [
        [1, "张建国", "1.男", "11***************X", "1949.12.31", AGE, "√", None],
        [2, "李梅", "1.男", "44***************4", "1949.12.31", AGE, "√", None],
    ]
    assert (sheet["A2"].value[:5], sheet["A9"].value) == ("填报单位：", "填表人：alice")
    assert (sheet["F7"].value, sheet["A8"].value) == ("=COUNT(F4:F6)", "注：共2人，其中男2人，女0人，80岁以上0人")
    assert sheet["D4"].number_format == "@"


def test_more_lines_than_the_form_has_push_the_rest_down(alice: Actor, here: Community) -> None:
    def short(sheet: Any) -> None:
        blanks.aged(sheet)
        sheet.delete_rows(5, 2)
        sheet.merged_cells.remove("A8:H8")
        sheet.merge_cells("A6:H6")
        sheet["F5"] = "=COUNT(F4:F4)"

    sheet = filled(alice, blanks.made(short))
    assert (sheet["B5"].value, sheet["A6"].value, sheet["F6"].value) == ("李梅", "合计", "=COUNT(F4:F5)")
    assert {one.coord for one in sheet.merged_cells.ranges} == {"A1:H1", "A7:H7"}
    assert sheet["B5"].border.left.style == "thin"


def test_the_layout_is_kept(alice: Actor, here: Community) -> None:
    blank = blanks.made(blanks.aged)
    before, after = load_workbook(io.BytesIO(blank)).active, filled(alice, blank)
    assert {one.coord for one in before.merged_cells.ranges} == {one.coord for one in after.merged_cells.ranges}
    assert {k: d.width for k, d in before.column_dimensions.items()} == {
        k: d.width for k, d in after.column_dimensions.items()
    }
    assert (after.row_dimensions[8].height, after.row_dimensions[5].height) == (40, 28)
    assert [(str(d.sqref), d.formula1) for d in after.data_validations.dataValidation] == [("C4:C6", '"1.男,2.女"')]
    for row in before["A1:H3"]:
        for cell in row:
            kept = after[cell.coordinate]
            looks = [[*map(repr, (one.font, one.border, one.fill))] for one in (cell, kept)]
            assert looks[0] == looks[1]
    assert cells(after, "A3:H3") == cells(before, "A3:H3")
    assert after["H4"].fill.fgColor.rgb == "FFEEEEEE"
    assert after.print_title_rows == "$3:$3"
    assert after.oddFooter.left.text.startswith("alice · ")


def test_a_header_of_two_lines_and_codes_of_the_title(alice: Actor, here: Community) -> None:
    sheet = filled(alice, blanks.made(blanks.two_lines))
    assert cells(sheet, "A3:F4") == [
        ["张建国", "1", "610", "101", None, None],
        ["李梅", "1", "610", "102", None, None],
    ]
    assert sheet["F3"].comment.text == "缺：紧急联系人电话"


def test_counts_by_age_on_given_lines(alice: Actor, here: Community) -> None:
    sheet = filled(alice, blanks.made(blanks.counts))
    assert cells(sheet, "A5:E5") == [["60-79岁", 2 if AGE < 80 else 0, 0, 2 if AGE < 80 else 0, 2 if AGE < 80 else 0]]
    assert cells(sheet, "A7:E7") == [["合计", 2, 0, 2, 2]]


def test_whole_numbers_take_a_right_and_a_reason(alice: Actor, here: Community) -> None:
    with pytest.raises(PurposeMissing):
        filled(alice, blanks.made(blanks.aged), whole=True)
    sheet = filled(alice, blanks.made(blanks.aged), whole=True, purpose="发放慰问金")
    assert [cell.value for cell in sheet["D"][3:5]] == ["11010519491231002X", "440524188001010014"]
    worker = make("worker", "committee_worker", alice.area)
    with pytest.raises(NoRight):
        filled(worker, blanks.made(blanks.aged), whole=True, purpose="发放慰问金")


def test_the_file_with_whole_numbers_takes_the_right_as_well(alice: Actor, here: Community) -> None:
    filled(alice, blanks.made(blanks.aged), whole=True, purpose="发放慰问金")
    worker = make("worker", "committee_worker", alice.area)
    with entered(alice.scope):
        (filling,) = fillings(alice)
    with pytest.raises(NoRight):
        take_file(worker, filling.pk)
    assert take_file(alice, filling.pk)[1]


def test_it_is_recorded_as_a_disclosure(alice: Actor, here: Community) -> None:
    filled(alice, blanks.made(blanks.two_lines), purpose="入户走访")
    with entered(alice.scope):
        found = list(Entry.objects.filter(reason="入户走访").values_list("verb", "disclosure"))
    assert found == [("ledgers.fill", True)] * 2


def test_the_next_filling_tells_what_changed(alice: Actor, here: Community) -> None:
    blank = blanks.made(blanks.aged)
    filled(alice, blank)
    with entered(alice.scope):
        one = residents(alice).get(pk=here.other_resident)
    correct(alice, one.pk, values={"name": "李小梅"}, base_version=one.version, source="police")
    form = enter_form(alice, file_name="二月.xlsx", content=blank)
    key = fill_form(alice, form, condition=EVERYBODY)
    with entered(alice.scope):
        found = changes_of(alice, filling_of(alice, key))
        assert found is not None
        assert (found.added, found.left, found.changed) == ([], [], [("李小梅", "姓名", "李梅", "李小梅")])
        with pytest.raises(FileGone):
            take_file(alice, found.before.pk)
        assert gaps_of(alice, filling_of(alice, key)) == []


def test_gaps_become_tasks_once(alice: Actor, here: Community) -> None:
    form = enter_form(alice, file_name="二.xlsx", content=blanks.made(blanks.two_lines))
    key = fill_form(alice, form, condition=EVERYBODY)
    drive = ask_for_gaps(alice, key)
    assert ask_for_gaps(alice, key) == drive
    with entered(alice.scope):
        assert sorted(tasks(alice).filter(drive_id=drive).values_list("subject_id", flat=True)) == sorted(
            [here.resident, here.other_resident]
        )
        assert drive_of(alice, drive).fields == ["contact_name", "contact_phone"]


def test_refusals(alice: Actor, bob: Actor, carol: Actor, nobody: Actor, here: Community) -> None:
    form = enter_form(alice, file_name="高龄.xlsx", content=blanks.made(blanks.aged))
    with pytest.raises(NobodyToFill):
        fill_form(alice, form, condition={"all": [{"field": "age", "op": "ge", "value": 120}]})
    with pytest.raises(NotVisible):
        fill_form(carol, form, condition=EVERYBODY)
    for actor in (bob, nobody):
        with pytest.raises(NoRight):
            fill_form(actor, form, condition=EVERYBODY)
    decide_form(alice, form, what="refused", reason="无批准文号")
    with pytest.raises(FormClosed):
        fill_form(alice, form, condition=EVERYBODY)
    decide_form(alice, form, what="reopened")
    assert fill_form(alice, form, condition=EVERYBODY)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"not a workbook", "form_not_xlsx"),
        (blanks.made(lambda sheet: sheet.append(["一", "二"])), "form_no_header"),
        (blanks.made(blanks.two_tables), "form_two_tables"),
        (blanks.made(blanks.endless), "form_too_long"),
    ],
)
def test_wrong_files_are_refused_in_words(alice: Actor, content: bytes, code: str) -> None:
    with pytest.raises(FileRefused) as refused:
        enter_form(alice, file_name="x.xlsx", content=content)
    assert refused.value.code == code


def test_two_thousand_lines_of_thirty_columns(tmp_path: Path) -> None:
    columns = [{"index": n, "letters": "A", "title": str(n)} for n in range(30)]
    content = blanks.made(lambda sheet: blanks.titles(sheet, 1, [f"栏{n}" for n in range(30)]))
    plan = {
        "name": "Sheet", "first": 2, "last": 5, "footer": False, "top": 1, "rows": [], "gaps": [], "texts": [1], "below": [],
        "columns": list(range(30)), "all_columns": [c["index"] for c in columns],
        "lines": [[f"{line}-{n}" for n in range(30)] for line in range(2000)],
    }  # fmt: skip
    sheet = load_workbook(io.BytesIO(workbook.filled(content, [plan], mark="x"))).active
    assert (sheet.max_row, sheet.cell(2001, 30).value, sheet.cell(2001, 30).border.left.style) == (
        2001,
        "1999-29",
        "thin",
    )
