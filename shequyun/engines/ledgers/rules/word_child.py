"""The child process of Word forms: tells their blanks, or fills them. Imports nothing of Django.

A blank is an empty cell beside a label, a run of underscores or wide spaces behind a label, or boxes to tick.
"""

import io
import json
import re
import sys
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.shared import Pt, RGBColor

from shequyun.base.bounded import bind

MOST_UNPACKED, MOST_BLANKS = 60_000_000, 300
_LINE = re.compile(r"_{2,}|＿{2,}|[ \u3000\xa0]{3,}|(?<=[:：])\s*$")
_BOX = re.compile(r"[□☐]\s*([^\s□☐☑、，。；:：()（）]{1,10})")
_CUT = re.compile(r"[，,。；;、！!\s]")


@dataclass
class Blank:
    """A place to write on: where it is, what stands before it, the boxes to choose from."""

    key: str
    title: str
    options: tuple[str, ...] = ()


def main(told: str, way: str, path: str) -> None:
    """`look`: the blanks as JSON; `fill`: the document with values by key written in."""
    bind(told)
    said = json.load(sys.stdin)
    with zipfile.ZipFile(path) as archive:
        if sum(info.file_size for info in archive.infolist()) > MOST_UNPACKED:
            raise MemoryError("too large for a form")
    document = Document(path)
    out = _filled(document, said) if way == "fill" else _looked(document)
    sys.stdout.buffer.write(out + b"whole")
    sys.stdout.buffer.flush()


def _looked(document: Any) -> bytes:
    blanks = [
        {"key": one.key, "title": one.title, "options": list(one.options)} for one, _place, _span in _blanks(document)
    ][:MOST_BLANKS]
    heads = [p.text.strip() for p in document.paragraphs if p.text.strip()][:3]
    return json.dumps({"blanks": blanks, "heads": heads}, ensure_ascii=False).encode()


def _blanks(document: Any) -> Iterator[tuple[Blank, Any, Any]]:
    """(blank, cell or paragraph, span of characters or None) in reading order."""
    for index, paragraph in enumerate(document.paragraphs):
        yield from _in_paragraph(f"p{index}", paragraph, "")
    for number, table in enumerate(document.tables):
        for line, row in enumerate(table.rows):
            yield from _in_row(f"t{number}.{line}", _apart(row.cells))


def _apart(cells: Any) -> list[Any]:
    """The cells of a row, merged ones once."""
    found: list[Any] = []
    for cell in cells:
        if not found or cell._tc is not found[-1]._tc:
            found.append(cell)
    return found


def _in_row(key: str, cells: list[Any]) -> Iterator[tuple[Blank, Any, Any]]:
    label = ""
    for place, cell in enumerate(cells):
        text = re.sub(r"\s+", "", cell.text)
        beside = re.sub(r"\s+", "", cells[place + 1].text) if place + 1 < len(cells) else "-"
        if not text:
            if label:
                yield Blank(f"{key}.{place}", label), cell, None
            label = ""
            continue
        for number, paragraph in enumerate(cell.paragraphs):
            found = list(_in_paragraph(f"{key}.{place}.{number}", paragraph, label))
            yield from (one for one in found if beside or not re.search(r"[:：]$", text) or one[0].options)
        label = _title(text) if len(text) <= 20 and not _BOX.search(text) else ""


def _in_paragraph(key: str, paragraph: Any, label: str) -> Iterator[tuple[Blank, Any, Any]]:
    text = "".join(run.text for run in paragraph.runs)
    boxes = list(_BOX.finditer(text))
    if len(boxes) >= 2:
        title = _title(text[: boxes[0].start()]) or label
        yield Blank(f"{key}.box", title, tuple(box[1] for box in boxes)), paragraph, [box.span() for box in boxes]
        return
    end, about = 0, ""
    if not text.strip():
        return
    for number, gap in enumerate(_LINE.finditer(text)):
        if not text[: gap.start()].strip() and not text[gap.end() : gap.end() + 1].strip("年月日"):
            end = gap.end()
            if text[end : end + 1] not in ("年", "月", "日"):
                continue
        said, unit = _title(text[end : gap.start()]), text[gap.end() : gap.end() + 1]
        about = said if said not in ("", "年", "月", "日") else about
        yield (
            Blank(f"{key}.{number}", _dated(about, unit) if unit in ("年", "月", "日") else said or label),
            paragraph,
            gap.span(),
        )
        end = gap.end()


def _dated(about: str, unit: str) -> str:
    if "出生" in about or "生日" in about:
        return {"年": "出生年份", "月": "出生月份", "日": "出生几日"}[unit]
    return f"填表{unit}"


def _title(text: str) -> str:
    """The words just before a blank: 兹证明, 性别, 身份证号码."""
    last = [part for part in _CUT.split(text.strip()) if part]
    found = last[-1] if last else ""
    return re.sub(r"^(同志|女士|先生|其|现|系|本人的?)|[:：]$|[（(]$", "", found)[-40:]


def _filled(document: Any, said: Mapping[str, Any]) -> bytes:
    values = said["values"]
    for blank, place, span in reversed(list(_blanks(document))):
        value = str(values.get(blank.key) or "")
        if not value:
            continue
        if span is None:
            _into_cell(place, value)
        elif blank.options:
            _tick(place, span, blank.options, value)
        else:
            _replace(place, span[0], span[1], value)
    foot = document.sections[0].footer
    run = (foot.paragraphs[0] if foot.paragraphs else foot.add_paragraph()).add_run(f" {said['mark']}")
    run.font.size, run.font.color.rgb = Pt(7), RGBColor(0x80, 0x80, 0x80)
    document.core_properties.comments = said["mark"]
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _into_cell(cell: Any, value: str) -> None:
    """In the cell's own paragraph and the font that its mark has."""
    paragraph = cell.paragraphs[0]
    if paragraph.runs:
        paragraph.runs[0].text = value
    else:
        paragraph.add_run(value)


def _tick(paragraph: Any, spans: list[tuple[int, int]], options: tuple[str, ...], value: str) -> None:
    for (start, _end), option in zip(spans, options, strict=True):
        if option == value:
            _replace(paragraph, start, start + 1, "☑")


def _replace(paragraph: Any, start: int, end: int, value: str) -> None:
    """Characters from start to end by the value, in the run where they begin; a run that was all blank is underlined."""
    place, written = 0, False
    for run in paragraph.runs:
        text, first = run.text, place
        place += len(text)
        if place < start or first > end or (place == start and start != end) or (first == end and written):
            continue
        cut, rest = text[: max(start - first, 0)], text[max(end - first, 0) :]
        if not written and "_" in text and not cut.strip() and not rest.strip():
            run.underline = True
        run.text = cut + ("" if written else value) + rest
        written = True


if __name__ == "__main__":
    main(*sys.argv[1:])
