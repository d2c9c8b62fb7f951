"""What is taken and what is not: hostile files, and what pictures lose on the way."""

import io
import struct
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from shequyun.base.errors import BadInput
from shequyun.kernel.attachments.choices import LONGEST_EDGE, MOST_BYTES, THUMB_EDGE
from shequyun.kernel.attachments.rules import take
from shequyun.kernel.attachments.rules.files import Damaged, EmptyFile, HeicNotRead, HoldsProgram, NotTaken, TooLarge

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"


def picture(form: str = "JPEG", size: tuple[int, int] = (60, 40), **more: object) -> bytes:
    out = io.BytesIO()
    Image.effect_noise(size, 40).convert("RGB").save(out, form, **more)
    return out.getvalue()


def office(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "kept", "kind"),
    [
        ("门.jpg", picture(), "门.jpg", "jpeg"),
        ("scan.exe", picture("PNG"), "scan.png", "png"),
        ("a.webp", picture("WEBP"), "a.jpg", "jpeg"),
        ("申请.pdf", PDF, "申请.pdf", "pdf"),
        ("表.docx", office("[Content_Types].xml", "word/document.xml"), "表.docx", "docx"),
        ("表", office("[Content_Types].xml", "xl/workbook.xml"), "表.xlsx", "xlsx"),
    ],
)
def test_what_a_file_is_comes_from_its_bytes(name: str, content: bytes, kept: str, kind: str) -> None:
    taken = take(name, content)
    assert (taken.name, taken.kind) == (kept, kind)


def test_a_picture_loses_place_and_camera_is_turned_upright_and_shrunk() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    exif[0x010F] = "CAMERA-MAKER"
    exif.get_ifd(0x8825)[2] = (31.0, 14.0, 9.0)
    taken = take("a.jpg", picture(size=(3000, 1500), exif=exif, comment=b"secret words"))
    with Image.open(io.BytesIO(taken.content)) as kept, Image.open(io.BytesIO(taken.thumbnail)) as small:
        assert (kept.size, dict(kept.getexif())) == ((LONGEST_EDGE // 2, LONGEST_EDGE), {})
        assert max(small.size) == THUMB_EDGE
    assert (b"CAMERA-MAKER" in taken.content, b"secret words" in taken.content) == (False, False)


def test_what_hides_behind_a_picture_is_not_kept() -> None:
    both = picture() + office("word/document.xml") + b"<script>alert(1)</script>"
    assert b"<script>" not in take("a.jpg", both).content


def bomb(width: int, height: int) -> bytes:
    """A PNG that says it is huge."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * 100_000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", EmptyFile),
        (b"\xff\xd8\xff" + b"0" * MOST_BYTES, TooLarge),
        (b"MZ\x90\x00program", NotTaken),
        (b"<svg xmlns='x'><script>1</script></svg>", NotTaken),
        (b"GIF89a" + b"0" * 50, NotTaken),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", HeicNotRead),
        (b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00", NotTaken),
        (bomb(60_000, 60_000), Damaged),
        (bomb(0, 1), Damaged),
        (picture()[:300], Damaged),
        (b"\xff\xd8\xff\xe0 no picture", Damaged),
        (b"%PDF-1.4 cut off", Damaged),
        (b"%PDF-1.4 /OpenAction<</S/JavaScript/JS(app.alert(1))>> %%EOF", HoldsProgram),
        (b"PK\x03\x04 no archive", Damaged),
        (office("a.txt"), NotTaken),
        (office("word/document.xml"), NotTaken),
        (office("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), HoldsProgram),
        (office("[Content_Types].xml", "word/document.xml", *[f"x{n}" for n in range(2100)]), Damaged),
    ],
)  # fmt: skip
def test_what_is_refused(content: bytes, refusal: type[BadInput]) -> None:
    with pytest.raises(refusal):
        take("file.jpg", content)


def test_an_archive_that_unpacks_to_too_much_is_refused_unopened() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr("word/document.xml", b"0" * (210 * 1024 * 1024), compresslevel=9)
    assert len(out.getvalue()) < MOST_BYTES
    with pytest.raises(Damaged):
        take("a.docx", out.getvalue())


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\temp\\申请.docx", "申请.pdf"),
        ("a\u202efdp.exe", "afdp.pdf"),
        ("a\r\nSet-Cookie: x", "aSet-Cookie_ x.pdf"),
        ("", "file.pdf"),
        ("...", "file.pdf"),
    ],
)
def test_a_name_becomes_harmless(said: str, kept: str) -> None:
    assert take(said, PDF).name == kept


@given(
    st.binary(max_size=400),
    st.sampled_from([b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF0000WEBP", b"PK\x03\x04", b"%PDF-", b""]),
)
def test_whatever_comes_is_taken_or_refused_and_never_breaks(rest: bytes, head: bytes) -> None:
    try:
        taken = take("x", head + rest)
    except BadInput:
        return
    assert (len(taken.sha256), taken.kind in {"pdf", "docx", "xlsx", "jpeg", "png"}) == (64, True)
