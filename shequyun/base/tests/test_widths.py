"""Full-width signs."""

from shequyun.base.widths import half_width


def test_ascii_signs_become_half_width_and_nothing_else_changes() -> None:
    assert half_width("！～ＡｚＺ０９（恒丰路）　，。·ｱ𠮷") == "!~AzZ09(恒丰路)　,。·ｱ𠮷"
    assert half_width("张（三）１", but="（）") == "张（三）1"
