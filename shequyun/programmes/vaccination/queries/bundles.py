"""FHIR R4: patients and immunisations of people, as a bundle. Numbers are masked unless `whole`.

Built with the R4B models of fhir.resources: Patient, Immunization and Bundle have the elements of R4 (4.0.1) there.
"""

from collections.abc import Iterable
from typing import Any

from fhir.resources.R4B.bundle import Bundle

from shequyun.base.actor import Actor
from shequyun.base.masks import mask_name
from shequyun.kernel.facts.fields import subject_of
from shequyun.kernel.residents.queries import documents_of_many
from shequyun.programmes.vaccination.choices import PRODUCTS, VACCINES, Evidence
from shequyun.programmes.vaccination.models import Dose, VaccineRemark
from shequyun.programmes.vaccination.queries.persons import SEE_REASONS

SYSTEM = "urn:shequyun:vaccination"
NOT_DONE = {"may_not": "MEDPREC", "refuses": "PATOBJ"}  # HL7 v3 ActReason
ACT_REASON = "urn:oid:2.16.840.1.113883.5.8"


def bundle_of(actor: Actor, people: Iterable[Any], *, whole: bool = False) -> dict[str, Any]:
    """The bundle of some residents in sight, as JSON. `whole`: names and numbers unmasked."""
    known = list(people)
    keys = [one.pk for one in known]
    papers = documents_of_many(actor, keys)
    entries = [_patient(one, papers.get(one.pk, []), whole) for one in known]
    doses = Dose.objects.visible_to(actor).filter(resident_id__in=keys, withdrawn_on=None)
    numbers: dict[tuple[Any, str], int] = {}
    for dose in doses.order_by("given_on", "pk"):
        at = (dose.resident_id, dose.vaccine)
        numbers[at] = numbers.get(at, 0) + 1
        entries.append(_dose(dose, numbers[at]))
    if actor.can(SEE_REASONS):
        held = VaccineRemark.objects.visible_to(actor).filter(resident_id__in=keys, to_date=None)
        entries += [_not_done(one) for one in held.order_by("pk")]
    said = {"resourceType": "Bundle", "type": "collection", "entry": [_entry(one) for one in entries]}
    return Bundle.model_validate(said).model_dump(mode="json", exclude_none=True)


def _entry(resource: dict[str, Any]) -> dict[str, Any]:
    return {"fullUrl": f"urn:uuid:{resource['id']}", "resource": resource}


def _patient(person: Any, papers: list[Any], whole: bool) -> dict[str, Any]:
    said: dict[str, Any] = {
        "resourceType": "Patient",
        "id": str(person.pk),
        "name": [{"text": person.name if whole else mask_name(person.name)}],
        "gender": {"1": "male", "2": "female"}.get(person.sex, "unknown"),
    }
    if papers:
        said["identifier"] = [{"system": f"{SYSTEM}:{one.kind}", "value": _number(one, whole)} for one in papers]
    if person.birth_date:
        said["birthDate"] = person.birth_date.isoformat() if whole else f"{person.birth_date:%Y}"
    return said


def _number(paper: Any, whole: bool) -> str:
    field = subject_of("document").field("number")
    number = str(field.read(paper.number_sealed))
    return number if whole or field.mask is None else field.mask(number)


def _dose(dose: Dose, number: int) -> dict[str, Any]:
    said: dict[str, Any] = {
        "resourceType": "Immunization",
        "id": str(dose.pk),
        "status": "completed",
        "vaccineCode": _code(dose.product, str(PRODUCTS.get(dose.product, dose.product))),
        "patient": {"reference": f"urn:uuid:{dose.resident_id}"},
        "occurrenceDateTime": dose.given_on.isoformat(),
        "primarySource": dose.evidence == Evidence.LIST,
        "protocolApplied": [{"targetDisease": [_disease(dose.vaccine)], "doseNumberPositiveInt": number}],
    }
    if dose.lot:
        said["lotNumber"] = dose.lot
    if dose.maker:
        said["manufacturer"] = {"display": dose.maker}
    if dose.site:
        said["location"] = {"display": dose.site}
    return said


def _not_done(remark: VaccineRemark) -> dict[str, Any]:
    reason = {"coding": [{"system": ACT_REASON, "code": NOT_DONE[remark.kind]}]}
    return {
        "resourceType": "Immunization",
        "id": str(remark.pk),
        "status": "not-done",
        "statusReason": reason,
        "vaccineCode": _code(remark.vaccine, str(VACCINES[remark.vaccine].label)),
        "patient": {"reference": f"urn:uuid:{remark.resident_id}"},
        "occurrenceDateTime": remark.from_date.isoformat(),
    }


def _code(code: str, text: str) -> dict[str, Any]:
    return {"coding": [{"system": SYSTEM, "code": code, "display": text}], "text": text}


def _disease(vaccine: str) -> dict[str, Any]:
    return {"coding": [{"system": f"{SYSTEM}:target", "code": vaccine}], "text": str(VACCINES[vaccine].short)}
