"""The fixed cast: people at known doors, whom stories and tests look for. docs/synthetic.md lists them.

All are invented like the rest; only their names, birth dates, phones and homes are written down instead of drawn.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from shequyun.faces.cli.synthetic.families import Member
from shequyun.faces.cli.synthetic.numbers import with_check
from shequyun.faces.cli.synthetic.occupancy import Occupancy
from shequyun.faces.cli.synthetic.records import Document, Resident


@dataclass(frozen=True, slots=True)
class Person:
    """One of the cast. `number` is the document's; "" for none; an identity number is written without its check digit."""

    name: str
    sex: str
    born: date
    relation: str = "02"
    marital: str = "20"
    where: str = "both"
    origin: str = "sh"
    phone: str = ""
    number: str = ""
    contact: tuple[str, str] = ("", "")
    elsewhere: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """A home of the cast."""

    people: tuple[Person, ...]
    use: str = "home"
    tenure: str = "own"

    def occupancy(self, on: date) -> Occupancy:
        """The home as the generator fills any other."""
        members = [_member(person, on) for person in self.people]
        return Occupancy(self.use, self.tenure, "rented" if self.tenure == "rented" else "own", members)

    def play(self, residents: list[Resident], documents: list[Document]) -> None:
        """Write over what was drawn with what is fixed."""
        for person, resident in zip(self.people, residents, strict=True):
            resident.name, resident.sex, resident.birth_date, resident.phone = (
                person.name,
                person.sex,
                person.born,
                person.phone,
            )
            resident.former_name, (resident.contact_name, resident.contact_phone) = "", person.contact
            if person.elsewhere and person.where == "hukou":
                resident.living_elsewhere = person.elsewhere
            elif person.elsewhere:
                resident.hukou_elsewhere = person.elsewhere
            _papers(person, resident, documents)


def _member(person: Person, on: date) -> Member:
    age = on.year - person.born.year - ((on.month, on.day) < (person.born.month, person.born.day))
    return person.name[0], person.sex, age, person.relation, person.marital, person.where, person.origin


def _papers(person: Person, resident: Resident, documents: list[Document]) -> None:
    held = [document for document in documents[-24:] if document.resident_key == resident.key]
    for document in held:
        documents.remove(document)
    if person.number:
        mainland = len(person.number) == 17
        kind = "mainland_id" if mainland else {"TWN": "taiwan_permit", "FRA": "passport"}[person.origin]
        number = with_check(person.number) if mainland else person.number
        documents.append(
            Document(
                resident.key, kind, number, held[0].valid_from if held else None, held[0].valid_to if held else None
            )
        )


def _born(text: str) -> date:
    return date.fromisoformat(text)


