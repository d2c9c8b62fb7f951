"""Names: their normal form, and pinyin for finding them."""

import re
from functools import lru_cache

from pypinyin import Style, lazy_pinyin
from pypinyin.seg.simpleseg import seg

from shequyun.base.widths import half_width

DOTS = re.compile(r"\s*[·•・‧∙．.●⋅･]\s*")
NOTE = re.compile(r"(?:[（(][^）)]*[）)]|[*＊\s])+$")
_PLAIN = re.compile(r"[\u4e00-\u9fff]+")
_LATIN = re.compile(r"[\x20-\x7e\u00c0-\u024f]+")
SURNAMES = {
    "单": "shan", "曾": "zeng", "仇": "qiu", "解": "xie", "查": "zha", "盖": "ge", "朴": "piao", "任": "ren",
    "区": "ou", "华": "hua", "宿": "su", "乐": "yue", "翟": "zhai",
    "召": "shao", "缪": "miao", "员": "yun", "种": "chong", "繁": "po", "折": "she", "覃": "qin", "秘": "bi", "那": "na",
    "洗": "xian", "燕": "yan", "葛": "ge", "黑": "he", "尹": "yin", "冼": "xian", "芮": "rui", "阚": "kan",
}  # fmt: skip
COMPOUND = {"尉迟": ["yu", "chi"], "万俟": ["mo", "qi"], "长孙": ["zhang", "sun"], "单于": ["chan", "yu"]}


def normal_name(text: str) -> str:
    """A name as it is kept: no spaces inside a Chinese name, one kind of middle dot, single spaces in a Latin one.

    Marks behind the name, such as （户主） or *, are left off. Characters outside the BMP are kept.
    """
    if _PLAIN.fullmatch(text):  # nearly every name
        return text
    text = half_width(text, but="（）．")
    text = NOTE.sub("", text.replace("\ufeff", "").replace("\u3000", " ").replace("\u200b", "")).strip()
    if _LATIN.fullmatch(text):
        return " ".join(text.split())
    return "".join(DOTS.sub("·", text).split())


@lru_cache(maxsize=200_000)
def pinyin_of(name: str) -> tuple[str, str]:
    """(full pinyin, initials), small letters without tones: ("zhangjianguo", "zjg"). Surnames are read as surnames."""
    if name.isascii():
        words = re.findall(r"[a-z]+", name.lower())
        return "".join(words), "".join(word[0] for word in words)
    syllables = _syllables(name.replace("·", ""))
    return "".join(syllables), "".join(syllable[0] for syllable in syllables if syllable)


def _syllables(name: str) -> list[str]:
    if name[:2] in COMPOUND:
        return [*COMPOUND[name[:2]], *_read(name[2:])]
    if name[:1] in SURNAMES and len(name) > 1:
        return [SURNAMES[name[0]], *_read(name[1:])]
    return _read(name)


def _read(text: str) -> list[str]:
    return [syllable for word in seg(text) for syllable in _word(word)]


@lru_cache(maxsize=20_000)
def _word(word: str) -> list[str]:
    """One sign, or several that are read otherwise together than apart: names are made of few."""
    return [part.lower() for part in lazy_pinyin(word, style=Style.NORMAL, errors="ignore")]
