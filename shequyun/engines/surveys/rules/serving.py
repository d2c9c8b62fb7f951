"""The XForm as ODK Collect gets it: under the publication's key, with whom it asks to choose from, and pre-filled. Pure.

The people are an external instance (subjects.csv). When one is chosen, the questions that the register knows are filled
with what it knows; what is typed afterwards stays.
"""

import csv
import io
import xml.etree.ElementTree as ET
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import count

from shequyun.engines.surveys.rules.expressions import NotUnderstood

XF, H, EV = "http://www.w3.org/2002/xforms", "http://www.w3.org/1999/xhtml", "http://www.w3.org/2001/xml-events"
JR, ORX, ODK = "http://openrosa.org/javarosa", "http://openrosa.org/xforms", "http://www.opendatakit.org/xforms"
for _prefix, _space in (
    ("", XF), ("h", H), ("ev", EV), ("jr", JR), ("orx", ORX), ("odk", ODK), ("xsd", "http://www.w3.org/2001/XMLSchema"),
):  # fmt: skip
    ET.register_namespace(_prefix, _space)
WHO, PEOPLE = "who_is_asked", "subjects"
FILE = "subjects.csv"


def who_name(xform: str) -> str:
    """The name of the question for the person, which no question of the form has."""
    model = ET.fromstring(xform).find(f".//{{{XF}}}model")  # noqa: S314 - our converter made it
    root = model.find(f"{{{XF}}}instance/*") if model is not None else None
    return _free(WHO, {node.tag.partition("}")[2] for node in root} if root is not None else set())


def _free(wanted: str, taken: Collection[str]) -> str:
    """The name itself, or with the first number that makes it free."""
    names = (wanted if number == 1 else f"{wanted}_{number}" for number in count(1))
    return next(name for name in names if name not in taken)


def served(xform: str, *, key: str, version: str, title: str, who: str, filled: Sequence[str]) -> bytes:
    """The form for one publication; `filled` are paths of questions that subjects.csv has a column for."""
    tree = ET.fromstring(xform)  # noqa: S314 - our converter made it
    model, body, heading = tree.find(f".//{{{XF}}}model"), tree.find(f"{{{H}}}body"), tree.find(f".//{{{H}}}title")
    instance = model.find(f"{{{XF}}}instance") if model is not None else None
    if model is None or body is None or instance is None:
        raise NotUnderstood("model")
    for elsewhere in model.findall(f"{{{XF}}}submission"):  # answers come here, unencrypted, whatever the file says
        model.remove(elsewhere)
    root = instance[0]
    root.set("id", key)
    root.set("version", version)
    if heading is not None:
        heading.text = title
    path = f"/{root.tag.partition('}')[2]}"
    asked = f"{path}/{who_name(xform)}"
    people = _free(PEOPLE, {str(one.get("id")) for one in model.findall(f"{{{XF}}}instance")})
    root.insert(0, ET.Element(f"{{{XF}}}{asked.rpartition('/')[2]}"))
    at = list(model).index(instance) + 1
    model.insert(at, ET.Element(f"{{{XF}}}instance", {"id": people, "src": f"jr://file-csv/{FILE}"}))
    model.insert(at + 1, ET.Element(f"{{{XF}}}bind", {"nodeset": asked, "type": "string"}))
    body.insert(0, _choosing(asked, f"instance('{people}')/root/item", who))
    for one in filled:
        known = f"instance('{people}')/root/item[name= {asked} ]/{column_of(one)}"
        ET.SubElement(
            body[0], f"{{{XF}}}setvalue", {"event": "xforms-value-changed", "ref": f"{path}/{one}", "value": known}
        )
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(tree, encoding="utf-8")


def _choosing(asked: str, people: str, who: str) -> ET.Element:
    select = ET.Element(f"{{{XF}}}select1", {"ref": asked, "appearance": "minimal autocomplete"})
    ET.SubElement(select, f"{{{XF}}}label").text = who
    itemset = ET.SubElement(select, f"{{{XF}}}itemset", {"nodeset": people})
    ET.SubElement(itemset, f"{{{XF}}}value", {"ref": "name"})
    ET.SubElement(itemset, f"{{{XF}}}label", {"ref": "label"})
    return select


def column_of(path: str) -> str:
    """The column of subjects.csv for a question; home/meals and home_meals have each their own."""
    return "q_" + path.replace("/", "-")


def subjects_csv(rows: Iterable[Mapping[str, str]], filled: Sequence[str]) -> bytes:
    """The people that may be chosen, with what is known of them."""
    out = io.StringIO()
    writer = csv.DictWriter(out, ["name", "label", *(column_of(path) for path in filled)], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()