HOMES: Mapping[str, Scene] = {
    "恒丰路610弄3号301": Scene((
        Person("张玉华", "2", _born("1936-04-12"), marital="30", phone="15400005678", number="31015219360412002",
               contact=("陈晓红", "16400000000")),
    )),
    "恒丰路610弄3号402": Scene((
        Person("李振国", "1", _born("1953-09-20"), phone="15400000402", number="31015219530920003"),
        Person("周惠芬", "2", _born("1955-01-08"), "12", phone="16300000402", number="31015219550108002"),
    )),
    "恒丰路610弄3号503": Scene((
        Person("陆文杰", "1", _born("1970-11-02"), marital="40", where="hukou", phone="15400000503", number="31015219701102005"),
    ), use="empty"),
    "恒丰路610弄3号101": Scene((
        Person("阿依努尔·买买提", "2", _born("1994-05-17"), marital="10", where="living", origin="6531", phone="16800000101",
               number="65319019940517002", elsewhere="新疆喀什地区"),
    ), tenure="rented"),
    "恒丰路610弄3号102": Scene((
        Person("𠮷永康", "1", _born("1961-02-28"), phone="15400000102", number="31015219610228001"),
        Person("单国芳", "2", _born("1962-12-01"), "12", phone="16300000102", number="31015219621201002"),
    )),
    "恒丰路610弄3号202": Scene((
        Person("仇美娟", "2", _born("1948-07-30"), marital="30", phone="15400000202", number="31015219480730002"),
        Person("曾国平", "1", _born("1973-03-15"), "21", marital="40", phone="16300000202", number="31015219730315003"),
    )),
    "恒丰路610弄3号203": Scene((
        Person("陈怡君", "2", _born("1985-08-08"), marital="10", where="living", origin="TWN", phone="16400000203", number="99850808"),
    ), tenure="rented"),
    "恒丰路610弄3号204": Scene((
        Person("沈浩", "1", _born("1990-06-01"), phone="15400000204", number="31015219900601001"),
        Person("顾佳怡", "2", _born("1991-10-19"), "12", phone="16300000204", number="31015219911019002"),
        Person("沈一诺", "2", _born("2021-05-28"), "31", marital="10"),
    )),
    "恒丰路610弄3号302": Scene((
        Person("Camille Lefort", "2", _born("1988-01-23"), marital="10", where="living", origin="FRA", phone="16900000302", number="ZZ880123"),
    ), tenure="rented"),
    "恒丰路610弄5号201": Scene((
        Person("张建国", "1", _born("1952-03-04"), phone="15400000521", number="31015219520304001"),
        Person("王桂珍", "2", _born("1954-08-16"), "12", phone="16300000521", number="31015219540816002"),
    )),
    "恒丰路610弄5号202": Scene((
        Person("徐根发", "1", _born("1949-05-06"), marital="30", phone="15400000522", number="31015219490506001"),
    )),
    "恒丰路610弄7号403": Scene((
        Person("张建国", "1", _born("1965-10-01"), phone="15400000743", number="31015219651001001"),
        Person("刘敏", "2", _born("1968-04-04"), "12", phone="16300000743", number="31015219680404002"),
    )),
    "恒丰路610弄5号602": Scene((
        Person("吴强", "1", _born("1993-02-11"), marital="10", where="living", origin="3415", phone="16800000562", number="34159019930211001",
               elsewhere="安徽省六安市"),
        *(Person(name, "1", _born(f"199{place}-07-0{place}"), "99", "10", "living", "3415", f"1680000{place}562",
                 f"341590199{place}070{place}00{place * 2 - 1}", elsewhere="安徽省六安市")
          for place, name in enumerate(("周军", "马超", "朱磊", "胡鹏"), 1)),
    ), use="group", tenure="rented"),
    "新闸路906弄8号402": Scene((
        Person("曾德明", "1", _born("1947-06-18"), phone="15400000842", number="31015219470618001"),
        Person("单秀英", "2", _born("1949-02-02"), "12", phone="16300000842", number="31015219490202002"),
        Person("曾志强", "1", _born("1976-12-12"), "21", phone="16400000842", number="31015219761212001"),
        Person("唐婷", "2", _born("1978-03-21"), "38", phone="16800000842", number="31015219780321002"),
        Person("曾子轩", "1", _born("2008-09-10"), "41", "10", number="31015220080910001"),
    )),
    "新闸路632弄12号前楼": Scene((
        Person("钱永明", "1", _born("1950-01-20"), where="hukou", phone="15400063212", number="31015219500120001",
               elsewhere="上海市浦东新区上南路118弄7号"),
        Person("唐佩芬", "2", _born("1951-11-11"), "12", where="hukou", phone="16300063212", number="31015219511111002",
               elsewhere="上海市浦东新区上南路118弄7号"),
        Person("钱伟民", "1", _born("1978-05-05"), "21", where="hukou", phone="16400063212", number="31015219780505001",
               elsewhere="上海市闵行区七莘路333弄21号"),
    ), use="empty", tenure="public"),
}  # fmt: skip
