"""Where the list is: titles, headers of one and two lines, totals, notes, several sheets."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shequyun.engines.intake.rules.cells import RawSheet, Table, index_of, letters_of, text_of
from shequyun.engines.intake.rules.fingerprints import content_fingerprint
from shequyun.engines.intake.rules.layout import (
    CONTINUES,
    HIDDEN_COLUMNS,
    NO_HEADER,
    OUT_OF_SIGHT,
    UNCOMPUTED,
    table_of,
    tables_of,
)
from shequyun.engines.intake.rules.tables import NoListFound, read_tables
from shequyun.engines.intake.tests import files

HEADER, PEOPLE = files.HEADER, files.PEOPLE


def padded(*rows: list) -> list[list]:  # type: ignore[type-arg]
    width = max(map(len, rows))
    return [[*row, *[""] * (width - len(row))] for row in rows]


def listed(*rows: list, **about) -> Table:  # type: ignore[no-untyped-def, type-arg]
    table = table_of(RawSheet("S", padded(*rows), **about))
    assert table is not None
    return table


def titles(table: Table) -> list[str]:
    return [column.title for column in table.columns]


def cells(table: Table) -> list[list]:  # type: ignore[type-arg]
    return [list(row.cells) for row in table.rows]


def test_titles_above_are_passed_over_and_told() -> None:
    table = listed(["恒丰居委会居民信息表"], ["填报单位：恒丰", "", "2021年6月"], [], HEADER, *PEOPLE)
    assert (titles(table), cells(table), table.header_row) == (HEADER, PEOPLE, 4)
    assert [row.number for row in table.rows] == [5, 6, 7]
    assert table.remarks == ("恒丰居委会居民信息表", "填报单位：恒丰", "2021年6月")


def test_titles_typed_with_stars_spaces_and_line_ends() -> None:
    table = listed(["姓  名*", "身份证\n号码（必填）", "联系电话：", "现 住 址"], *PEOPLE)
    assert titles(table) == ["姓名*", "身份证号码（必填）", "联系电话：", "现住址"]
    assert len(table.rows) == 3


def test_two_lines_with_merged_titles() -> None:
    top = ["序号", "姓名", "户籍地址", "", "现住址", ""]
    below = ["", "", "路弄", "室", "路弄", "室"]
    merged = ((0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3), (0, 4, 0, 5))
    table = listed(top, below, [1.0, "张三", "恒丰路", "1", "共和路", "2"], merged=merged)
    assert titles(table) == ["序号", "姓名", "户籍地址/路弄", "户籍地址/室", "现住址/路弄", "现住址/室"]
    assert cells(table) == [[1.0, "张三", "恒丰路", "1", "共和路", "2"]]


def test_two_lines_whose_second_has_the_known_titles() -> None:
    top = ["基本信息", "", "", "居住信息", ""]
    merged = ((0, 0, 0, 2), (0, 3, 0, 4))
    table = listed(
        top, ["姓名", "性别", "证件号码", "现住址", "备注"], ["张三", "男", "1", "恒丰路1号", ""], merged=merged
    )
    assert titles(table) == ["基本信息/姓名", "基本信息/性别", "基本信息/证件号码", "居住信息/现住址", "居住信息/备注"]


def test_two_lines_in_a_text_file_without_merged_cells() -> None:
    table = listed(
        ["姓名", "证件号码", "现住址", "", "", ""],
        ["", "", "路", "弄", "号", "室"],
        ["张三", "1", "恒丰路", "610", "3", "301"],
    )
    assert titles(table) == ["姓名", "证件号码", "现住址/路", "现住址/弄", "现住址/号", "现住址/室"]
    assert len(table.rows) == 1


def test_a_merged_page_title_is_no_header() -> None:
    table = listed(["居民信息", "", "", ""], HEADER, *PEOPLE, merged=((0, 0, 0, 3),))
    assert (titles(table), table.remarks) == (HEADER, ("居民信息",))


END = [
    ["合计", "", "", "3人"],
    ["合 计：3人"],
    ["", "总计", "3"],
    ["注：本表由居委会填写"],
    ["1、请如实填写本表各项内容"],
    ["填表人：王", "", "审核：李"],
    ["备注：以上信息保密"],
    ["单位盖章"],
]


@pytest.mark.parametrize("line", END, ids=lambda line: "".join(line))
def test_totals_and_notes_end_the_list(line: list[str]) -> None:
    table = listed(HEADER, *PEOPLE, [], line)
    assert cells(table) == PEOPLE
    assert table.remarks == (next(filter(None, line)),)


def test_lines_after_a_note_are_notes_until_the_list_goes_on() -> None:
    table = listed(
        HEADER, PEOPLE[0], ["小计", "1"], ["共一户"], PEOPLE[1], ["注：保密"], ["一式两份"], ["", "2021年6月1日"]
    )
    assert cells(table) == PEOPLE[:2]
    assert table.remarks == ("小计", "共一户", "注：保密", "一式两份", "2021年6月1日")


def test_a_date_alone_at_the_end_is_no_person_but_a_name_alone_is() -> None:
    assert cells(listed(HEADER, *PEOPLE, ["", "", "", "2021年6月1日"])) == PEOPLE
    assert cells(listed(HEADER, *PEOPLE, ["赵六"])) == [*PEOPLE, ["赵六", "", "", ""]]


def test_people_whose_names_look_like_notes_stay() -> None:
    people = [
        ["合美丽", "110105194912310070", "13800000004", "恒丰路1号"],
        ["单位娜", "1", "2", "3"],
        ["注意", "1", "2", "3"],
    ]
    assert cells(listed(HEADER, *people)) == people


def test_headers_repeated_on_each_page_are_passed_over() -> None:
    table = listed(["居民信息表"], HEADER, PEOPLE[0], [], ["居民信息表"], HEADER, *PEOPLE[1:])
    assert cells(table) == PEOPLE
    assert [row.after_gap for row in table.rows] == [False, True, False]


def test_examples_and_column_numbers_are_passed_over() -> None:
    table = listed(HEADER, ["1", "2", "3", "4"], ["示例：张示例", "110105", "138", "恒丰路"], *PEOPLE)
    assert cells(table) == PEOPLE


def test_merged_down_belongs_to_every_line() -> None:
    rows = [HEADER, PEOPLE[0], [*PEOPLE[1][:3], ""], [*PEOPLE[2][:3], ""]]
    table = listed(*rows, merged=((1, 3, 3, 3),))
    assert [row.cells[3] for row in table.rows] == [PEOPLE[0][3]] * 3
    assert [row.filled for row in table.rows] == [frozenset(), {3}, {3}]


def test_columns_without_a_title_are_kept_where_they_hold_something() -> None:
    table = listed(["姓名", "", "", "手机"], ["张三", "11010519491231002X", "", "1"])
    assert [(column.letters, column.title) for column in table.columns] == [("A", "姓名"), ("B", ""), ("D", "手机")]


def test_what_nobody_sees_is_told() -> None:
    sheet = {"hidden": frozenset({2}), "hidden_columns": frozenset({1}), "out_of_sight": True, "uncomputed": True}
    table = listed(HEADER, *PEOPLE, **sheet)
    assert [row.hidden for row in table.rows] == [True, False, False]
    assert [column.hidden for column in table.columns] == [False, True, False, False]
    assert table.remarks == (OUT_OF_SIGHT, HIDDEN_COLUMNS, UNCOMPUTED)


def test_a_sheet_per_building_titles_on_the_first_only() -> None:
    tables = tables_of(
        [RawSheet("1号", [HEADER, *PEOPLE]), RawSheet("2号", PEOPLE), RawSheet("汇总", [["户数", 3.0], ["人数", 9.0]])]
    )
    assert [(table.sheet, titles(table), len(table.rows)) for table in tables] == [
        ("1号", HEADER, 3),
        ("2号", HEADER, 3),
    ]
    assert tables[1].remarks == (CONTINUES,)


def test_a_single_list_without_titles_is_told_by_its_cells() -> None:
    (table,) = tables_of([RawSheet("S", PEOPLE)])
    assert (titles(table), cells(table), table.remarks, table.header_row) == ([""] * 4, PEOPLE, (NO_HEADER,), 0)


@pytest.mark.parametrize("name", ["3号", "12幢", "二号楼", "610弄3号", "新福康里", "恒丰花园", "恒丰路610"])
def test_sheets_named_after_places(name: str) -> None:
    assert Table(name, (), []).names_place is True


@pytest.mark.parametrize("name", ["Sheet1", "工作表2", "", "人口信息", "汇总表", "2021", "名单"])
def test_sheets_named_after_nothing(name: str) -> None:
    assert Table(name, (), []).names_place is False


def test_a_file_without_a_list_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "f"
    path.write_text("今天天气很好\n我们去公园\n")
    with pytest.raises(NoListFound):
        read_tables(path)
    path.write_bytes(files.xlsx(("S", [HEADER])))
    with pytest.raises(NoListFound):
        read_tables(path)


def test_the_same_content_has_the_same_fingerprint(tmp_path: Path) -> None:
    def of(content: bytes) -> str:
        path = tmp_path / "f"
        path.write_bytes(content)
        return content_fingerprint(read_tables(path))

    same = [
        files.xlsx(("S", [HEADER, *PEOPLE])),
        files.xls(("T", [["标题"], HEADER, *PEOPLE])),
        files.csv([HEADER, *PEOPLE]).encode(),
    ]
    assert len(set(map(of, same))) == 1
    assert of(files.xlsx(("S", [HEADER, *PEOPLE[:2]]))) != of(same[0])


def test_ranges_that_claim_everything_cost_little() -> None:
    rows = padded(HEADER, *PEOPLE * 1000)
    table = table_of(RawSheet("S", rows, merged=tuple((1, 0, 3000, 0) for _ in range(20_000))))
    assert table is not None
    assert len(table.rows) == 3000


@given(st.integers(0, 20_000))
def test_letters_and_places_agree(index: int) -> None:
    assert index_of(letters_of(index)) == index


values = st.one_of(
    st.text(max_size=6), st.floats(allow_nan=False), st.none(), st.dates(), st.booleans(), st.sampled_from(HEADER)
)
ranges = st.tuples(*[st.integers(0, 12)] * 4).map(
    lambda r: (min(r[0], r[2]), min(r[1], r[3]), max(r[0], r[2]), max(r[1], r[3]))
)


@given(st.lists(st.lists(values, max_size=6), max_size=12), st.lists(ranges, max_size=4))
def test_any_sheet_gives_lines_of_one_width_in_order(rows: list, merged: list) -> None:  # type: ignore[type-arg]
    for table in tables_of([RawSheet("S", rows, merged=tuple(merged))]):
        width = table.columns[-1].index + 1
        assert {len(row.cells) for row in table.rows} <= {width}
        numbers = [row.number for row in table.rows]
        assert numbers == sorted(set(numbers))


@given(st.lists(st.sampled_from([*PEOPLE, ["合计", "", "", ""], [""] * 4, HEADER]), max_size=20))
def test_people_are_never_lost_whatever_stands_between(lines: list[list[str]]) -> None:
    assert cells(listed(HEADER, *lines)) == [line for line in lines if line in PEOPLE]


def test_numbers_as_people_see_them() -> None:
    assert [text_of(c) for c in (3.0, 1.5, None, " a ", 13800000001.0)] == ["3", "1.5", "", "a", "13800000001"]
