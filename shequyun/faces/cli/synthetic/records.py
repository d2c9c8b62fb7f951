"""What the generator yields: plain records with plain values, keyed within one community. No database, no rules."""

from dataclasses import dataclass
from datetime import date


@dataclass(slots=True)
class Building:
    """A house number (号). `units` counts the homes per floor; lane houses have none. `kind`: lane walkup tower office."""

    key: str
    community: str
    road: str
    lane: str
    sublane: str
    number: str
    estate: str
    kind: str
    floors: int
    units: int | None
    has_lift: bool
    built_year: int
    grid: str


@dataclass(slots=True)
class Dwelling:
    """A home: a room (301), or a part of a lane house (前楼). `address_text` is in normal form: 恒丰路610弄3号301."""

    key: str
    building_key: str
    unit: str
    floor: int
    room: str
    part: str
    use: str
    tenure: str
    area_m2: float
    address_text: str


@dataclass(slots=True)
class Resident:
    """A person as one community knows them. Codes are those of the standards: sex GB/T 2261.1, education GB/T 4658,
    marital GB/T 2261.2, political GB/T 4762; nationality is an alpha-3 code, with HKG, MAC and TWN."""

    key: str
    community: str
    name: str
    former_name: str
    sex: str
    birth_date: date
    nationality: str
    education: str
    marital: str
    political: str
    employer: str
    occupation: str
    hukou_kind: str
    phone: str
    contact_name: str
    contact_phone: str
    hukou_elsewhere: str
    living_elsewhere: str
    died_on: date | None


@dataclass(slots=True)
class Document:
    """A dated document. A person without documents has none of these."""

    resident_key: str
    kind: str
    number: str
    valid_from: date | None
    valid_to: date | None


@dataclass(slots=True)
class Stay:
    """Registered (`hukou`) or living (`living`) in a dwelling, as a member of a household; relation after GB/T 4761."""

    resident_key: str
    dwelling_key: str
    kind: str
    tenure: str
    relation: str
    household_key: str
    from_date: date
    to_date: date | None


@dataclass(slots=True)
class Household:
    """A hukou book or people who live together. `number` is that of the book; those who only live together have none."""

    key: str
    dwelling_key: str
    kind: str
    number: str


@dataclass(slots=True)
class Organisation:
    """An enterprise, institution or shop at a house number. `credit_code` is valid after GB 32100."""

    key: str
    community: str
    name: str
    credit_code: str
    building_key: str
    room: str
    kind: str
    legal_person: str
    phone: str
    head_count: int
    state: str
    opened_on: date


@dataclass(slots=True)
class Community:
    """One residents' committee with everything in it, in the order in which doors are walked."""

    code: str
    name: str
    buildings: list[Building]
    dwellings: list[Dwelling]
    residents: list[Resident]
    documents: list[Document]
    stays: list[Stay]
    households: list[Household]
    organisations: list[Organisation]
