"""PDF files: made, fetching nothing; and a plain sentence where the system lacks Pango."""

import sys
from typing import Any

import pytest

from shequyun.ui.pdf import PangoMissing, pdf_of


def test_a_page_becomes_a_pdf() -> None:
    assert pdf_of("<style>@page { size: A4 }</style><p>恒丰居委会</p>")[:5] == b"%PDF-"


def test_a_page_fetches_nothing(tmp_path: Any) -> None:
    picture = tmp_path / "picture.svg"
    picture.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text y="9">x</text></svg>')
    with_picture, without = (pdf_of(f'<img alt="" src="{src}">') for src in (picture.as_uri(), "file:///nowhere.svg"))
    assert len(with_picture) == len(without)


def test_without_pango_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    import cffi

    def gone(_self: Any, name: str, *_arguments: Any) -> Any:
        raise OSError(f"cannot load library {name!r}")

    for module in [name for name in sys.modules if name.split(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setattr(cffi.FFI, "dlopen", gone)
    with pytest.raises(PangoMissing, match="libpangoft2"):
        pdf_of("<p>x</p>")
