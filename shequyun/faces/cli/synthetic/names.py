"""Names of invented people: surnames and given names weighted by frequency and by decade of birth.

The weights are round figures after the known order of frequency (王李张陈 lead in Shanghai); they are not a census.
Every name is a combination drawn at random; those of people everybody knows are drawn again.
"""

from collections.abc import Callable, Sequence
from zlib import crc32

Draw = Callable[[], float]


def _table(text: str) -> list[str]:
    """ "王9 李8" as a flat table, so that one draw is one index."""
    flat: list[str] = []
    for word in text.split():
        name = word.rstrip("0123456789")
        flat += [name] * int(word[len(name) :] or 1)
    return flat


SURNAMES = _table(
    "王80 张78 陈66 李62 徐40 朱38 周36 吴34 沈32 陆30 顾28 黄26 刘26 杨24 金22 赵20 孙20 胡18 施16 姚16 俞14 蒋14 唐14 "
    "钱14 曹14 潘12 许12 何12 丁12 严10 郑10 林10 宋10 谢10 傅8 叶10 马10 董8 邵8 韩8 夏8 汪8 冯8 高8 郭10 范8 方8 瞿6 "
    "戴6 钟6 薛6 袁6 奚4 倪6 龚6 庄4 费4 邱4 包4 毛3 史4 谈3 盛4 康3 翁3 祝3 章4 任4 曾3 单3 仇2 解1 查2 乐2 翟2 "
    "缪2 尤2 季3 华2 柴2 桂1 欧阳1 诸葛1 司徒1 上官1 尉迟1"
)
MIGRANT_SURNAMES = _table(
    "王80 李78 张76 刘58 陈54 杨40 黄30 赵28 周28 吴28 徐22 孙22 马18 朱18 胡18 郭16 何14 高14 林14 罗14 郑12 梁10 谢10 "
    "宋10 唐8 许8 韩8 冯8 邓8 曹8 彭8 曾8 田6 董6 潘6 袁6 蔡6 蒋6 余6 于6 杜6 叶6 程6 魏6 苏6 吕6 丁6 任6 卢6 姚6 "
    "钟6 崔6 汪6 范5 陆5 石4 廖4 贾4 夏4 韦3 付4 方4 白3 邹3 孟3 熊3 秦3 邱3 江3 尹3 薛3 闫3 段3 雷3 侯3 龙2 史2 陶2 "
    "黎2 贺2 毛2 郝2 龚2 邵2 万2 钱2 严2 覃1 单1 仇1 解1"
)
_MEN = {
    1920: "阿大2 福根3 金生3 根生3 德明3 永康2 家祥2 文彬2 志清2 伯良1 宝生2 桂生2 荣根2 鸿章1 锦堂1 炳生2 惠民1 祖荫1 士良1 秉衡1",
    1940: "建国3 国强3 德兴3 国华4 志明4 永明4 根发3 金龙3 福明3 正华3 伟民3 家骏2 文华3 耀明2 惠良2 林根2 来发1 鸿生2 锡昌1 仁德1 兴发2 解放1 援朝1",
    1955: "建国6 国强5 建华6 志强5 国平5 伟明5 建平6 卫国4 永强3 卫东3 建民4 国庆4 志平4 文革1 跃进1 新民3 建明5 荣华3 家良2 国良3 金宝2 宝康2",
    1970: "军5 伟7 勇5 斌5 磊3 敏4 毅4 杰4 建军4 伟民3 志刚4 海峰3 晓东3 永刚2 峰4 俊3 强4 晓明3 春雷2 国栋2 文杰3 振宇2 骏2 赟1 弢1",
    1985: "超4 晨4 俊杰4 凯4 翔3 佳俊3 晓峰3 嘉伟3 宇4 鑫3 骏3 浩4 文俊3 志超3 琦2 毅2 天成2 一鸣2 逸飞2 思远2 昊2 佳伟3 诚2 旻1 𬭎1",
    2000: "子轩4 浩然4 宇轩4 梓涵2 俊杰3 嘉豪3 宇航3 子豪3 睿3 奕辰3 一诺2 沐宸3 梓睿2 浩宇3 天佑2 景行2 辰逸2 思齐2 煜城1 致远2 懿轩1 𬬭1",
}
_WOMEN = {
    1920: "阿妹2 秀英5 桂英4 玉珍4 凤珍3 宝珍3 招娣3 金娣3 杏珍2 彩英2 素珍4 瑞珍2 阿毛1 文英2 银娣2 惠珍3 月仙2 根娣2",
    1940: "秀珍4 桂珍4 玉华4 美芳3 凤英4 惠芬4 雅芳3 秀兰3 玲娣4 菊芳3 美珍3 月珍3 素芬3 兰英3 慧珍3 佩芬3 国英2 根娣2 文珠1 佩珍2",
    1955: "丽华6 美华5 建萍4 国芳4 秀娟5 月芳4 玉芳4 慧芳4 佩华3 卫红4 桂芳4 惠娟4 丽萍5 雅萍3 金妹3 玲华3 红英3 跃华2 美娟4 志英2 小妹2",
    1970: "敏6 静5 燕4 红4 萍4 丽5 英3 芳4 慧4 晓红3 丽娟3 海燕4 雯3 洁3 春燕3 瑛2 晓燕3 莉4 青2 蕾3 倩2 玲3 琴2 祎1",
    1985: "婷5 佳4 佳怡4 雯婷3 晓雯3 悦3 倩4 文婷3 莹4 璐4 晓燕3 思佳3 琳4 嘉3 怡雯3 蓓蕾2 婧3 雪3 瑶3 诗韵2 梦婷2 颖3 珺2 祎雯1 喆1",
    2000: "欣怡4 梓涵4 诗涵4 佳怡3 雨桐4 子涵3 一诺3 语桐3 可馨3 思琪3 若曦3 梓萱3 艺涵2 安琪2 芷若2 沐晴2 悦然2 语嫣2 舒窈1 钰涵2 𫖯1",
}
DECADES = (1920, 1940, 1955, 1970, 1985, 2000)
GIVEN = {
    "1": {start: _table(text) for start, text in _MEN.items()},
    "2": {start: _table(text) for start, text in _WOMEN.items()},
}
# Joined at random to single given characters, so that names do not repeat too often.
_FIRST = {
    "1": "国建志永家德文金正明伟宝荣福鸿振耀祖继庆俊海晓春立新少学宗兆",
    "2": "秀玉美惠丽佩素雅凤金月慧春晓红静文桂爱淑雪海莉小婉敏瑞若梦",
}
_SECOND = {
    "1": "强华明平民良根生祥康龙杰峰辉兴荣成忠元林松波涛宁泉达坤麟鸣庭",
    "2": "英珍芳华娟萍兰芬妹琴玲红霞云莲凤娣仙娥燕蓉菁琳怡雯茹琪洁媛筠",
}
# Names of people everybody knows, as CRC-32 of their UTF-8, so that no real name stands here.
NOT_USED = frozenset({
    0x04283DBF, 0x051BF301, 0x0A676568, 0x0AB3F1C4, 0x0E211F9F, 0x1A398147, 0x1A8C2DD3, 0x1AA59143, 0x20A68AB6,
    0x22FD7CE4, 0x23372947, 0x2381C414, 0x29F1397E, 0x2A50D69D, 0x2C1133DD, 0x32ABA496, 0x36BB3A85, 0x391E5FB7,
    0x408D0D80, 0x43BBADC0, 0x44015E66, 0x450E8916, 0x490E6EC1, 0x4A68BB87, 0x4C9147AD, 0x506E3447, 0x50DD4B0F,
    0x5381985A, 0x5C2579BC, 0x5D2A5076, 0x5E6F0F1D, 0x65818050, 0x6CE6B9D8, 0x6D504BC7, 0x6D77DE46, 0x6F8E7552,
    0x74DAE3DC, 0x755BBBF1, 0x79DF8A88, 0x7EA7EABE, 0x802ECD0E, 0x817F24D5, 0x873A1671, 0x888E6633, 0x89913769,
    0x8A8FF018, 0x8ADAE94B, 0x9245602A, 0x93EDCF7A, 0x94900CDC, 0x96663EBE, 0x972FCECB, 0x97BF4DC5, 0x9922D2F8,
    0x9F3C9B24, 0xA14FB0B1, 0xA2668F83, 0xA4319F0C, 0xA59E0532, 0xA9E5FE72, 0xAAF70A2C, 0xAF45C3D3, 0xAFA5F34A,
    0xB088626C, 0xB202C17C, 0xB30F052F, 0xB3B6B10B, 0xB74BCB28, 0xBBFC1BFA, 0xC388CEDD, 0xC540BFE0, 0xC7E4569D,
    0xC896B405, 0xCA0AEEAB, 0xCA8C5018, 0xCBF54C23, 0xCC77F7E6, 0xCD47CC34, 0xCDCA2D2F, 0xCE0FB1B1, 0xD164C67B,
    0xD1763FDF, 0xD56D1CD3, 0xD719C3D3, 0xE6152503, 0xE7FDC190, 0xE8822629, 0xE93CC09F, 0xF73F9118, 0xF925660C,
    0xF9466BF3, 0xFEE9EF01,
})  # fmt: skip
MINORITY = {
    "1": ("买买提·吐尔逊", "艾尼瓦尔·阿不都", "扎西·多吉", "巴特尔·宝音", "努尔兰·哈力"),
    "2": ("阿依努尔·买买提", "古丽娜尔·艾山", "热孜万·吐拉洪", "卓玛·央宗", "萨仁·其木格"),
}
LATIN = {
    "USA": ("James Carter,Robert Mills,Daniel Brooks", "Emily Carter,Susan Mills,Laura Hayes"),
    "JPN": ("Kenji Morita,Takumi Hasegawa,Hiroshi Endo", "Yuka Morita,Aiko Hasegawa,Naomi Endo"),
    "KOR": ("Minho Seo,Jaewon Han,Donghyun Baek", "Jiwoo Seo,Sujin Han,Hyerin Baek"),
    "DEU": ("Lukas Brandt,Felix Vogel,Jonas Keller", "Hanna Brandt,Clara Vogel,Greta Keller"),
    "FRA": ("Antoine Lefort,Julien Morel,Hugo Garnier", "Camille Lefort,Élodie Morel,Anaïs Garnier"),
    "GBR": ("Oliver Hughes,Thomas Barker,Henry Doyle", "Grace Hughes,Alice Barker,Megan Doyle"),
    "ITA": ("Marco Bellini,Paolo Ferri", "Chiara Bellini,Giulia Ferri"),
    "CAN": ("Ethan Tremblay,Noah Fraser", "Sophie Tremblay,Olivia Fraser"),
    "AUS": ("Jack Morton,Liam Barnes", "Chloe Morton,Zoe Barnes"),
    "SGP": ("Tan Wei Ming,Lim Jun Kai", "Tan Hui Min,Lim Xin Yi"),
}
FOREIGN = tuple(_table("JPN22 USA16 KOR14 FRA8 DEU8 GBR8 SGP8 CAN6 AUS6 ITA4"))
FOREIGN_NAMES = {
    nation: {"1": men.split(","), "2": women.split(",")} for nation, (men, women) in LATIN.items()
}  # fmt: skip


