"""Phones, dates and names as people type them; when somebody is here."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shequyun.kernel.residents.rules.contacts import (
    NotAPhone,
    PartOfDate,
    UnreadDate,
    read_date,
    read_phone,
    read_phones,
)
from shequyun.kernel.residents.rules.names import normal_name, pinyin_of
from shequyun.kernel.residents.rules.presence import presence_of

TODAY = date(2021, 6, 16)
MOBILES = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)


@pytest.mark.parametrize(
    ("cell", "numbers", "unread"),
    [
        ("13800001234", ["13800001234"], ""),
        ("138 0000 1234", ["13800001234"], ""),
        ("138-0000-1234", ["13800001234"], ""),
        ("１３８００００１２３４", ["13800001234"], ""),
        ("13800001234.0", ["13800001234"], ""),
        ("+86 13800001234", ["13800001234"], ""),
        ("86-13800001234", ["13800001234"], ""),
        ("13800001234/13900005678", ["13800001234", "13900005678"], ""),
        ("13800001234、62581234", ["13800001234", "62581234"], ""),
        ("13800001234 13900005678", ["13800001234", "13900005678"], ""),
        ("13800001234，13800001234", ["13800001234"], ""),
        ("021-62581234", ["62581234"], ""),
        ("(021)62581234", ["62581234"], ""),
        ("62581234转8012", ["62581234-8012"], ""),
        ("手机：13800001234 座机62581234", ["13800001234", "62581234"], ""),
        ("1380000123", [], "1380000123"),
        ("138000012345", [], "138000012345"),
        ("无", [], "无"),
        ("13800001234（女儿）", ["13800001234"], "女儿"),
        ("", [], ""),
    ],
)
def test_phones(cell: str, numbers: list[str], unread: str) -> None:
    assert read_phones(cell) == (numbers, unread)


def test_exactly_one_phone() -> None:
    assert read_phone("138 0000 1234") == "13800001234"
    for said in ("", "无", "13800001234/13900005678", "13800001234（女儿）"):
        with pytest.raises(NotAPhone):
            read_phone(said)


@given(st.lists(MOBILES, min_size=1, max_size=3, unique=True), st.sampled_from(["、", "/", " ", "；", ", ", "\n"]))
def test_several_phones_in_one_cell(numbers: list[str], between: str) -> None:
    assert read_phones(between.join(numbers)) == (numbers, "")


@pytest.mark.parametrize(
    "said",
    ["1952-03-04", "1952/3/4", "1952.3.4", "1952年3月4日", "1952年03月04号", "19520304", "１９５２-３-４", "52.3.4", "52年3月4日",
     "1952-03-04 00:00:00", "1952-03-04T00:00", 19057, "19057", 19520304, 19520304.0, date(1952, 3, 4)],
)  # fmt: skip
def test_one_day_written_in_many_ways(said: object) -> None:
    assert read_date(said, today=TODAY) == date(1952, 3, 4)  # type: ignore[arg-type]


@given(st.dates(date(1900, 3, 1), date(2099, 12, 31)))
def test_every_day_reads_from_each_of_its_forms(day: date) -> None:
    forms = (
        f"{day:%Y-%m-%d}",
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y%m%d}",
    )
    assert [read_date(form, today=TODAY) for form in forms] == [day] * 4


@given(st.dates(date(1921, 6, 17), date(2021, 6, 16)))
def test_two_digit_years_lie_in_the_past_hundred(day: date) -> None:
    if day.year not in (1921, 2021):
        assert read_date(f"{day:%y-%m-%d}", today=TODAY) == day


@pytest.mark.parametrize("said", ["1952-02-30", "1952-13-01", "20210631", "昨天", "", 99999999.0, -1.0])
def test_what_is_no_date_is_refused(said: object) -> None:
    with pytest.raises(UnreadDate):
        read_date(said, today=TODAY)  # type: ignore[arg-type]


@pytest.mark.parametrize("said", ["1952", "1952年", "1952-03", "1952年3月", "195203"])
def test_a_year_or_a_month_is_not_a_day(said: str) -> None:
    with pytest.raises(PartOfDate):
        read_date(said, today=TODAY)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        (" 张 建　国 ", "张建国"),
        ("张三（户主）", "张三"),
        ("张三（户主）*", "张三"),
        ("阿依努尔•买买提", "阿依努尔·买买提"),
        ("阿依努尔．买买提", "阿依努尔·买买提"),
        ("阿依努尔 · 买买提", "阿依努尔·买买提"),
        ("Camille   Lefort", "Camille Lefort"),
        ("Ｃａｍｉｌｌｅ", "Camille"),
        ("𠮷永康", "𠮷永康"),
        ("\ufeff李四\u200b", "李四"),
        ("", ""),
    ],
)
def test_names(typed: str, name: str) -> None:
    assert normal_name(typed) == name


@given(st.text("张建国阿依·• 　A(（)）*", max_size=12))
def test_a_normal_name_is_its_own_normal_form(typed: str) -> None:
    assert normal_name(normal_name(typed)) == normal_name(typed)


@pytest.mark.parametrize(
    ("name", "pinyin"),
    [
        ("张建国", ("zhangjianguo", "zjg")),
        ("单国芳", ("shanguofang", "sgf")),
        ("仇美娟", ("qiumeijuan", "qmj")),
        ("曾国平", ("zengguoping", "zgp")),
        ("尉迟恭", ("yuchigong", "ycg")),
        ("单于兰", ("chanyulan", "cyl")),
        ("阿依努尔·买买提", ("ayinuermaimaiti", "aynemmt")),
        ("Camille Lefort", ("camillelefort", "cl")),
        ("乐", ("le", "l")),
    ],
)
def test_pinyin_reads_surnames_as_surnames(name: str, pinyin: tuple[str, str]) -> None:
    assert pinyin_of(name) == pinyin


def test_presence_follows_from_both_stays() -> None:
    assert [presence_of(hukou, living) for hukou in (True, False) for living in (True, False)] == [
        "both", "hukou_only", "living_only", "gone",
    ]  # fmt: skip
