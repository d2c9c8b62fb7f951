"""Invented people: the same every time, whole in themselves, in the ratios of docs/synthetic.md, and nobody's."""

from collections import Counter
from dataclasses import asdict
from datetime import date

import pytest

from shequyun.faces.cli.synthetic import STORY_DAY, Community, areas, communities, community, generate
from shequyun.kernel.organisations.choices import ORGANISATION_KINDS, ORGANISATION_STATES
from shequyun.kernel.organisations.rules import read_credit_code
from shequyun.kernel.places.choices import BUILDING_KINDS, DWELLING_TENURES, DWELLING_USES
from shequyun.kernel.places.rules.addresses import read_address
from shequyun.kernel.residents.choices import (
    DOCUMENT_KINDS,
    EDUCATIONS,
    MARITALS,
    NATIONALITIES,
    POLITICALS,
    RELATIONS,
    TENURES,
)
from shequyun.kernel.residents.rules.contacts import read_phones
from shequyun.kernel.residents.rules.identity import check_agrees, read_document
from shequyun.kernel.residents.rules.names import normal_name

SUBDISTRICT = "310106011"
HENGFENG = "310106011023"


@pytest.fixture(scope="module")
def subdistrict() -> list[Community]:
    return list(generate(SUBDISTRICT, 1))


def test_the_same_seed_gives_the_same_people_alone_or_in_a_row(subdistrict):
    alone = community(HENGFENG, "恒丰居委会", 1)

    assert [asdict(alone)] == [asdict(one) for one in subdistrict if one.code == HENGFENG]


def test_another_seed_gives_other_people():
    names = [[one.name for one in community("310101002001", "x", seed, 300).residents] for seed in (1, 2)]

    assert names[0] != names[1]


def test_the_subdistrict_has_eleven_committees_and_the_promised_size(subdistrict):
    residents = sum(len(one.residents) for one in subdistrict)
    dwellings = sum(len(one.dwellings) for one in subdistrict)

    assert (len(subdistrict), 34_000 < residents < 36_000, 13_500 < dwellings < 14_500) == (11, True, True)


def test_a_size_is_reached_and_passed_by_one_home_at_most():
    made = list(generate("310101002", 3, residents=5_000))

    assert 5_000 <= sum(len(one.residents) for one in made) <= 5_000 + 12 * len(made)


def test_lanes_have_about_twice_as_many_registered_as_living_and_towers_fewer(subdistrict):
    ratio = {
        kind: _open(subdistrict, kind, "hukou") / _open(subdistrict, kind, "living")
        for kind in ("lane", "walkup", "tower")
    }

    assert (1.8 < ratio["lane"] < 2.2, 0.9 < ratio["walkup"] < 1.2, 0.4 < ratio["tower"] < 0.7) == (True, True, True)


def test_those_with_a_hukou_are_as_old_as_the_city(subdistrict):
    ages = [
        (STORY_DAY - one.birth_date).days / 365.2425
        for made in subdistrict
        for registered in [{stay.resident_key for stay in made.stays if stay.kind == "hukou" and stay.to_date is None}]
        for one in made.residents
        if one.key in registered
    ]

    assert sum(age >= 60 for age in ages) / len(ages) == pytest.approx(0.368, abs=0.015)


def test_every_document_is_valid_agrees_with_its_holder_and_was_never_issued(subdistrict):
    numbers = []
    for made in subdistrict:
        holders = {one.key: one for one in made.residents}
        for paper in made.documents:
            read, holder = read_document(paper.number, paper.kind), holders[paper.resident_key]
            check_agrees(read, birth_date=holder.birth_date, sex=holder.sex)
            assert (read.kind, read.number) == (paper.kind, paper.number)
            assert (
                paper.kind != "mainland_id"
                or (paper.number[:4] == "3101" and paper.number[4:6] >= "52")
                or paper.number[4] == "9"
            )
            numbers.append(paper.number)

    assert len(numbers) == len(set(numbers))


def test_phones_are_of_prefixes_given_to_nobody(subdistrict):
    phones = {
        phone for made in subdistrict for one in made.residents for phone in (one.phone, one.contact_phone) if phone
    }
    phones |= {one.phone for made in subdistrict for one in made.organisations}

    assert {phone[:3] for phone in phones} == {"154", "163", "164", "168", "169"}
    assert [phone for phone in phones if read_phones(phone) != ([phone], "")] == []


def test_everything_points_to_what_exists(subdistrict):
    for made in subdistrict:
        houses, homes = {one.key for one in made.buildings}, {one.key for one in made.dwellings}
        people, families = {one.key for one in made.residents}, {one.key: one for one in made.households}
        assert {one.building_key for one in (*made.dwellings, *made.organisations)} <= houses
        assert {stay.dwelling_key for stay in made.stays} <= homes
        assert {stay.resident_key for stay in made.stays} == people
        assert {paper.resident_key for paper in made.documents} <= people
        for stay in made.stays:
            family = families[stay.household_key]
            assert (family.dwelling_key, family.kind) == (stay.dwelling_key, stay.kind)