def surname(draw: Draw, table: Sequence[str] = SURNAMES) -> str:
    """A surname; one in 4,000 is 𠮷, which lies outside the Basic Multilingual Plane."""
    chance = draw()
    return "𠮷" if chance < 0.00025 else table[int(chance * len(table))]


def given(draw: Draw, sex: str, year: int) -> str:
    """A given name of somebody of that sex born in that year."""
    if draw() < (0.48 if year < 1985 else 0.1):
        first, second = _FIRST[sex], _SECOND[sex]
        return first[int(draw() * len(first))] + second[int(draw() * len(second))]
    table = GIVEN[sex][max((start for start in DECADES if start <= year), default=1920)]
    return table[int(draw() * len(table))]


def full_name(draw: Draw, family: str, sex: str, year: int) -> str:
    """A surname with a given name drawn for it, never one of NOT_USED."""
    name = family + given(draw, sex, year)
    while crc32(name.encode()) in NOT_USED:
        name = family + given(draw, sex, year)
    return name


def latin_name(draw: Draw, nation: str, sex: str) -> str:
    """A name as a foreign passport writes it."""
    names = FOREIGN_NAMES[nation][sex]
    return names[int(draw() * len(names))]


def minority_name(draw: Draw, sex: str) -> str:
    """A name with a middle dot."""
    names = MINORITY[sex]
    return names[int(draw() * len(names))]
