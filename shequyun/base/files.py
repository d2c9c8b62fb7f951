"""What a file is, told by its content; and the files that are refused before anybody opens them. Pure."""

import hashlib
import io
import zipfile

from django.utils.translation import gettext_lazy as _

from shequyun.base.errors import BadInput

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAX_UNPACKED = 1_500_000_000  # bytes that a workbook may claim to unpack to
MOST_DIRECTORY = 4_000_000  # bytes of an archive's list of parts: no workbook has 50,000 of them
MAX_RATIO = 200  # a sheet of text packs 10 to 30 times; a bomb a thousand times
_OTHERS = (
    (b"%PDF", "PDF"), (b"\x89PNG", "PNG"), (b"\xff\xd8", "JPEG"), (b"GIF8", "GIF"), (b"{\\rtf", "RTF"), (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"), (b"\x1f\x8b", "gzip"), (b"SQLite format", "SQLite"), (b"OFDR", "OFD"), (b"MZ", "program"),
)  # fmt: skip
_PARTS = (("word/", "Word"), ("ppt/", "PowerPoint"), ("OFD.xml", "OFD"), ("content.xml", "OpenDocument"))
_OLE_NAMES = (
    "EncryptedPackage", "EncryptionInfo", "Workbook", "Book", "_VBA_PROJECT", "WordDocument", "PowerPoint Document",
    "__nameid_version1.0",
)  # fmt: skip
_WEB = ("<!doctype html", "<html", "<table", "<meta", "<head", "<body", "<style", "<div")


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
    sentence = _("The file is damaged or incomplete. Copy or download it again, open it in Excel, and save it again.")


class FileIsWebPage(FileRefused):
    code = "file_is_web_page"
    sentence = _("The file is a web page renamed to .xls. Open it in Excel, save it as .xlsx, and upload that.")


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
    head = _head(content)
    if head.startswith(_WEB) or (head.startswith("<") and "<html" in head):
        raise FileIsWebPage()
    if head.startswith("<?xml"):
        raise FileWrongKind(kind="XML")
    if b"\0" in content[:4000] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FileWrongKind(kind="binary")
    return "csv"


def _head(content: bytes) -> str:
    """The beginning as small letters; browsers also save pages as UTF-16."""
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = content[:4000].decode("utf-16" if wide else "utf-8", "ignore")
    return text.lstrip("\ufeff \r\n\t").lower()


def _ole(content: bytes) -> str:
    names = {name for name in _OLE_NAMES if name.encode("utf-16-le") in content}
    if names & {"EncryptedPackage", "EncryptionInfo"}:
        raise FileEncrypted()
    if names & {"Workbook", "Book"}:
        if "_VBA_PROJECT" in names:
            raise FileHasMacros()
        return "xls"
    for name, kind in (
        ("WordDocument", "Word"),
        ("PowerPoint Document", "PowerPoint"),
        ("__nameid_version1.0", "Outlook"),
    ):
        if name in names:
            raise FileWrongKind(kind=kind)
    raise FileCutOff()


def directory_size(content: bytes) -> int:
    """How long an archive says its list of parts is, read from its end alone (zip64's own word, where there is one)."""
    at = content.rfind(b"PK\x05\x06", max(len(content) - 65_557, 0))
    if at >= 76 and content[at - 20 : at - 16] == b"PK\x06\x07":
        return int.from_bytes(content[at - 36 : at - 28], "little")
    return int.from_bytes(content[at + 12 : at + 16], "little") if at >= 0 else 0


def _zip(content: bytes) -> str:
    if directory_size(content) > MOST_DIRECTORY:
        raise FileUnpacksTooLarge()
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        infos = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError):
        raise FileCutOff() from None
    names = {info.filename for info in infos}
    if any(name.endswith("vbaProject.bin") for name in names):
        raise FileHasMacros()
    if any(info.flag_bits & 1 for info in infos):
        raise FileEncrypted()
    if not any(name.startswith("xl/") for name in names):
        raise FileWrongKind(kind=next((kind for part, kind in _PARTS if any(n.startswith(part) for n in names)), "ZIP"))
    if "xl/workbook.bin" in names:
        raise FileWrongKind(kind="xlsb")
    if "xl/workbook.xml" not in names:
        raise FileCutOff()
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
