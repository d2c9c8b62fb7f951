"""A file from anywhere: told by its bytes, bounded, its name made harmless, pictures drawn anew. Pure."""

import hashlib
import io
import re
import unicodedata
import zipfile
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from shequyun.base.errors import BadInput
from shequyun.base.files import MOST_DIRECTORY, directory_size
from shequyun.kernel.attachments.choices import MOST_BYTES, PICTURES
from shequyun.kernel.attachments.rules.pictures import redraw

MOST_PARTS, MOST_UNPACKED = 2_000, 200 * 1024 * 1024  # of an office document
_OFFICE = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
_HEIC = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"}


class EmptyFile(BadInput):
    code = "attachments.empty"
    sentence = _("The file “%(name)s” is empty. Choose it again.")


class TooLarge(BadInput):
    code = "attachments.too_large"
    sentence = _("The file “%(name)s” is larger than %(megabytes)s MB. Make it smaller, or split it.")


class NotTaken(BadInput):
    code = "attachments.not_taken"
    sentence = _(
        "“%(name)s” cannot be uploaded. Accepted are pictures (JPEG, PNG, WebP), PDF, Word (docx) and Excel (xlsx)."
    )


class HeicNotRead(BadInput):
    code = "attachments.heic"
    sentence = _(
        "“%(name)s” is a HEIC photo. On an iPhone choose Settings, Camera, Formats, Most Compatible; or send a screenshot."
    )


class HoldsProgram(BadInput):
    code = "attachments.program"
    sentence = _("“%(name)s” contains macros or other programs. Save it without them, or as PDF, and choose it again.")


class Damaged(BadInput):
    code = "attachments.damaged"
    sentence = _("“%(name)s” is damaged and cannot be opened. Take the picture or save the file again.")


@dataclass(frozen=True)
class Taken:
    """A file as it is kept. `thumbnail` is empty for what is no picture."""

    name: str
    kind: str
    content: bytes
    thumbnail: bytes
    sha256: str


def take(name: str, content: bytes) -> Taken:
    """The file as it may be kept. Refuses what is empty, too large, of another kind, damaged, or holds programs."""
    name = _harmless(name)
    if not content:
        raise EmptyFile(name=name)
    if len(content) > MOST_BYTES:
        raise TooLarge(name=name, megabytes=MOST_BYTES // 1024 // 1024)
    kind = _sniff(name, content)
    thumbnail = b""
    if kind in PICTURES:
        try:
            kind, content, thumbnail = redraw(content, kind)
        except ValueError:
            raise Damaged(name=name) from None
    stem = name.rsplit(".", 1)[0] if "." in name else name
    ending = "jpg" if kind == "jpeg" else kind
    return Taken(f"{stem[:100]}.{ending}", kind, content, thumbnail, hashlib.sha256(content).hexdigest())


def _sniff(name: str, content: bytes) -> str:
    if content.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp"
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC:
        raise HeicNotRead(name=name)
    if content.startswith(b"%PDF-"):
        return _pdf(name, content)
    if content.startswith(b"PK\x03\x04"):
        return _office(name, content)
    raise NotTaken(name=name)


def _pdf(name: str, content: bytes) -> str:
    if b"%%EOF" not in content[-2048:]:
        raise Damaged(name=name)
    if re.search(rb"/(JavaScript|JS|Launch)\b", content):
        raise HoldsProgram(name=name)
    return "pdf"


def _office(name: str, content: bytes) -> str:
    """Only the directory of the archive is read, and no long one; nothing is unpacked."""
    if directory_size(content) > MOST_DIRECTORY:
        raise Damaged(name=name)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise Damaged(name=name) from None
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Damaged(name=name)
    names = {part.filename for part in parts}
    kind = next((kind for part, kind in _OFFICE.items() if part in names), None)
    if kind is None or "[Content_Types].xml" not in names:
        raise NotTaken(name=name)
    if any(part.lower().endswith(("vbaproject.bin", ".exe", ".dll", ".js", ".bat")) for part in names):
        raise HoldsProgram(name=name)
    return kind


def _harmless(name: str) -> str:
    """The last part of a path, without control and direction signs; never empty."""
    last = re.split(r"[/\\]", name)[-1]
    kept = "".join(ch for ch in unicodedata.normalize("NFC", last) if unicodedata.category(ch)[0] != "C")
    return re.sub(r'[<>:"|?*;]', "_", kept).strip(" .")[-120:] or "file"
