"""Addresses as they are written in Shanghai, read by the grammar; and the round trip of the normal form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shequyun.kernel.places.rules.addresses import Address, read_address, sort_key
from shequyun.kernel.places.rules.numerals import number_of, plain

READ = [
    # lane, number, room: the usual door
    ("恒丰路610弄3号301室", "恒丰路610弄3号301"),
    ("恒丰路610弄3号301", "恒丰路610弄3号301"),
    ("恒丰路６１０弄３号３０１室", "恒丰路610弄3号301"),
    ("恒丰路 610 弄 3 号 301 室", "恒丰路610弄3号301"),
    ("恒丰路610弄3号三〇一室", "恒丰路610弄3号301"),
    ("恒丰路六百一十弄三号301室", "恒丰路610弄3号301"),
    ("恒丰路610弄3-301", "恒丰路610弄3号301"),
    ("恒丰路610弄3－301室", "恒丰路610弄3号301"),
    ("恒丰路610弄3/301", "恒丰路610弄3号301"),
    ("610-3-301", "610弄3号301"),
    ("610弄3号301", "610弄3号301"),
    ("恒丰路610弄3号301室。", "恒丰路610弄3号301"),
    ("恒丰路610弄3号301房", "恒丰路610弄3号301"),
    ("恒丰路610弄3号0301室", "恒丰路610弄3号301"),
    ("恒丰路610弄3号3楼301室", "恒丰路610弄3号301"),
    ("恒丰路610弄13号1203室", "恒丰路610弄13号1203"),
    ("恒丰路610弄3号B101室", "恒丰路610弄3号B101"),
    ("恒丰路610弄3号301A室", "恒丰路610弄3号301A"),
    ("恒丰路610弄3号301-1室", "恒丰路610弄3号301-1"),
    # the area in front, in any length
    ("上海市静安区恒丰路610弄3号301室", "恒丰路610弄3号301"),
    ("上海市静安区石门二路街道恒丰路610弄3号301室", "恒丰路610弄3号301"),
    ("静安区石门二路街道恒丰居委会恒丰路610弄3号301室", "恒丰路610弄3号301"),
    ("静安区恒丰路610弄3号301室", "恒丰路610弄3号301"),
    ("上海恒丰路610弄3号301室", "恒丰路610弄3号301"),
    ("上海市恒丰路610弄3号301室", "恒丰路610弄3号301"),
    ("浦东新区上南路118弄7号502室", "上南路118弄7号502"),
    ("上海市浦东新区周浦镇年家浜路528弄18号602室", "年家浜路528弄18号602"),
    ("上海市闵行区七莘路333弄21号101室", "七莘路333弄21号101"),
    # on the road itself
    ("石门二路41号", "石门二路41号"),
    ("石门二路41号201室", "石门二路41号201"),
    ("北京西路605号20楼", "北京西路605号20层"),
    ("康定东路85号底层", "康定东路85号底层"),
    ("南京西路1266号18F", "南京西路1266号18层"),
    ("武宁路临12号", "武宁路临12号"),
    ("新闸路568号之2", "新闸路568之2号"),
    ("新闸路568号甲", "新闸路568甲号"),
    ("新闸路568甲号", "新闸路568甲号"),
    ("沪青平公路1818号", "沪青平公路1818号"),
    ("世纪大道100号", "世纪大道100号"),
    ("四川北路一百二十三号", "四川北路123号"),
    ("山海关路274弄", "山海关路274弄"),
    # sub-lanes
    ("山海关路274弄12支弄5号", "山海关路274弄12支弄5号"),
    ("山海关路274弄12支弄5号前楼", "山海关路274弄12支弄5号前楼"),
    ("山海关路274弄12弄5号", "山海关路274弄12支弄5号"),
    ("新闸路1010弄甲5号", "新闸路1010弄甲5号"),
    ("延安中路913弄四支弄二号", "延安中路913弄4支弄2号"),
    # old houses: parts instead of rooms
    ("新闸路632弄12号前楼", "新闸路632弄12号前楼"),
    ("新闸路632弄12号亭子间", "新闸路632弄12号亭子间"),
    ("新闸路632弄12号二楼前楼", "新闸路632弄12号2层前楼"),
    ("新闸路632弄12号2楼亭子间", "新闸路632弄12号2层亭子间"),
    ("新闸路632弄12号三层阁", "新闸路632弄12号三层阁"),
    ("新闸路632弄12号后客堂", "新闸路632弄12号后客堂"),
    ("新闸路632弄12号东厢房", "新闸路632弄12号东厢房"),
    ("新闸路632弄12号灶披间", "新闸路632弄12号灶披间"),
    ("新闸路632弄12号底层", "新闸路632弄12号底层"),
    ("新闸路632弄12号阁楼", "新闸路632弄12号阁楼"),
    ("新闸路632弄12号底层后客堂", "新闸路632弄12号底层后客堂"),
    ("新闸路632弄12号过街楼", "新闸路632弄12号过街楼"),
    ("新闸路632弄12号假三层", "新闸路632弄12号假三层"),
    ("新闸路632弄12号晒台搭建", "新闸路632弄12号晒台搭建"),
    # houses by block, unit and floor
    ("江宁路262弄3幢201室", "江宁路262弄3幢201"),
    ("江宁路262弄3号楼201室", "江宁路262弄3幢201"),
    ("江宁路262弄3栋2单元201室", "江宁路262弄3幢2单元201"),
    ("江宁路262弄A座1502室", "江宁路262弄A幢1502"),
    ("达安城3号楼1502室", "达安城3幢1502"),
    ("达安花园12号601室", "达安花园12号601"),
    ("武定路128弄达安城9号1801室", "武定路128弄9号1801"),
    ("江宁路188号江宁商务楼2501室", "江宁路188号2501"),
    ("南京西路1266号恒隆广场18楼", "南京西路1266号18层"),
    ("江宁路188号25层2501室", "江宁路188号2501"),
    ("北京西路688号B1层", "北京西路688号B1层"),
    ("江宁路188号3层", "江宁路188号3层"),
    ("静安新村8号402室", "静安新村8号402"),
    ("张家宅小区60号301", "张家宅小区60号301"),
    ("新福康里8号402室", "新福康里8号402"),
    ("新闸路906弄新福康里8号402室", "新闸路906弄8号402"),
    # shorthand on slips of paper
    ("3-301", "3号301"),
    ("3号301", "3号301"),
    ("301室", "301"),
    ("恒丰路 610—3—301", "恒丰路610弄3号301"),
    ("恒丰路610~3~301", "恒丰路610弄3号301"),
    ("恒丰路610弄三号楼301", "恒丰路610弄3幢301"),
    ("恒丰路610弄3号甲301室", "恒丰路610弄3甲号301"),
    ("恒丰路610弄 3 301室", "恒丰路610弄3号301"),
    ("恒丰路 610 3 301", "恒丰路610弄3号301"),
    # words that look like parts of an address
    ("南京西路街道威海路590弄76号", "威海路590弄76号"),
    ("南京东路街道宁波路540弄5号201室", "宁波路540弄5号201"),
    ("江宁路街道江宁路83弄2号", "江宁路83弄2号"),
    ("中山北一路121号", "中山北一路121号"),
    ("人民大道200号", "人民大道200号"),
    ("肇嘉浜路446弄1号1801室", "肇嘉浜路446弄1号1801"),
    ("陆家浜路1011号", "陆家浜路1011号"),
    ("方浜中路269号", "方浜中路269号"),
    ("小东门街道外咸瓜街107号", "外咸瓜街107号"),
    ("五里桥路300弄6号", "五里桥路300弄6号"),
    ("新村路1717弄3号502室", "新村路1717弄3号502"),
    ("曹杨新村三村5号201室", "曹杨新村三村5号201"),
    ("田林十二村25号301室", "田林十二村25号301"),
    ("上钢三村8号102", "上钢三村8号102"),
    ("区府路1号", "区府路1号"),
]


# What follows no rule is said, never guessed: (as written, what is read, what is not).
UNREAD = [
    ("恒丰路610弄3号301、302室", "恒丰路610弄3号301", "、302室"),
    ("恒丰路610弄3号301，302", "恒丰路610弄3号301", "、302"),
    ("大田路甲弄5号", "大田路5号", "甲弄"),
    ("恒丰路610弄3甲301室", "恒丰路610弄3", "甲301室"),
    ("恒丰路桥下", "恒丰路", "桥下"),
    ("610弄门卫室旁边", "610弄", "门卫室旁边"),
    ("不详", "", "不详"),
    ("", "", ""),
]


@pytest.mark.parametrize(("said", "normal"), READ)
def test_real_forms(said: str, normal: str) -> None:
    read = read_address(said)
    assert (read.normal, read.unread) == (normal, "")


@pytest.mark.parametrize(("said", "normal", "unread"), UNREAD)
def test_what_cannot_be_read_is_said(said: str, normal: str, unread: str) -> None:
    read = read_address(said)
    assert (read.normal, read.unread) == (normal, unread)


def test_the_table_is_long_enough_to_mean_something() -> None:
    assert len({said for said, _normal in READ}) == len(READ) >= 100


def test_the_area_is_set_aside_in_its_own_words() -> None:
    read = read_address("上海市静安区石门二路街道恒丰居委会恒丰路610弄3号301室")
    assert (read.area_text, read.door, read.room_label) == (
        "上海市静安区石门二路街道恒丰居委会",
        "恒丰路610弄3号",
        "301",
    )


def test_aliases_are_other_names_of_the_same_place() -> None:
    assert read_address("东斯文里12号前楼", {"东斯文里": "新闸路632弄"}).normal == "新闸路632弄12号前楼"


@pytest.mark.parametrize(
    ("said", "storey"),
    [
        ("3号301", 3),
        ("3号1203", 12),
        ("3号12层1203", 12),
        ("3号5层", 5),
        ("3号前楼", None),
        ("3号2层前楼", 2),
        ("3号12", None),
    ],
)
def test_the_storey_is_said_or_told_by_the_room(said: str, storey: int | None) -> None:
    assert read_address(f"恒丰路610弄{said}").storey == storey


NUMBERS = st.integers(1, 2999).map(str)
ROOMS = st.one_of(st.integers(101, 3999).map(str), st.sampled_from(["B101", "301A", "301-1", ""]))
ADDRESSES = st.builds(
    Address,
    road=st.sampled_from(["恒丰路", "石门二路", "肇嘉浜路", "沪青平公路", "外咸瓜街", "世纪大道", "四川北路"]),
    lane=st.one_of(st.just(""), NUMBERS, NUMBERS.map(lambda number: f"{number}甲")),
    number=st.one_of(NUMBERS, NUMBERS.map(lambda number: f"{number}乙"), NUMBERS.map(lambda number: f"{number}之2")),
    room=ROOMS,
)


@given(ADDRESSES)
def test_the_normal_form_reads_as_itself(address: Address) -> None:
    assert read_address(address.normal) == address


@given(ADDRESSES, st.sampled_from(["上海市静安区", "静安区石门二路街道", "浦东新区"]))
def test_the_area_in_front_changes_nothing_behind(address: Address, area: str) -> None:
    assert read_address(area + address.normal).normal == address.normal


@given(st.text("恒丰路弄号室甲楼层0123456789-、 三十", max_size=24))
def test_nothing_that_is_typed_breaks_the_reader(said: str) -> None:
    """And what was read once is read the same from its own normal form, where nothing was left unread."""
    read = read_address(said)
    if not read.unread and read.road and read.number:
        assert read_address(read.normal).normal == read.normal


@given(st.integers(1, 9999))
def test_chinese_numerals(number: int) -> None:
    assert number_of(_chinese(number)) == number


def _chinese(number: int) -> str:
    """The number as it is read out: 610 is 六百一十, 1001 is 一千零一."""
    words, digits = "", str(number)
    for place, digit in enumerate(digits):
        unit = ["", "十", "百", "千"][len(digits) - place - 1]
        if digit != "0":
            words += "零一二三四五六七八九"[int(digit)] + unit
        elif words[-1:] != "零" and set(digits[place:]) != {"0"}:
            words += "零"
    return words


def test_plain_brings_signs_to_one_form() -> None:
    assert plain("（恒丰路） ６１０ 弄，三—Ｂ1０１") == "恒丰路610弄三-B101"


def test_doors_sort_by_value() -> None:
    doors = ["恒丰路610弄12号", "恒丰路610弄3号", "恒丰路61弄30号"]
    assert sorted(doors, key=sort_key) == [doors[2], doors[1], doors[0]]
