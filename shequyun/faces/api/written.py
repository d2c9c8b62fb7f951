"""One structure written as the JSON and the XML of Open311: a list is an array here, repeated elements there."""

import json
from dataclasses import dataclass
from typing import Any
from xml.sax.xmlreader import AttributesImpl

from django.http import HttpResponse
from django.utils.xmlutils import SimplerXMLGenerator

FORMATS = {"json": "application/json; charset=utf-8", "xml": "text/xml; charset=utf-8"}
Item = dict[str, Any]


@dataclass(frozen=True)
class Named:
    """A list whose elements have a name of their own in XML."""

    name: str
    items: list[Any]


def written(form: str, root: str, content: Any, *, status: int = 200) -> HttpResponse:
    """The answer in that format. `content`: an Item, or a Named list below the root."""
    response = HttpResponse(content_type=FORMATS[form], status=status)
    if form == "json":
        response.write(json.dumps(_plain(content), ensure_ascii=False))
        return response
    xml = SimplerXMLGenerator(response, "utf-8")
    xml.startDocument()
    _element(xml, root, content)
    xml.endDocument()
    return response


def errors(form: str, status: int, sentence: str) -> HttpResponse:
    """A refusal as the standard tells it."""
    return written(form, "errors", Named("error", [{"code": status, "description": sentence}]), status=status)


def _plain(value: Any) -> Any:
    if isinstance(value, Named):
        return [_plain(item) for item in value.items]
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    return value


def _element(xml: SimplerXMLGenerator, name: str, value: Any) -> None:
    xml.startElement(name, AttributesImpl({}))
    if isinstance(value, Named):
        for item in value.items:
            _element(xml, value.name, item)
    elif isinstance(value, dict):
        for inner, item in value.items():
            _element(xml, inner, item)
    elif value is not None:
        xml.characters(str(value).lower() if isinstance(value, bool) else str(value))
    xml.endElement(name)
