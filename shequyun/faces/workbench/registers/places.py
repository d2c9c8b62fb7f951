"""The lists of buildings and of homes."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shequyun.faces.workbench.people_columns import Cell
from shequyun.faces.workbench.registers import Column, Register, seen_column, text
from shequyun.kernel.labels.queries import carried
from shequyun.kernel.places.choices import BUILDING_KINDS, DWELLING_TENURES, DWELLING_USES
from shequyun.kernel.places.queries import area_names, grids
from shequyun.kernel.residents.queries import coverage_by_building, people_at


@dataclass(frozen=True)
class Known:
    """What the cells of a page need beyond the records."""

    areas: dict[str, str]
    coverage: dict[Any, Any]
    people: dict[Any, tuple[int, int]]
    labels: Any


def _committee(record: Any, known: Known) -> Cell:
    return Cell("text", known.areas.get(record.community, record.community))


def _of_coverage(name: str, kind: str = "text") -> Any:
    def cell(building: Any, known: Known) -> Cell:
        found = known.coverage.get(building.pk)
        return Cell(kind, getattr(found, name) if found else (0 if kind == "text" else None))

    return cell


def _know_buildings(request: HttpRequest, page: list[Any], names: set[str]) -> Known:
    coverage: dict[Any, Any] = {}
    if names & {"homes", "living", "hukou", "covered", "fresh", "accurate"}:
        for community in {building.community for building in page}:
            coverage |= coverage_by_building(request.actor, community, today=timezone.localdate())
    areas = area_names({building.community for building in page} | {building.grid for building in page})
    return Known(areas, coverage, {}, {})


def _grids(request: HttpRequest) -> list[tuple[Any, list[tuple[str, Any]]]]:
    found = [(f"grid={grid.code}", grid.name) for grid in grids(request.actor)]
    kinds = [(f"kind={code}", label) for code, label in BUILDING_KINDS.items()]
    return [(_("Grid"), [*found, ("grid=", _("in no grid"))] if found else []), (_("Building kind"), kinds)]


def _grid(building: Any, known: Known) -> Cell:
    return Cell("text", known.areas.get(building.grid, building.grid))


def _lift(building: Any, known: Known) -> Cell:
    return Cell("text", {True: _("yes"), False: _("no")}.get(building.has_lift, ""))


BUILDINGS = Register(
    kind="building",
    url_name="workbench:buildings",
    one="workbench:building",
    called=lambda building: str(building.door),
    first=_("Building"),
    order="first",
    first_order=("community", "sort_key"),
    correct="buildings.correct",
    labelled=False,
    settable=_grids,
    know=_know_buildings,
    columns={
        "estate": text("estate", _("Estate")),
        "kind": text("kind", _("Kind"), table=BUILDING_KINDS),
        "community": Column(_("Committee"), _committee, ("community", "sort_key")),
        "grid": Column(_("Grid"), _grid, ("grid", "sort_key")),
        "floors": text("floors", _("Floors"), usual=False, number=True),
        "lift": Column(_("Lift"), _lift, ("has_lift", "sort_key"), usual=False),
        "built": text("built_year", _("Built in"), usual=False, number=True),
        "homes": Column(_("Homes"), _of_coverage("homes"), number=True),
        "living": Column(_("Living"), _of_coverage("living"), number=True),
        "hukou": Column(_("Hukou"), _of_coverage("hukou"), number=True),
        "covered": Column(_("Homes known"), _of_coverage("covered", "meter")),
        "fresh": Column(_("Confirmed"), _of_coverage("freshness", "meter")),
        "accurate": Column(_("Accuracy"), _of_coverage("accuracy", "meter")),
        "observed": Column(
            _("Last confirmed"), lambda record, _known: Cell("day", record.observed_on), ("observed_on",), usual=False
        ),
    },
)


def _know_homes(request: HttpRequest, page: list[Any], names: set[str]) -> Known:
    keys = [home.pk for home in page]
    return Known(
        area_names({home.community for home in page}) if "community" in names else {},
        {},
        people_at(request.actor, keys) if names & {"living", "hukou"} else {},
        carried(request.actor, keys, today=timezone.localdate()) if "labels" in names else {},
    )


def _uses(request: HttpRequest) -> list[tuple[Any, list[tuple[str, Any]]]]:
    return [
        (_("Use"), [(f"use={code}", label) for code, label in DWELLING_USES.items()]),
        (_("Tenure"), [(f"tenure={code}", label) for code, label in DWELLING_TENURES.items()]),
    ]


HOMES = Register(
    kind="dwelling",
    url_name="workbench:dwellings",
    one="workbench:dwelling",
    called=lambda home: str(home.address),
    first=_("Home"),
    order="first",
    first_order=("community", "sort_key"),
    correct="dwellings.correct",
    settable=_uses,
    know=_know_homes,
    columns={
        "use": text("use", _("Use"), table=DWELLING_USES, order=("use", "sort_key")),
        "tenure": text("tenure", _("Tenure"), table=DWELLING_TENURES, order=("tenure", "sort_key")),
        "living": Column(
            _("Living"), lambda home, known: Cell("text", known.people.get(home.pk, (0, 0))[0]), number=True
        ),
        "hukou": Column(
            _("Hukou"), lambda home, known: Cell("text", known.people.get(home.pk, (0, 0))[1]), number=True
        ),
        "area": text("area_m2", _("Floor area (m²)"), number=True),
        "floor": text("floor", _("Floor"), usual=False, number=True),
        "labels": Column(_("Labels"), lambda home, known: Cell("labels", known.labels.get(home.pk, []))),
        "community": Column(_("Committee"), _committee, ("community", "sort_key"), usual=False),
        "remark": text("remark", _("Remark"), usual=False),
        "observed": seen_column(),
    },
)
