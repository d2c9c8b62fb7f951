"""The XForm as ODK Collect gets it: under the publication's key, with whom it asks to choose from, and pre-filled. Pure.

The people are an external instance (subjects.csv). When one is chosen, the questions that the register knows are filled
with what it knows; what is typed afterwards stays.
"""

import csv
import io
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping, Sequence

from shequyun.engines.surveys.rules.expressions import NotUnderstood

XF, H, EV = "http://www.w3.org/2002/xforms", "http://www.w3.org/1999/xhtml", "http://www.w3.org/2001/xml-events"
JR, ORX, ODK = "http://openrosa.org/javarosa", "http://openrosa.org/xforms", "http://www.opendatakit.org/xforms"
for _prefix, _space in (
    ("", XF), ("h", H), ("ev", EV), ("jr", JR), ("orx", ORX), ("odk", ODK), ("xsd", "http://www.w3.org/2001/XMLSchema"),
):  # fmt: skip
    ET.register_namespace(_prefix, _space)
WHO = "who_is_asked"
FILE = "subjects.csv"


def served(xform: str, *, key: str, version: str, title: str, who: str, filled: Sequence[str]) -> bytes:
    """The form for one publication; `filled` are paths of questions that subjects.csv has a column for."""
    tree = ET.fromstring(xform)  # noqa: S314 - our converter made it
    model, body, heading = tree.find(f".//{{{XF}}}model"), tree.find(f"{{{H}}}body"), tree.find(f".//{{{H}}}title")
    instance = model.find(f"{{{XF}}}instance") if model is not None else None
    if model is None or body is None or instance is None:
        raise NotUnderstood("model")
    root = instance[0]
    root.set("id", key)
    root.set("version", version)
    if heading is not None:
        heading.text = title
    name = root.tag.partition("}")[2]
    root.insert(0, ET.Element(f"{{{XF}}}{WHO}"))
    at = list(model).index(instance) + 1
    model.insert(at, ET.Element(f"{{{XF}}}instance", {"id": "subjects", "src": f"jr://file-csv/{FILE}"}))
    model.insert(at + 1, ET.Element(f"{{{XF}}}bind", {"nodeset": f"/{name}/{WHO}", "type": "string"}))
    body.insert(0, _choosing(name, who, filled))
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(tree, encoding="utf-8")


def _choosing(name: str, who: str, filled: Sequence[str]) -> ET.Element:
    select = ET.Element(f"{{{XF}}}select1", {"ref": f"/{name}/{WHO}", "appearance": "minimal autocomplete"})
    ET.SubElement(select, f"{{{XF}}}label").text = who
    itemset = ET.SubElement(select, f"{{{XF}}}itemset", {"nodeset": "instance('subjects')/root/item"})
    ET.SubElement(itemset, f"{{{XF}}}value", {"ref": "name"})
    ET.SubElement(itemset, f"{{{XF}}}label", {"ref": "label"})
    for path in filled:
        known = f"instance('subjects')/root/item[name= /{name}/{WHO} ]/{column_of(path)}"
        ET.SubElement(
            select,
            f"{{{XF}}}setvalue",
            {"event": "xforms-value-changed", "ref": f"/{name}/{path}", "value": known},
        )
    return select


def column_of(path: str) -> str:
    """The column of subjects.csv for a question."""
    return "q_" + path.replace("/", "_")


def subjects_csv(rows: Iterable[Mapping[str, str]], filled: Sequence[str]) -> bytes:
    """The people that may be chosen, with what is known of them."""
    out = io.StringIO()
    writer = csv.DictWriter(out, ["name", "label", *(column_of(path) for path in filled)], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()
