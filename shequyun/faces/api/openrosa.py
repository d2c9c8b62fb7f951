"""OpenRosa: the list of forms, a form, its people, and filled forms, as ODK Collect asks for them."""

import hashlib
from typing import Any
from uuid import UUID
from xml.sax.xmlreader import AttributesImpl

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from shequyun.base.actor import Actor
from shequyun.base.errors import BadInput, NotNow
from shequyun.engines.surveys import queries
from shequyun.engines.surveys.actions import keep_file, miss_file, take_answer
from shequyun.engines.surveys.rules.serving import FILE, served, subjects_csv, who_name
from shequyun.engines.surveys.rules.submitted import MOST_BYTES, NotASubmission, read_submission
from shequyun.faces.api.entering import XML, by_password, message

LIST, MANIFEST = "http://openrosa.org/xforms/xformsList", "http://openrosa.org/xforms/xformsManifest"


@require_safe
@by_password
def form_list(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Forms that can be filled in today."""
    response = HttpResponse(content_type=XML)
    xml = _begun(response, "xforms", LIST)
    for one in queries.open_publications(actor, today=timezone.localdate()):
        xml.startElement("xform", AttributesImpl({}))
        xml.addQuickElement("formID", str(one.pk))
        xml.addQuickElement("name", one.edition.survey.title)
        xml.addQuickElement("version", str(one.edition.number))
        xml.addQuickElement("hash", _hash(_form(one)))
        xml.addQuickElement("descriptionText", f"{one.edition.survey.purpose} · {one.edition.survey.ground}")
        xml.addQuickElement("downloadUrl", _address(request, "form-xml", one.pk))
        xml.addQuickElement("manifestUrl", _address(request, "form-manifest", one.pk))
        xml.endElement("xform")
    return _ended(response, xml, "xforms")


@require_safe
@by_password
def form(request: HttpRequest, actor: Actor, pk: UUID) -> HttpResponse:
    """One form, under the publication's key."""
    return HttpResponse(_form(queries.publication_of(actor, pk)), content_type=XML)


@require_safe
@by_password
def manifest(request: HttpRequest, actor: Actor, pk: UUID) -> HttpResponse:
    """The files that a form needs: the people whom it asks."""
    content = _people(actor, queries.publication_of(actor, pk))
    response = HttpResponse(content_type=XML)
    xml = _begun(response, "manifest", MANIFEST)
    xml.startElement("mediaFile", AttributesImpl({}))
    xml.addQuickElement("filename", FILE)
    xml.addQuickElement("hash", _hash(content))
    xml.addQuickElement("downloadUrl", _address(request, "form-subjects", pk))
    xml.endElement("mediaFile")
    return _ended(response, xml, "manifest")


@require_safe
@by_password
def subjects(request: HttpRequest, actor: Actor, pk: UUID) -> HttpResponse:
    """The people whom a form asks in the phone's community, with what the register knows; no sealed numbers."""
    return HttpResponse(_people(actor, queries.publication_of(actor, pk)), content_type="text/csv; charset=utf-8")


@csrf_exempt
@require_http_methods(["HEAD", "POST"])
@by_password
def submit(request: HttpRequest, actor: Actor) -> HttpResponse:
    """A filled form with its files: 204 to the question whether one may, 201 when kept, 202 when it was here before."""
    if request.method == "HEAD":
        response = HttpResponse(status=204)
        response.headers["Location"] = request.build_absolute_uri(reverse("api:submission"))
        return response
    file = request.FILES.get("xml_submission_file")
    if file is None or (file.size or 0) > MOST_BYTES:
        raise NotASubmission(what="xml_submission_file")
    said = read_submission(file.read())
    before = queries.answers(actor).filter(pk=said.instance).exists()
    publication = queries.publication_of(actor, said.publication)
    resident, answers = said.about(who_name(queries.xform_of(publication)))
    answer = take_answer(
        actor,
        publication.pk,
        instance_id=said.instance,
        resident_id=resident,
        answers=answers,
        way="collect",
    )
    missed = _keep_files(actor, answer.pk, request)
    return message(_told(answer, missed), 202 if before else 201)


def _keep_files(actor: Actor, answer_id: UUID, request: HttpRequest) -> list[str]:
    """Why some could not be kept. ODK Collect would send the same again for ever: the answer does not wait for them."""
    missed = []
    for name, several in request.FILES.lists():
        for sent in several if name != "xml_submission_file" else ():
            try:
                keep_file(actor, answer_id, name=sent.name or name, content=sent.read())
            except (BadInput, NotNow) as refusal:
                missed.append(str(refusal))
                miss_file(actor, answer_id, name=sent.name or name, why=str(refusal))
    return missed


def _told(answer: Any, missed: list[str]) -> str:
    words = [_("Kept.")]
    if answer.unread_count:
        said = _("Received. %(count)s answers could not be entered in the register; they are listed at the desk.")
        words = [said % {"count": answer.unread_count}]
    return " ".join([*words, *missed])


def _form(publication: Any) -> bytes:
    edition = publication.edition
    return served(
        queries.xform_of(publication),
        key=str(publication.pk),
        version=str(edition.number),
        title=edition.survey.title,
        who=_("Who is asked"),
        filled=queries.prefilled(edition),
    )


def _people(actor: Actor, publication: Any) -> bytes:
    return subjects_csv(queries.subject_rows(actor, publication), queries.prefilled(publication.edition))


def _hash(content: bytes) -> str:
    """OpenRosa asks for MD5; nothing rests on it."""
    return "md5:" + hashlib.md5(content, usedforsecurity=False).hexdigest()


def _address(request: HttpRequest, name: str, pk: UUID) -> str:
    return request.build_absolute_uri(reverse(f"api:{name}", args=[pk]))


def _begun(response: HttpResponse, name: str, space: str) -> SimplerXMLGenerator:
    xml = SimplerXMLGenerator(response, "utf-8")
    xml.startDocument()
    xml.startElement(name, AttributesImpl({"xmlns": space}))
    return xml


def _ended(response: HttpResponse, xml: SimplerXMLGenerator, name: str) -> HttpResponse:
    xml.endElement(name)
    xml.endDocument()
    return response
