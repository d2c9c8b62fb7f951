"""Mistakes told with sheet and row, hostile files, expressions, submissions."""

import zipfile
from io import BytesIO
from typing import Any

import pytest
from django.utils.translation import override

from shequyun.base.files import FileCutOff, FileEmpty, FileRefused, FileWrongKind
from shequyun.engines.surveys.rules.beyond import in_words
from shequyun.engines.surveys.rules.converting import FormTooLarge, FormWrong, converted
from shequyun.engines.surveys.rules.expressions import understood
from shequyun.engines.surveys.rules.questions import questions_of
from shequyun.engines.surveys.rules.submitted import NotASubmission, read_submission
from shequyun.engines.surveys.tests.forms import made

PATHS = {"age": "age", "wish": "home/wish"}


@pytest.mark.parametrize(
    ("questions", "where"),
    [
        ([("text", "", "姓名")], "sheet survey, row 2: the question has no name. Write one in the column name."),
        ([("text", "a", "甲"), ("text", "a", "乙")], "sheet survey, row 3: the name is used twice. Use each name only once."),
        ([("textt", "a", "甲")], "sheet survey, row 2: “textt” is not a question type."),
        ([("text", "a b", "甲")],
         "sheet survey, row 2: the name cannot be used. Names begin with a letter and have no spaces."),
        ([("select_one none", "a", "甲")],
         "sheet survey, row 2: the list “none” is not on the sheet choices. Add its choices there, or correct the name."),
        ([("text", "a", "甲", "", "${zz} = 1")], "sheet survey, row 2: it refers to a question “zz” that does not exist."),
        ([("begin_group", "g", "组"), ("text", "a", "甲")],
         "sheet survey, row 2: the beginning and end of a group do not match (begin_group). Each begin_group needs an end_group."),
        ([("text", "a", "")], "sheet survey, row 2: the question “a” has no text. Write it in the column label."),
    ],
)  # fmt: skip
def test_mistakes_are_told_with_sheet_and_row(questions: Any, where: str) -> None:
    with override("en"), pytest.raises(FormWrong) as refusal:
        converted(made(questions))
    with override("en"):
        assert str(refusal.value) == where


def test_other_files_are_refused() -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook" + b" " * 1000)
    for content, kind in (
        (b"", FileEmpty), (b"%PDF-1.7", FileWrongKind), (b"a,b\n1,2\n", FileWrongKind), (made()[:3000], FileCutOff),
        (packed.getvalue(), FileRefused), (b"PK" + b"0" * 5_000_001, FormTooLarge),
    ):  # fmt: skip
        with pytest.raises(kind):
            converted(content)


@pytest.mark.parametrize(
    ("said", "tree"),
    [
        ("${age} >= 60", [">=", ["of", "age"], ["num", 60]]),
        ("selected(${wish}, 'home') and not(${age} < 3)",
         ["and", ["call", "selected", [["of", "home/wish"], ["text", "home"]]],
          ["call", "not", [["<", ["of", "age"], ["num", 3]]]]]),
        (". > 0 or . = -1", ["or", [">", ["self"], ["num", 0]], ["=", ["self"], ["-", ["num", 0], ["num", 1]]]]),
        ("1 + 2 * 3 = 7", ["=", ["+", ["num", 1], ["*", ["num", 2], ["num", 3]]], ["num", 7]]),
        ("regex(., '^[0-9]{3}$')", ["call", "regex", [["self"], ["text", "^[0-9]{3}$"]]]),
        (". <= today()", ["<=", ["self"], ["call", "today", []]]),
    ],
)  # fmt: skip
def test_expressions_become_trees(said: str, tree: Any) -> None:
    assert understood(said, PATHS) == tree


def test_what_only_collect_can_do_is_named() -> None:
    told = converted(made([
        ("text", "a", "甲", "", "count(${n}) > 1"), ("begin_repeat", "r", "子女"), ("text", "n", "名"), ("begin_repeat", "s", "孙"),
        ("text", "m", "名"), ("end_repeat",), ("end_repeat",), ("image", "p", "照片"), ("geopoint", "g", "位置"),
        ("text", "z", "末", "", "${n} = 'x'"),
    ]))  # fmt: skip
    found = questions_of(told["form"], told["rows"])[1]
    assert [(one["title"], one["row"], one["why"], one["piece"]) for one in found] == [
        ("甲", 2, "relevant", "count"), ("孙", 5, "repeat_in_repeat", ""), ("位置", 10, "type", "geopoint"),
        ("末", 11, "outside_repeat", ""),
    ]  # fmt: skip
    with override("en"):
        assert [in_words(one) for one in found][:2] == [
            "its condition (relevant) uses “count”, which the field app does not support. Use the functions listed in the manual.",
            "a repeat inside a repeat. Ask with one repeat only.",
        ]


@pytest.mark.parametrize(
    "content",
    [
        b"", b"<data/>", b"<data id='x'><meta><instanceID>uuid:1</instanceID></meta></data>",
        b"<!DOCTYPE a [<!ENTITY b 'c'>]><data id='0197'/>", b"<a>" * 2000,
        b"<data id='01970000-0000-7000-8000-000000000001'>" + b"<n/>" * 6000 + b"</data>",
    ],
)  # fmt: skip
def test_what_is_no_submission_is_refused(content: bytes) -> None:
    with pytest.raises(NotASubmission):
        read_submission(content)
