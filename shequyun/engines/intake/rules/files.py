"""What a file is, told by its content; and the files that are refused before anybody opens them. Pure."""

import hashlib
import io
import zipfile
from typing import Any

from django.utils.translation import gettext_lazy as _

from shequyun.base.errors import BadInput

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAX_UNPACKED = 1_500_000_000  # bytes that a workbook may claim to unpack to
MAX_RATIO = 200  # a sheet of text packs 10 to 30 times; a bomb a thousand times
_OTHERS = ((b"%PDF", "PDF"), (b"\x89PNG", "PNG"), (b"\xff\xd8", "JPEG"), (b"{\\rtf", "RTF"), (b"Rar!", "RAR"), (b"7z\xbc\xaf", "7z"))


class FileRefused(BadInput):
    """A file that cannot be read safely, or at all."""

    code = "file_refused"


class FileEmpty(FileRefused):
    code = "file_empty"
    sentence = _("The file is empty.")


class FileEncrypted(FileRefused):
    code = "file_encrypted"
    sentence = _("The file is protected by a password. Save it without one and upload it again.")


class FileCutOff(FileRefused):
    code = "file_cut_off"
    sentence = _("The file is damaged or incomplete. Copy or download it again, open it in Excel, and save it anew.")


class FileIsWebPage(FileRefused):
    code = "file_is_web_page"
    sentence = _("The file is a web page that was named .xls. Open it in Excel, save it as .xlsx, and upload that.")


class FileHasMacros(FileRefused):
    code = "file_has_macros"
    sentence = _("The file contains macros. Save it as .xlsx (without macros) and upload that.")


class FileUnpacksTooLarge(FileRefused):
    code = "file_unpacks_too_large"
    sentence = _("The file unpacks to more than a workbook can hold. It was not opened.")


class FileWrongKind(FileRefused):
    code = "file_wrong_kind"
    sentence = _("This is a %(kind)s file. Upload an .xlsx, .xls or .csv file.")


def kind_of(content: bytes) -> str:
    """xlsx | xls | csv, by content; the file's name is not asked. Refuses everything else with the reason."""
    if not content.strip(b"\0 \r\n\t"):
        raise FileEmpty()
    for start, name in _OTHERS:
        if content.startswith(start):
            raise FileWrongKind(kind=name)
    if content.startswith(OLE):
        return _ole(content)
    if content.startswith(b"PK"):
        return _zip(content)
    head = content[:2000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<table", b"<?xml", b"<meta")):
        raise FileIsWebPage()
    if b"\0" in content[:4000] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FileWrongKind(kind="binary")
    return "csv"


def _ole(content: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in content or "EncryptionInfo".encode("utf-16-le") in content:
        raise FileEncrypted()
    if "WordDocument".encode("utf-16-le") in content:
        raise FileWrongKind(kind="Word")
    if "_VBA_PROJECT".encode("utf-16-le") in content:
        raise FileHasMacros()
    if "Workbook".encode("utf-16-le") not in content and "Book".encode("utf-16-le") not in content:
        raise FileCutOff()
    return "xls"


def _zip(content: bytes) -> str:
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        infos = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError):
        raise FileCutOff() from None
    names = {info.filename for info in infos}
    if any(name.endswith("vbaProject.bin") for name in names):
        raise FileHasMacros()
    if not any(name.startswith("xl/") for name in names):
        raise FileWrongKind(kind="Word" if any(name.startswith("word/") for name in names) else "ZIP")
    if any(info.flag_bits & 1 for info in infos):
        raise FileEncrypted()
    _check_sizes(infos)
    return "xlsx"


def _check_sizes(infos: list[zipfile.ZipInfo]) -> None:
    total = sum(info.file_size for info in infos)
    packed = sum(info.compress_size for info in infos) or 1
    if total > MAX_UNPACKED or (total > 50_000_000 and total / packed > MAX_RATIO):
        raise FileUnpacksTooLarge(size=total)


def fingerprint(content: bytes) -> str:
    """SHA-256 of the file, in hex: the same file again."""
    return hashlib.sha256(content).hexdigest()


def content_fingerprint(tables: Any) -> str:
    """SHA-256 over the cells of all tables: the same content again, saved anew."""
    digest = hashlib.sha256()
    for table in tables:
        digest.update(repr([column.title for column in table.columns]).encode())
        for row in table.rows:
            digest.update(repr(row.cells).encode())
    return digest.hexdigest()
