"""Reading in a bounded process: values as they are, and files that would bring a reader down."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shequyun.base.bounded import DEFAULT
from shequyun.base.files import FileCutOff, FileEncrypted, FileRefused, FileUnpacksTooLarge
from shequyun.engines.intake.rules.reader import RawSheet, TextUnreadable, TooManyCells, read_sheets
from shequyun.engines.intake.tests import files

LIST = [files.HEADER, *files.PEOPLE]


@pytest.fixture
def read(tmp_path: Path):  # type: ignore[no-untyped-def]
    def reading(content: bytes, name: str = "list.dat", **limits: int) -> list[RawSheet]:
        path = tmp_path / name
        path.write_bytes(content)
        return read_sheets(path, limits=replace(DEFAULT, **limits))

    return reading


@pytest.mark.parametrize("name", ["list.xlsx", "list.xls", "list.csv", "list"])
@pytest.mark.parametrize("content", [files.xlsx(("S", LIST)), files.xls(("S", LIST)), files.csv(LIST).encode()])
def test_the_name_does_not_matter(read, content: bytes, name: str) -> None:  # type: ignore[no-untyped-def]
    assert [sheet.rows for sheet in read(content, name)] == [LIST]


def test_values_keep_their_kind(read) -> None:  # type: ignore[no-untyped-def]
    row = [" 张 三 ", 1.5, 3.0, 310106195203120000, True, date(1952, 3, 4), datetime(2021, 6, 1, 8, 30), "𠮷·买买提"]
    assert read(files.xlsx(("S", [row])))[0].rows == [row]


def test_numbers_typed_as_identity_come_as_floats(read) -> None:  # type: ignore[no-untyped-def]
    (number,) = read(files.xlsx(("S", [[310106195203121234]])))[0].rows[0]
    assert (type(number), str(number)[:6], "e+17" in str(number)) == (float, "3.1010", True)


def test_formulas_give_their_last_value_and_errors_their_text(read) -> None:  # type: ignore[no-untyped-def]
    cells = (
        '<row r="2"><c r="B2" t="str"><f>A1&amp;"x"</f><v>ax</v></c><c r="C2" t="e"><f>#REF!</f><v>#REF!</v></c>'
        '<c r="D2" s="0" t="e"><v>#N/A</v></c><c r="E2"><v>1</v></c></row>'
    )
    assert read(files.raw_xlsx(files.sheet_xml(cells))) == [
        RawSheet("S", [["", "", "", "", ""], ["", "ax", "#REF!", "#N/A", 1.0]])
    ]


def test_formulas_that_nobody_computed_are_told(read) -> None:  # type: ignore[no-untyped-def]
    cells = f'<row r="1">{files.cell("A1", "x")}<c r="B1"><f>1+1</f><v></v></c></row>'
    assert read(files.raw_xlsx(files.sheet_xml(cells)))[0].uncomputed is True


def test_hidden_and_merged_are_told(read) -> None:  # type: ignore[no-untyped-def]
    content = files.xlsx(
        ("3号", LIST),
        ("码表", [["男"], ["女"]]),
        merged=[(1, 3, 2, 3)],
        hidden_rows=[2],
        hidden_columns=[1],
        hidden_sheets=["码表"],
    )
    first, second = read(content)
    assert (first.hidden, first.hidden_columns, first.merged, first.out_of_sight) == ({3}, {1}, ((1, 3, 2, 3),), False)
    assert (second.name, second.out_of_sight, second.hidden) == ("码表", True, frozenset())


def test_xls_tells_merged_but_not_hidden(read) -> None:  # type: ignore[no-untyped-def]
    (sheet,) = read(files.xls(("S", LIST)))
    assert (sheet.hidden, sheet.merged) == (frozenset(), ())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_text_files(read, encoding: str, delimiter: str) -> None:  # type: ignore[no-untyped-def]
    rows = [*LIST, ["欧阳·阿不都", "", "13800000004, 021-52345678；座机\n下班后", '叫"小区"的路']]
    text = files.csv(rows[:-1], delimiter) + delimiter.join(
        ["欧阳·阿不都", "", '"13800000004, 021-52345678；座机\n下班后"', '"叫""小区""的路"']
    )
    assert read(text.encode(encoding))[0].rows == rows


@pytest.mark.parametrize(
    "raw",
    [
        ("姓名,电话\n" + "张三,1\n" * 40).encode()[:-5] + b"\xe5,\n",
        "姓名,电话\n".encode("utf-8-sig") + b"\xff\xff",
        b"name,\xff\xff\xff\n",
        b"\xff\xfe\x00",
    ],
    ids=["damaged UTF-8", "marked UTF-8", "no encoding", "half UTF-16"],
)
def test_text_that_cannot_be_read(read, raw: bytes) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(TextUnreadable):
        read(raw)


def far(reference: str) -> bytes:
    row = reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return files.raw_xlsx(files.sheet_xml(
        f'<row r="1">{files.cell("A1", "姓名")}</row><row r="{row}">{files.cell(reference, "x")}</row>'
    ))  # fmt: skip


@pytest.mark.parametrize("reference", ["XFD1048576", "A1048576", "XFD2", "A300001", "PZ2"])
def test_cells_at_the_end_of_the_world_are_refused(read, reference: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(TooManyCells):
        read(far(reference))


def test_a_claim_alone_does_no_harm(read) -> None:  # type: ignore[no-untyped-def]
    claim = '<dimension ref="A1:XFD1048576"/>'
    empty = '<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    row = f'<row r="1">{files.cell("A1", "姓名")}</row>'
    assert [s.rows for s in read(files.raw_xlsx(files.sheet_xml(row + empty, claim)))] == [[["姓名"]]]


def test_an_abort_of_the_reader_is_a_refusal(read) -> None:  # type: ignore[no-untyped-def]
    """Quoted in the other way, the tags are not seen beforehand: the reader itself runs out of memory."""
    content = files.raw_xlsx(files.sheet_xml(
        "<row r='1'><c r='A1'><v>1</v></c></row><row r='1048576'><c r='XFD1048576'><v>1</v></c></row>"
    ))  # fmt: skip
    with pytest.raises(FileRefused) as caught:
        read(content)
    assert caught.value.code in {"file_reader_gave_up", "file_cut_off"}


def test_small_files_that_unpack_to_much(read) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(FileUnpacksTooLarge):
        read(files.raw_xlsx(files.sheet_xml(" " * 20_000_000)), unpacked=10_000_000)
    with pytest.raises(FileUnpacksTooLarge):
        read(files.raw_xlsx(files.sheet_xml(""), {"xl/sharedStrings.xml": b" " * 20_000_000}), unpacked=10_000_000)


def test_archives_that_lie_about_their_size(read) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(FileCutOff):
        read(files.lying_bomb(20_000_000))


def test_entities_that_multiply(read) -> None:  # type: ignore[no-untyped-def]
    levels = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    book = files.WORKBOOK.replace('name="S"', 'name="&l9;"')
    laughs = f'<!DOCTYPE workbook [<!ENTITY l0 "ha">{levels}]>{book}'
    with pytest.raises(FileRefused):
        read(files.raw_xlsx(files.sheet_xml(""), {"xl/workbook.xml": laughs}))


def test_passwords_inside_old_workbooks(read) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(FileEncrypted):
        read(files.xls_with_password())


@pytest.mark.parametrize("limit", [{"cpu_seconds": 0}, {"wall_seconds": 0}, {"memory": 40_000_000}])
def test_limits_end_the_child_not_us(read, limit: dict[str, int]) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(FileRefused) as caught:
        read(files.csv(LIST * 50_000).encode(), **limit)
    assert caught.value.code in {"file_reader_gave_up", "file_cut_off"}


def test_too_many_rows_and_columns(read) -> None:  # type: ignore[no-untyped-def]
    for content in (files.xlsx(("S", [["a"]] * 12)), files.xls(("S", [["a"]] * 12)), b"a,b\n" * 12):
        with pytest.raises(TooManyCells):
            read(content, rows=10)
        with pytest.raises(TooManyCells):
            read(content, columns=0)


GOOD = (files.xlsx(("S", LIST)), files.xls(("S", LIST)))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(which=st.integers(0, 1), at=st.floats(0, 1), noise=st.binary(min_size=1, max_size=40))
def test_damage_anywhere_is_read_or_refused(read, which: int, at: float, noise: bytes) -> None:  # type: ignore[no-untyped-def]
    content = bytearray(GOOD[which])
    place = int(at * (len(content) - len(noise)))
    content[place : place + len(noise)] = noise
    assert outcome(read, bytes(content)) in {"read", *REASONS}


REASONS = [
    f"file_{why}"
    for why in (
        "cut_off",
        "reader_gave_up",
        "encrypted",
        "too_many_cells",
        "wrong_kind",
        "unpacks_too_large",
        "text_unreadable",
    )
]


def outcome(read, content: bytes) -> str:  # type: ignore[no-untyped-def]
    try:
        read(content)
    except FileRefused as refusal:
        return refusal.code
    return "read"
