"""What a file is, by its content; and what is refused before anybody opens it."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shequyun.base import files
from shequyun.engines.intake.tests import files as made

LIST = [made.HEADER, *made.PEOPLE]
GOOD = made.xlsx(("S", LIST))


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (GOOD, "xlsx"),
        (made.xls(("S", LIST)), "xls"),
        (made.csv(LIST).encode(), "csv"),
        (made.csv(LIST).encode("utf-8-sig"), "csv"),
        (made.csv(LIST).encode("gb18030"), "csv"),
        (made.csv(LIST).encode("utf-16"), "csv"),
    ],
)
def test_content_tells_the_kind(content: bytes, kind: str) -> None:
    assert files.kind_of(content) == kind


PAGE = "<html><head><meta charset='gbk'></head><table><tr><td>姓名</td></tr></table></html>"
REFUSED = {
    "empty": (b"", files.FileEmpty),
    "white space": (b" \r\n\t", files.FileEmpty),
    "zeros": (b"\0" * 5000, files.FileEmpty),
    "web page": (PAGE.encode("gbk"), files.FileIsWebPage),
    "web page with mark": (PAGE.encode("utf-8-sig"), files.FileIsWebPage),
    "web page as UTF-16": (PAGE.encode("utf-16"), files.FileIsWebPage),
    "web page of an office program": (b"<?xml version='1.0'?><html xmlns:x='urn'>", files.FileIsWebPage),
    "xml": (b"<?xml version='1.0'?><Workbook/>", files.FileWrongKind),
    "pdf": (b"%PDF-1.7 ...", files.FileWrongKind),
    "picture": (b"\x89PNG\r\n\x1a\n....", files.FileWrongKind),
    "photograph": (b"\xff\xd8\xff\xe0....", files.FileWrongKind),
    "bytes": (b"name\x00\x01\x02", files.FileWrongKind),
    "word": (made.zip_of(["word/document.xml"]), files.FileWrongKind),
    "opendocument": (made.zip_of(["content.xml", "mimetype"]), files.FileWrongKind),
    "archive": (made.zip_of(["list.txt"]), files.FileWrongKind),
    "binary workbook": (made.zip_of(["xl/workbook.bin"]), files.FileWrongKind),
    "workbook without its book": (made.zip_of(["xl/styles.xml"]), files.FileCutOff),
    "old word": (made.ole("WordDocument"), files.FileWrongKind),
    "old file without a book": (made.ole("Something"), files.FileCutOff),
    "password": (made.ole("EncryptionInfo", "EncryptedPackage"), files.FileEncrypted),
    "cut in half": (GOOD[: len(GOOD) // 2], files.FileCutOff),
    "cut at the end": (GOOD[:-30], files.FileCutOff),
    "macros": (made.raw_xlsx(made.sheet_xml(""), {"xl/vbaProject.bin": b"x"}), files.FileHasMacros),
    "old macros": (made.ole("Workbook", "_VBA_PROJECT"), files.FileHasMacros),
    "bomb": (made.raw_xlsx(made.sheet_xml(" " * 60_000_000)), files.FileUnpacksTooLarge),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_before_anybody_opens_it(name: str) -> None:
    content, refusal = REFUSED[name]
    with pytest.raises(files.FileRefused) as caught:
        files.kind_of(content)
    assert type(caught.value) is refusal


def test_an_archive_of_countless_parts_is_refused_by_its_end_alone() -> None:
    """Whatever reads the list of parts makes an object of each."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for number in range(60_000):
            archive.writestr(f"xl/worksheets/part-of-nothing-{number}.xml", "")
    content = kept.getvalue()
    assert files.directory_size(content) > files.MOST_DIRECTORY
    with pytest.raises(files.FileUnpacksTooLarge):
        files.kind_of(content)


def test_the_refusal_names_the_kind() -> None:
    with pytest.raises(files.FileWrongKind) as caught:
        files.kind_of(b"%PDF-1.7 ...")
    assert caught.value.details == {"kind": "PDF"}


@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", files.OLE, b"\xff\xfe", b"<"]))
def test_any_bytes_are_told_or_refused(content: bytes, start: bytes) -> None:
    try:
        told = files.kind_of(start + content)
    except files.FileRefused as refusal:
        told = refusal.code
    assert told in {"csv", "xls", "file_empty", "file_cut_off", "file_wrong_kind", "file_is_web_page", "file_encrypted"}


def test_fingerprint_is_sha256() -> None:
    assert files.fingerprint(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
