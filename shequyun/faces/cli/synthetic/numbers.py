"""Numbers that are right in form and check digit and belong to nobody: identity numbers, permits, phones, credit codes.

- Identity numbers carry county codes that were never given out (310152 to 310199; 90 to 99 under other prefectures).
- Mainland phones begin with 154, 163, 164, 168 or 169, which the ministry has given to no operator (MIIT table of
  March 2023). Permits and passports use 99 and ZZ at the head. Credit codes are registered in a county 310199.
"""

from collections import Counter
from datetime import date, timedelta
from operator import mul

from shequyun.faces.cli.synthetic.names import Draw

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
PHONE_HEADS = ("154", "163", "164", "168", "169")
SHANGHAI = tuple(f"3101{county}" for county in range(52, 100))
CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS = tuple(3**place % 31 for place in range(17))
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_PER_COMMUNITY = 3  # numbers per birth date and sex that a community has in the 24,000 of Shanghai


class IdentityNumbers:
    """The identity numbers of one community; no two are equal.

    `index` is the community's place in the list of the city's (below 7,000). Three numbers per birth date and sex are
    its own in the whole city; more than three of one day begin to share the room of others.
    """

    def __init__(self, index: int) -> None:
        self._index, self._start = index, index * _PER_COMMUNITY
        self._given: Counter[tuple[str, int, str]] = Counter()

    def shanghai(self, birth: date, sex: str) -> str:
        """A number issued in Shanghai. The fourth and later of one birth date and sex begin a new block of numbers."""
        place = self._count("3101", birth, sex)
        slot = self._start + place % _PER_COMMUNITY + place // _PER_COMMUNITY * 21_000
        return self._number(SHANGHAI[slot // 500 % len(SHANGHAI)], birth, sex, slot % 500)

    def elsewhere(self, prefecture: str, birth: date, sex: str) -> str:
        """A number issued in another prefecture (four digits)."""
        slot = self._index + self._count(prefecture, birth, sex) * 1_009
        return self._number(f"{prefecture}9{slot // 500 % 10}", birth, sex, slot % 500)

    def compatriot(self, region: str, birth: date, sex: str) -> str:
        """A residence permit of Hong Kong 81, Macao 82 or Taiwan 83, with orders from 900, which no day reaches."""
        return self._number(f"{region}0000", birth, sex, 450 + (self._index + self._count(region, birth, sex)) % 50)

    def _count(self, where: str, birth: date, sex: str) -> int:
        key = (where, birth.toordinal(), sex)
        self._given[key] += 1
        return self._given[key] - 1

    def _number(self, head: str, birth: date, sex: str, order: int) -> str:
        return with_check(f"{head}{birth.year}{birth.month:02}{birth.day:02}{order * 2 % 1000 + (sex == '1'):03}")


def with_check(first17: str) -> str:
    """Seventeen digits with the check digit of GB 11643 behind them."""
    return first17 + CHECKS[sum(map(mul, map(int, first17), WEIGHTS)) % 11]


def phone(draw: Draw) -> str:
    """A mobile number that no operator can have given to anybody."""
    return PHONE_HEADS[int(draw() * 5)] + f"{int(draw() * 100_000_000):08}"


def permit(draw: Draw, nation: str) -> tuple[str, str]:
    """(kind, number) of the travel document of a compatriot or foreigner."""
    serial = int(draw() * 1_000_000)
    if nation in ("HKG", "MAC"):
        return "hong_kong_macao_permit", f"{'H' if nation == 'HKG' else 'M'}99{serial:06}"
    return ("taiwan_permit", f"99{serial:06}") if nation == "TWN" else ("passport", f"ZZ{serial:06}")


def card_dates(draw: Draw, birth: date, on: date) -> tuple[date, date | None]:
    """The dates of an identity card: 5 years under 16, 10 to 25, 20 to 45, then long (居民身份证法 art. 5)."""
    span = min((on - birth).days - 30, 1800)
    issued = on - timedelta(days=max(1, int(draw() * span)))
    age = (issued - birth).days // 365.25
    years = 5 if age < 16 else 10 if age < 26 else 20 if age < 46 else 0
    return issued, issued + timedelta(days=int(years * 365.25)) if years else None


def credit_code(serial: int) -> str:
    """The 18 signs for an invented enterprise: 91 (market regulator, company), 310199, an organisation code, a check."""
    body = ""
    for _place in range(8):
        serial, rest = divmod(serial, 31)
        body = CREDIT_SIGNS[rest] + body
    total = sum(int(sign, 36) * weight for sign, weight in zip(body, _ORGANISATION_WEIGHTS, strict=True)) % 11
    first17 = f"91310199{body}{'0X987654321'[total]}"
    weighed = sum(CREDIT_SIGNS.index(sign) * weight for sign, weight in zip(first17, _CREDIT_WEIGHTS, strict=True))
    return first17 + CREDIT_SIGNS[(31 - weighed % 31) % 31]
