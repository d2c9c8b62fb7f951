"""Drawing a picture anew: turned upright, shrunk, without place, camera or whatever else came with it. Pure."""

import io
import threading
import warnings

from PIL import Image, ImageOps

from shequyun.kernel.attachments.choices import LONGEST_EDGE, MOST_PIXELS, THUMB_EDGE

FORMATS = ("JPEG", "PNG", "WEBP")  # what may be opened at all: Pillow knows many more, some of them old and fragile
_ONE = threading.Lock()  # a picture at its full size takes hundreds of megabytes: one at a time in each process
QUALITY, THUMB_QUALITY = 85, 75


def redraw(content: bytes, kind: str) -> tuple[str, bytes, bytes]:
    """(kind, picture, thumbnail). Raises ValueError for what is damaged, or has more pixels than are ever decoded.

    The size is read from the header before a pixel is decoded, and a JPEG is decoded at a fraction of its size at once.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with _ONE:
                image = _upright(content)
        return kind_of(kind), _saved(image, LONGEST_EDGE, kind_of(kind)), _saved(image, THUMB_EDGE, "jpeg")
    except (
        OSError,
        SyntaxError,
        ValueError,
        Warning,
        MemoryError,
        EOFError,
        OverflowError,
        Image.DecompressionBombError,
    ):
        raise ValueError("damaged") from None


def kind_of(kind: str) -> str:
    """Drawings with few colours stay PNG; everything else becomes JPEG."""
    return "png" if kind == "png" else "jpeg"


def _upright(content: bytes) -> Image.Image:
    with Image.open(io.BytesIO(content), formats=FORMATS) as image:
        if image.width * image.height > MOST_PIXELS or min(image.size) < 1:
            raise ValueError("pixels")
        image.draft("RGB", (LONGEST_EDGE, LONGEST_EDGE))
        image.load()
        ImageOps.exif_transpose(image, in_place=True)
        flat = image.convert("RGBA") if image.mode in ("RGBA", "LA", "P", "PA") else image.convert("RGB")
    if flat.mode == "RGBA":
        ground = Image.new("RGB", flat.size, "white")
        ground.paste(flat, mask=flat.getchannel("A"))
        flat = ground
    flat.thumbnail((LONGEST_EDGE, LONGEST_EDGE))
    return flat


def _saved(image: Image.Image, edge: int, kind: str) -> bytes:
    """Pixels alone are carried over, so nothing that came beside them is."""
    clean = Image.new("RGB", image.size)
    clean.paste(image)
    clean.thumbnail((edge, edge))
    out = io.BytesIO()
    if kind == "png":
        clean.save(out, "PNG", optimize=True)
    else:
        clean.save(out, "JPEG", quality=QUALITY if edge == LONGEST_EDGE else THUMB_QUALITY, optimize=True)
    return out.getvalue()
