"""The report of a listening session on paper: one list of lines, set as Word (docx) or PDF. No author's name is in it."""

from collections.abc import Iterator
from html import escape
from io import BytesIO
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from shequyun.programmes.deputies.queries import Minutes
from shequyun.ui.pdf import pdf_of

FONT, FONT_TITLE = "宋体", "黑体"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
Line = tuple[str, str]
STYLE = (
    "@page { size: A4; margin: 25mm 24mm 22mm; @bottom-center { content: counter(page); font-size: 9pt; } }"
    "body { font: 12pt/1.7 'Noto Serif CJK SC', SimSun, serif; } h1 { font: 700 18pt/1.4 'Noto Sans CJK SC', sans-serif;"
    " text-align: center; margin: 0 0 14pt; } h2 { font: 700 13pt/1.5 'Noto Sans CJK SC', sans-serif; margin: 14pt 0 4pt; }"
    " h3 { font: 700 12pt/1.6 'Noto Serif CJK SC', serif; margin: 6pt 0 2pt; } p { margin: 0 0 3pt; text-indent: 2em; }"
    " li { margin: 0 0 3pt; } ul { margin: 0 0 4pt; padding-left: 2.2em; } .foot { text-indent: 0; color: #444;"
    " font-size: 9pt; margin-top: 18pt; } .fact { text-indent: 0; } h2, h3 { break-after: avoid; }"
)


def lines_of(minutes: Minutes, area: str, mark: str) -> list[Line]:
    """(kind, words) in reading order; kinds: title, fact, head, sub, item, text, foot."""
    session = minutes.session
    return [
        ("title", _("Report of the listening session of deputies")),
        ("fact", _("Theme: %(theme)s") % {"theme": session.theme}),
        ("fact", _("Day: %(day)s") % {"day": date_format(session.held_on, _("F j, Y"))}),
        ("fact", _("Place: %(place)s (%(area)s)") % {"place": session.place, "area": area}),
        ("fact", _("Deputies: %(names)s") % {"names": _(", ").join(_named(one) for one in minutes.deputies)}),
        *_numbers(minutes),
        *_said(minutes),
        *([("head", _("What the deputies will do")), ("text", session.outcome)] if session.outcome else []),
        ("foot", mark),
    ]


def _named(deputy: Any) -> str:
    return _("%(name)s (%(congress)s)") % {"name": deputy.name, "congress": deputy.get_congress_display()}


def _numbers(minutes: Minutes) -> Iterator[Line]:
    if minutes.session.attendance:
        yield "fact", _("Present: %(count)s residents") % {"count": minutes.session.attendance}
    words = _("Opinions: %(said)s, of these %(named)s named and %(anonymous)s anonymous")
    yield "fact", words % {"said": minutes.said, "named": minutes.named, "anonymous": minutes.anonymous}


def _said(minutes: Minutes) -> Iterator[Line]:
    for level, rows in minutes.groups:
        yield "head", _("To be done by: %(level)s") % {"level": level}
        for title, said in rows:
            yield "sub", title
            yield from (("item", one.words) for one in said)
    if minutes.unsorted:
        yield "head", _("Still to be sorted")
        yield from (("item", one.words) for one in minutes.unsorted)
    if minutes.aside:
        yield "head", _("Opinions set aside")
        for one in minutes.aside:
            words = {"words": one.words, "reason": one.get_aside_display(), "told": one.aside_words}
            yield "item", _("%(words)s (%(reason)s: %(told)s)") % words


def docx_of(lines: list[Line]) -> bytes:
    """As a Word file, in the fonts that offices use; real headings and lists, so that it can be worked on."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    document = Document()
    for name, size in (("Normal", 12), ("Title", 18), ("Heading 1", 14), ("Heading 2", 12), ("List Bullet", 12)):
        _font(document.styles[name], FONT_TITLE if name in ("Title", "Heading 1") else FONT, size)
    styles = {"title": "Title", "head": "Heading 1", "sub": "Heading 2", "item": "List Bullet"}
    for kind, words in lines:
        for part in words.splitlines() or [""]:
            paragraph = document.add_paragraph(part, style=styles.get(kind, "Normal"))
            if kind == "title":
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.core_properties.title, document.core_properties.author = lines[0][1], ""
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _font(style: Any, name: str, size: int) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.name, style.font.size, style.font.color.rgb = name, Pt(size), RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for which in ("w:eastAsia", "w:ascii", "w:hAnsi"):
        fonts.set(qn(which), name)
    for which in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(which), None)


def minutes_pdf(lines: list[Line]) -> bytes:
    """As a PDF for the file and the notice board."""
    tags = {"title": "h1", "head": "h2", "sub": "h3"}
    parts = []
    for kind, words in lines:
        text = escape(words).replace("\n", "<br>")
        if kind == "item":
            parts.append(f"<ul><li>{text}</li></ul>")
        elif kind in tags:
            parts.append(f"<{tags[kind]}>{text}</{tags[kind]}>")
        else:
            parts.append(f'<p class="{kind}">{text}</p>')
    return pdf_of(f'<html lang="zh-Hans"><head><style>{STYLE}</style></head><body>{"".join(parts)}</body></html>')
