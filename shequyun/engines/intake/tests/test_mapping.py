"""Which column means what: titles that people use, content, memory."""

import pytest

from shequyun.engines.intake.fields import targets
from shequyun.engines.intake.rules import mapping
from shequyun.engines.intake.rules.cells import Column, RawRow, letters_of
from shequyun.engines.intake.rules.headers import BY_SUBJECT, NOT_KEPT, SERIAL, folded
from shequyun.engines.intake.rules.mapping import Guess, suggest

IDS = ["11010519491231002X", "110105194912310038", "110105194912310054"]
MOBILES = ["13800000001", 13800000002.0, "138 0000 0003"]


def guesses(*titles: str, subject: str = "resident", cells: list[list] | None = None, **more) -> list[Guess]:  # type: ignore[no-untyped-def, type-arg]
    columns = [Column(index, letters_of(index), title) for index, title in enumerate(titles)]
    sample = [RawRow(index + 2, tuple(row)) for index, row in enumerate(zip(*(cells or []), strict=True))]
    return suggest(columns, subject, sample=sample, **more)


def meant(*titles: str, **more) -> list[str]:  # type: ignore[no-untyped-def]
    return [guess.target for guess in guesses(*titles, **more)]


@pytest.mark.parametrize("subject", BY_SUBJECT)
def test_every_title_has_one_meaning(subject: str) -> None:
    said = [(folded(title), name) for name, titles in BY_SUBJECT[subject].items() for title in titles]
    meanings: dict[str, set[str]] = {}
    for title, name in said:
        meanings.setdefault(title, set()).add(name)
    assert {title: names for title, names in meanings.items() if len(names) > 1} == {}
    assert not {title for title, _name in said} & (NOT_KEPT | SERIAL)


@pytest.mark.parametrize("subject", BY_SUBJECT)
def test_the_titles_speak_of_what_the_dictionary_holds(subject: str) -> None:
    assert set(BY_SUBJECT[subject]) == {target.name for target in targets(subject)}


@pytest.mark.parametrize(
    ("title", "target"),
    [
        ("姓 名", "name"), ("居民姓名*", "name"), ("公民身份号码", "document_number"), ("证件号码（必填）", "document_number"),
        ("手机/电话", "phone"), ("联系方式：", "phone"), ("现居住地址", "living_address"), ("户口所在地", "hukou_address"),
        ("与户主关系", "relation"), ("基本信息/姓名", "name"), ("现住址/弄", "lane"), ("户籍地址/路弄", "hukou_address"),
        ("户主/姓名", "head_name"), ("紧急联系人/电话", "contact_phone"), ("紧急联系人/姓名", "contact_name"),
        ("ＮＯ．", ""), ("文化程度", "education"), ("出生年月", "birth_date"), ("手机号码2", "phone"), ("公民身份征号码", "document_number"),
    ],
)  # fmt: skip
def test_titles_that_people_use(title: str, target: str) -> None:
    assert meant(title) == [target]


@pytest.mark.parametrize("title", ["民族", "民 族", "宗教信仰", "基本信息/民族"])
def test_what_has_no_purpose_is_not_kept(title: str) -> None:
    assert guesses(title) == [Guess(0, "", 1.0, mapping.NO_PURPOSE)]


def test_not_kept_even_where_the_cells_speak() -> None:
    assert guesses("民族", cells=[IDS]) == [Guess(0, "", 1.0, mapping.NO_PURPOSE)]


@pytest.mark.parametrize("title", ["户主身份证号", "户主/证件号码", "配偶证件", "监护人身份证号码", "房东电话"])
def test_numbers_of_other_people_are_not_taken_for_the_persons_own(title: str) -> None:
    assert guesses(title, cells=[IDS]) == [Guess(0, "", 0.0, mapping.OTHER_PERSON)]


def test_the_cells_speak_where_the_title_is_unknown_or_missing() -> None:
    told = guesses(
        "号码一栏", "", "甲栏", "", cells=[IDS, MOBILES, ["男", "女", "男"], ["1952-03-04", "1960.1.2", "19700101"]]
    )
    assert [(guess.target, guess.why) for guess in told] == [
        ("document_number", mapping.CONTENT), ("phone", mapping.CONTENT), ("sex", mapping.CONTENT), ("birth_date", mapping.CONTENT)
    ]  # fmt: skip


def test_numbers_that_lost_their_digits_are_still_documents() -> None:
    assert meant("", cells=[[3.10106195203121e17, 3.10106196001011e17, 3.10106197001012e17]]) == ["document_number"]


def test_cells_that_contradict_the_title_are_told() -> None:
    assert guesses("联系电话", cells=[IDS]) == [Guess(0, "document_number", 0.6, mapping.AGAINST_TITLE)]


def test_two_columns_for_one_field_the_surer_has_it() -> None:
    told = guesses("手机号码2", "手机号码", "电话")
    assert [(guess.target, guess.why) for guess in told] == [
        ("", mapping.TAKEN),
        ("phone", mapping.TITLE),
        ("", mapping.TAKEN),
    ]


def test_what_a_person_set_before_goes_first() -> None:
    assert guesses("电话", "楼组长", remembered={"电话": "", "楼组长": "remark"}) == [
        Guess(0, "", 1.0, mapping.REMEMBERED), Guess(1, "remark", 1.0, mapping.REMEMBERED)
    ]  # fmt: skip


def test_other_subjects_have_their_own_titles() -> None:
    assert meant("单位名称", "统一社会信用代码", "法定代表人", "从业人数", subject="organisation") == [
        "name",
        "credit_code",
        "legal_person",
        "head_count",
    ]
    assert meant("楼栋", "小区名称", "总层数", "有无电梯", subject="building") == [
        "address",
        "estate",
        "floors",
        "has_lift",
    ]
    assert meant("房屋坐落", "建筑面积（㎡）", "房屋用途", subject="dwelling") == ["address", "area_m2", "use"]


def test_unknown_is_said() -> None:
    assert guesses("楼组长") == [Guess(0, "", 0.0, mapping.UNKNOWN)]
