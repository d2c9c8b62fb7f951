"""The messy workbooks: what they promise of each line holds by the rules that read them."""

from datetime import date
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from shequyun.base.errors import Refusal
from shequyun.engines.intake.rules.tables import read_tables
from shequyun.faces.cli.synthetic import Community, community
from shequyun.faces.cli.synthetic.messy_rows import Line, messy_lines
from shequyun.faces.cli.synthetic.workbooks import (
    household_form_workbook,
    plain_csv,
    plain_workbook,
    sheet_per_building_workbook,
    ugly_workbook,
)
from shequyun.kernel.places.rules.addresses import read_address
from shequyun.kernel.residents.choices import SEXES
from shequyun.kernel.residents.rules.contacts import PartOfDate, read_date, read_phones
from shequyun.kernel.residents.rules.identity import check_agrees, read_document
from shequyun.kernel.residents.rules.names import normal_name

TODAY = date(2021, 6, 16)


@pytest.fixture(scope="module")
def hengfeng() -> Community:
    return community("310106011023", "恒丰居委会", 1)


@pytest.fixture(scope="module")
def lines(hengfeng) -> list[Line]:
    return messy_lines(hengfeng, 1, 1_500)


def test_the_same_seed_gives_the_same_lines(hengfeng):
    assert ugly_workbook(hengfeng, 4, 200)[1] == ugly_workbook(hengfeng, 4, 200)[1]


def test_every_line_has_a_state_in_the_promised_shares(hengfeng):
    counts = ugly_workbook(hengfeng, 1, 1_500)[1].counts

    assert counts == {"new": 30, "changed": 300, "unchanged": 1113, "doubtful": 15, "duplicate": 9, "refused": 33}


def test_lines_are_refused_by_the_rules_exactly_where_the_expectation_says(lines):
    assert [line.why for line in lines if _refused(line) != (line.state == "refused")] == []


def test_whoever_is_not_refused_is_read_as_who_they_are(lines, hengfeng):
    known = {paper.resident_key: paper.number for paper in hengfeng.documents}
    for line in lines:
        if line.state in ("unchanged", "changed", "duplicate"):
            said = (normal_name(line.name), read_document(line.document).number, SEXES.read(str(line.sex)))
            assert said == (line.resident.name, known.get(line.resident.key, said[1]), line.resident.sex)


def test_addresses_are_read_as_the_home_they_stand_at(lines):
    there = [line for line in lines if line.why != "one room off"]

    assert [read_address(line.address).normal for line in there] == [line.home.address_text for line in there]


def test_one_room_off_is_another_home_behind_the_same_door(lines, hengfeng):
    off = [line for line in lines if line.why == "one room off"]
    homes = {one.address_text: one.building_key for one in hengfeng.dwellings}
    said = [read_address(line.address).normal for line in off]

    assert [homes[text] for text in said] == [line.home.building_key for line in off]
    assert [text for text, line in zip(said, off, strict=True) if text == line.home.address_text] == []
    assert {line.document for line in off} == {""}


def test_phones_say_the_known_number_unless_it_was_corrected(lines):
    for line in lines:
        numbers, unread = read_phones(str(line.phone))
        known = [line.resident.phone] if line.resident.phone else []
        assert unread == ""
        assert numbers == known or line.why in ("phone corrected", "second phone")
        assert line.why != "second phone" or (numbers[0], len(numbers)) == (line.resident.phone, 2)


def test_new_people_have_numbers_that_nobody_has(lines, hengfeng):
    known = {paper.number for paper in hengfeng.documents}
    fresh = {read_document(line.document).number for line in lines if line.state == "new"}

    assert (len(fresh), fresh & known) == (30, set())


def test_a_duplicate_stands_below_what_it_repeats(lines):
    order = {id(line): place for place, line in enumerate(lines)}
    repeats = [line for line in lines if line.state == "duplicate"]

    assert [line for line in repeats if order[id(line.first)] >= order[id(line)]] == []
    assert len(repeats) == 9


def test_the_noted_line_of_the_sheet_holds_the_person(hengfeng):
    data, expected = ugly_workbook(hengfeng, 2, 300)
    rows = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_name("5月人口").to_python(skip_empty_area=False)
    noted = sorted(line for places in expected.rows.values() for _sheet, line in places)

    assert [rows[line - 1][0] for line in noted] == list(range(1, 301))
    assert [row[0] for row in rows[-2:]] == ["合计", "填表人："]


def test_lost_digits_arrive_as_a_number(hengfeng):
    data, expected = ugly_workbook(hengfeng, 1, 1_500)
    rows = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_name("5月人口").to_python(skip_empty_area=False)
    lost = [line for (_sheet, line), why in expected.why.items() if why == "digits lost"]

    assert lost
    assert {type(rows[line - 1][4]) for line in lost} == {float}


def test_a_sheet_per_building_is_named_after_its_door(hengfeng):
    data, expected = sheet_per_building_workbook(hengfeng, 1, 300)
    book = CalamineWorkbook.from_filelike(BytesIO(data))

    assert sum(expected.counts.values()) == 300
    assert {read_address(name).door for name in book.sheet_names} == set(book.sheet_names)
    assert {sheet for places in expected.rows.values() for sheet, _line in places} == set(book.sheet_names)


def test_a_household_form_leaves_the_address_of_members_blank(hengfeng):
    data, expected = household_form_workbook(hengfeng, 1, 200)
    rows = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_name("家庭户").to_python()[1:]

    assert len(rows) == sum(expected.counts.values())
    assert [row[1] for row in rows if (row[0] == "") == (row[1] == "户主")] == []


def test_the_clean_list_has_its_rows_and_columns_in_both_forms(hengfeng):
    rows = (
        CalamineWorkbook.from_filelike(BytesIO(plain_workbook([hengfeng], 500))).get_sheet_by_name("人口").to_python()
    )
    text = plain_csv([hengfeng], 500).decode("gb18030").splitlines()

    assert (len(rows), {len(row) for row in rows}) == (501, {20})
    assert [",".join(row) for row in rows] == text


def _refused(line: Line) -> bool:
    """Whether what makes a person unmistakable contradicts itself, by the kernel's rules."""
    if not normal_name(line.name):
        return True
    try:
        document = read_document(str(line.document)) if line.document else None
        born = _born(line)
        if document:
            check_agrees(document, birth_date=born, sex=SEXES.read(str(line.sex)) or "")
    except Refusal:
        return True
    return False


def _born(line: Line) -> date | None:
    try:
        return read_date(float(line.born) if isinstance(line.born, int) else line.born, today=TODAY)
    except PartOfDate:
        return None


@pytest.mark.parametrize("build", [ugly_workbook, sheet_per_building_workbook, household_form_workbook])
def test_the_reader_of_imports_finds_the_noted_lines_and_no_others(build, hengfeng, tmp_path):
    data, expected = build(hengfeng, 1, 300)
    path = tmp_path / "list.xlsx"
    path.write_bytes(data)

    found = {(table.sheet, row.number) for table in read_tables(path) for row in table.rows}

    assert found == {place for places in expected.rows.values() for place in places}
