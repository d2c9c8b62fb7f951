"""Word forms that come with the product: what a committee certifies, and an assessment. Definitions in data/blanks. Pure.

{"code": "residence", "name": "居住情况证明", "certifies": ["居住"], "before": ["兹证明____，"], "table": [["姓名", ""]], "after": ["…"]}

`certifies`: words by which a certificate is recognised as one that the committee gives; others may be refused.
"""

import io
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

SHIPPED = Path(__file__).resolve().parents[1] / "data" / "blanks"
SONG, HEI = "宋体", "黑体"


@dataclass(frozen=True)
class Blank:
    """A Word form: its title, lines with blanks before and after a table of labels and empty cells."""

    code: str
    name: str
    department: str = ""
    ground: str = ""
    certifies: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    table: tuple[tuple[str, ...], ...] = ()
    after: tuple[str, ...] = ()

    @property
    def file_name(self) -> str:
        return f"{self.name}.docx"


@cache
def shipped_blanks() -> dict[str, Blank]:
    """By code, in the order of their files."""
    found = [_blank(json.loads(path.read_text(encoding="utf-8"))) for path in sorted(SHIPPED.glob("*.json"))]
    return {one.code: one for one in found}


def _blank(said: dict[str, Any]) -> Blank:
    lists = {name: tuple(said.get(name, ())) for name in ("certifies", "before", "after")}
    return Blank(
        said["code"], said["name"], said.get("department", ""), said.get("ground", ""), lists["certifies"], lists["before"],
        tuple(tuple(row) for row in said.get("table", ())), lists["after"],
    )  # fmt: skip


def listed() -> list[str]:
    """The names of the certificates that the committee gives."""
    return [one.name for one in shipped_blanks().values() if one.certifies]


def unlisted(name: str) -> bool:
    """Whether a form is a certificate that is not on the list: a committee may refuse it.

    上海市居民委员会工作条例 art. 28.
    """
    words = [word for one in shipped_blanks().values() for word in one.certifies]
    return "证明" in name and not any(word in name for word in words)


def written_blank(blank: Blank) -> bytes:
    """The form as a .docx on A4, in the fonts that offices use."""
    document: Any = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.6)
    _font(document.styles["Normal"], SONG, 14)
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = title.add_run(blank.name)
    _font(run, HEI, 22)
    _lines(document, blank.before)
    if blank.table:
        _table(document, blank.table)
    _lines(document, blank.after)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _lines(document: Any, lines: tuple[str, ...]) -> None:
    for text in lines:
        line = document.add_paragraph(text)
        line.paragraph_format.line_spacing = 1.5
        last = text.startswith(("____年", "（"))
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT if last else WD_ALIGN_PARAGRAPH.LEFT


def _table(document: Any, rows: tuple[tuple[str, ...], ...]) -> None:
    table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    for line, texts in zip(table.rows, rows, strict=True):
        line.height = Cm(1)
        for cell, text in zip(line.cells, texts, strict=True):
            cell.text = text


def _font(owner: Any, name: str, size: int) -> None:
    owner.font.name, owner.font.size = name, Pt(size)
    owner.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)