def test_dates_follow_each_other(subdistrict):
    born = {one.key: one.birth_date for made in subdistrict for one in made.residents}
    stays = [stay for made in subdistrict for stay in made.stays]

    assert [
        stay
        for stay in stays
        if not born[stay.resident_key] <= stay.from_date <= (stay.to_date or STORY_DAY) <= STORY_DAY
    ] == []


def test_nobody_has_two_hukou_and_no_household_two_heads(subdistrict):
    hukou = Counter(stay.resident_key for made in subdistrict for stay in made.stays if stay.kind == "hukou")
    heads = Counter(stay.household_key for made in subdistrict for stay in made.stays if stay.relation == "02")

    assert (max(hukou.values()), max(heads.values())) == (1, 1)


def test_relations_agree_with_sex_and_age(subdistrict):
    women = {"12", "31", "32", "33", "38", "42", "44", "94"}
    men = {"11", "21", "22", "23", "28", "41", "43", "73", "93"}
    wrong = []
    for made in subdistrict:
        people = {one.key: one for one in made.residents}
        heads = {stay.household_key: people[stay.resident_key] for stay in made.stays if stay.relation == "02"}
        for stay in made.stays:
            one, head = people[stay.resident_key], heads.get(stay.household_key)
            child = stay.relation[0] in "234" and stay.relation not in ("28", "38")
            too_old = head is not None and child and one.birth_date.year - head.birth_date.year < 15
            if too_old or stay.relation in (women if one.sex == "1" else men):
                wrong.append((one.name, stay.relation))

    assert wrong == []


def test_codes_are_those_of_the_platform(subdistrict):
    for made in subdistrict:
        assert {one.kind for one in made.buildings} <= set(BUILDING_KINDS)
        assert {one.use for one in made.dwellings} <= set(DWELLING_USES)
        assert {one.tenure for one in made.dwellings} <= set(DWELLING_TENURES)
        assert {one.kind for one in made.organisations} <= set(ORGANISATION_KINDS)
        assert {one.state for one in made.organisations} <= set(ORGANISATION_STATES)
        assert {one.kind for one in made.documents} <= set(DOCUMENT_KINDS)
        assert {stay.relation for stay in made.stays} <= set(RELATIONS)
        assert {stay.tenure for stay in made.stays} <= {*TENURES, ""}
        assert {one.nationality for one in made.residents} <= set(NATIONALITIES)
        assert {one.education for one in made.residents} <= {*EDUCATIONS, ""}
        assert {one.marital for one in made.residents} <= set(MARITALS)
        assert {one.political for one in made.residents} <= {*POLITICALS, ""}


def test_addresses_names_and_credit_codes_are_in_normal_form(subdistrict):
    for made in subdistrict:
        homes = [one.address_text for one in made.dwellings]
        assert [read_address(text).normal for text in homes] == homes
        assert len(set(homes)) == len(homes)
        assert [normal_name(one.name) for one in made.residents] == [one.name for one in made.residents]
        assert [read_credit_code(one.credit_code) for one in made.organisations] == [
            one.credit_code for one in made.organisations
        ]


def test_there_are_people_whom_forms_forget(subdistrict):
    people = [one for made in subdistrict for one in made.residents]
    papered = {paper.resident_key for made in subdistrict for paper in made.documents}

    assert {"HKG", "MAC", "TWN", "JPN", "USA"} <= {one.nationality for one in people}
    assert any("·" in one.name for one in people)
    assert any(ord(max(one.name)) > 0xFFFF for one in people)
    assert {one.birth_date > date(2020, 6, 1) for one in people if one.key not in papered} == {True}


def test_the_cast_is_at_home(subdistrict):
    made = next(one for one in subdistrict if one.code == HENGFENG)
    homes = {one.address_text: one.key for one in made.dwellings}
    people = {one.key: one for one in made.residents}

    def at(address: str, kind: str) -> list[tuple[str, date]]:
        stays = [stay for stay in made.stays if stay.dwelling_key == homes[address] and stay.kind == kind]
        return [(people[stay.resident_key].name, people[stay.resident_key].birth_date) for stay in stays]

    assert at("恒丰路610弄3号301", "living") == [("张玉华", date(1936, 4, 12))]
    assert at("恒丰路610弄5号201", "hukou") == [("张建国", date(1952, 3, 4)), ("王桂珍", date(1954, 8, 16))]
    assert (at("恒丰路610弄3号503", "living"), at("恒丰路610弄3号503", "hukou")) == (
        [],
        [("陆文杰", date(1970, 11, 2))],
    )


def test_the_area_tree_names_the_committees():
    assert [one.code for one in communities(SUBDISTRICT)] == [
        one.code for one in areas() if one.code.startswith(SUBDISTRICT) and len(one.code) == 12
    ]


def test_an_area_without_committees_is_refused():
    with pytest.raises(KeyError):
        next(generate("99", 1))


def _open(subdistrict: list[Community], house: str, kind: str) -> int:
    total = 0
    for made in subdistrict:
        kinds = {one.key: one.kind for one in made.buildings}
        homes = {one.key for one in made.dwellings if kinds[one.building_key] == house}
        total += sum(stay.kind == kind and stay.to_date is None and stay.dwelling_key in homes for stay in made.stays)
    return total
