"""A member of a household becomes a resident with documents: name, birth date, schooling, work, phone."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from shequyun.faces.cli.synthetic import names
from shequyun.faces.cli.synthetic.families import Member
from shequyun.faces.cli.synthetic.names import Draw
from shequyun.faces.cli.synthetic.numbers import IdentityNumbers, card_dates, permit, phone
from shequyun.faces.cli.synthetic.records import Document, Resident
from shequyun.faces.cli.synthetic.regions import ELSEWHERE_IN_SHANGHAI, NATIONS, PREFECTURES

_BRANDS = [
    "申禾",
    "瑞沃",
    "浦润",
    "恒聚",
    "江畔",
    "静怡",
    "沪源",
    "星桥",
    "嘉泽",
    "云杉",
    "通汇",
    "明湖",
    "和顺",
    "德浦",
    "益康",
    "联诚",
    "建发",
    "新苑",
    "雅集",
    "锦程",
]
_TRADES = [
    "贸易",
    "信息技术",
    "物业管理",
    "餐饮管理",
    "文化传播",
    "建筑设计",
    "医疗器械",
    "物流",
    "广告",
    "服装",
    "教育科技",
    "机电设备",
]
EMPLOYERS = tuple(f"上海{brand}{trade}有限公司" for brand in _BRANDS for trade in _TRADES)
_JOBS = (
    "职员",
    "职员",
    "职员",
    "会计",
    "销售",
    "工程师",
    "程序员",
    "教师",
    "护士",
    "医生",
    "司机",
    "厨师",
    "服务员",
    "店主",
    "快递员",
    "保洁员",
    "保安",
    "设计师",
    "公务员",
    "个体经营",
)
_SCHOOLING = (  # born from, codes of GB/T 4658 with repetition as weight
    (1995, ("20", "20", "20", "20", "14", "30", "30", "60")),
    (1980, ("20", "20", "20", "30", "30", "14", "60", "40", "70", "11")),
    (1965, ("60", "60", "30", "30", "20", "40", "70", "70")),
    (1945, ("70", "70", "70", "60", "60", "40", "30", "80", "20")),
    (1900, ("80", "80", "80", "70", "70", "60", "90", "40", "20")),
)
_MIGRANT_SCHOOLING = ("70", "70", "70", "60", "60", "40", "30", "20", "20", "80")


class People:
    """Makes the residents of one community; `residents` and `documents` grow."""

    def __init__(self, code: str, on: date, draw: Draw, numbers: IdentityNumbers) -> None:
        self.residents: list[Resident] = []
        self.documents: list[Document] = []
        self._code, self._on, self._draw, self._numbers = code, on, draw, numbers
        self._today = on.toordinal()

    def family(self, members: Iterable[Member]) -> list[Resident]:
        """The residents of one home, in order; children and the old have one of the others as contact."""
        family = [self._person(member) for member in members]
        for resident in family:
            age = self._on.year - resident.birth_date.year
            if age < 14 or age > 74:
                self._give_contact(resident, family)
        return family

    def _person(self, member: Member) -> Resident:
        family, sex, age, _relation, marital, where, origin = member
        draw = self._draw
        birth = date.fromordinal(self._today - int((age + draw()) * 365.2425))
        name = self._name(family, sex, birth.year, origin)
        schooling, employer, work = self._work(age, birth.year, origin)
        resident = Resident(
            f"{self._code}-r{len(self.residents) + 1:05}", self._code, name, self._former(name, age), sex, birth,
            origin if origin in NATIONS else "CHN", schooling, marital, self._political(age, origin), employer, work,
            "1" if origin == "sh" else "2" if origin in PREFECTURES else "",
            phone(draw) if age >= 13 and draw() < 0.9 else "", "", "",
            self._registered_elsewhere(where, origin), self._away() if where == "hukou" else "", None,
        )  # fmt: skip
        self.residents.append(resident)
        self._papers(resident, age, origin)
        return resident

    def _name(self, family: str, sex: str, year: int, origin: str) -> str:
        if origin in names.LATIN:
            return names.latin_name(self._draw, origin, sex)
        if origin == "6531":
            return names.minority_name(self._draw, sex)
        return names.full_name(self._draw, family, sex, year)

    def _work(self, age: int, year: int, origin: str) -> tuple[str, str, str]:
        """(schooling, employer, occupation)"""
        draw = self._draw
        if age < 23:
            schooling = "" if age < 7 else "80" if age < 13 else "70" if age < 16 else "60" if age < 19 else "20"
            return schooling, "", "学生" if age > 6 else ""
        table = _MIGRANT_SCHOOLING if origin in PREFECTURES else _schooling(year)
        schooling = table[int(draw() * len(table))]
        if age >= 60:
            return schooling, "", "退休"
        employed = draw() < 0.75
        return (
            schooling,
            EMPLOYERS[int(draw() * len(EMPLOYERS))] if employed else "",
            _JOBS[int(draw() * len(_JOBS))] if employed else "",
        )

    def _political(self, age: int, origin: str) -> str:
        if origin in NATIONS or age < 14:
            return ""
        chance = self._draw()
        if age < 28:
            return "03" if chance < 0.4 else "13"
        return "01" if chance < 0.14 else f"{4 + int(chance * 1000) % 7:02}" if chance < 0.15 else "13"

    def _former(self, name: str, age: int) -> str:
        """One in 250 of the older has another name from before."""
        if age < 50 or self._draw() > 0.004 or "·" in name:
            return ""
        return f"{name[0]}阿{name[-1]}"

    def _registered_elsewhere(self, where: str, origin: str) -> str:
        if where != "living" or origin in NATIONS:
            return ""
        return self._elsewhere() if origin == "sh" else PREFECTURES[origin]

    def _away(self) -> str:
        """Of those who are registered and live elsewhere, one in six left no address, and some live abroad."""
        chance = self._draw()
        return "" if chance < 0.17 else "国外" if chance < 0.22 else self._elsewhere()

    def _elsewhere(self) -> str:
        return ELSEWHERE_IN_SHANGHAI[int(self._draw() * len(ELSEWHERE_IN_SHANGHAI))]

    def _papers(self, resident: Resident, age: int, origin: str) -> None:
        """Two of three infants have no number yet; compatriots have a permit, two of five a residence permit as well."""
        draw, birth, sex = self._draw, resident.birth_date, resident.sex
        if origin in NATIONS:
            self._permits(resident, origin)
        elif age >= 1 or draw() < 0.33:
            number = (
                self._numbers.shanghai(birth, sex) if origin == "sh" else self._numbers.elsewhere(origin, birth, sex)
            )
            issued = card_dates(draw, birth, self._on) if age >= 16 else (None, None)
            self.documents.append(Document(resident.key, "mainland_id", number, *issued))

    def _permits(self, resident: Resident, origin: str) -> None:
        draw = self._draw
        issued = date.fromordinal(self._today - 30 - int(draw() * 1500))
        expires = issued.replace(year=issued.year + 5, day=min(issued.day, 28))
        kind, number = permit(draw, origin)
        self.documents.append(Document(resident.key, kind, number, issued, expires))
        if origin in _REGION and draw() < 0.4:
            number = self._numbers.compatriot(_REGION[origin], resident.birth_date, resident.sex)
            self.documents.append(Document(resident.key, "hmt_residence", number, issued, expires))

    def _give_contact(self, resident: Resident, family: list[Resident]) -> None:
        """Somebody of the home between 18 and 75 with a phone, or for half of the rest a child who lives elsewhere."""
        for other in family:
            if other.phone and 18 <= self._on.year - other.birth_date.year < 75 and other is not resident:
                resident.contact_name, resident.contact_phone = other.name, other.phone
                return
        if self._draw() < 0.5 and resident.nationality == "CHN" and self._on.year - resident.birth_date.year > 74:
            sex = "2" if self._draw() < 0.6 else "1"
            resident.contact_name = names.full_name(
                self._draw, names.surname(self._draw), sex, resident.birth_date.year + 27
            )
            resident.contact_phone = phone(self._draw)


_REGION = {"HKG": "81", "MAC": "82", "TWN": "83"}


@lru_cache(maxsize=200)
def _schooling(year: int) -> tuple[str, ...]:
    return next(table for start, table in _SCHOOLING if year >= start)
