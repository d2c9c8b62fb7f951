"""Pages on paper: HTML with its own style sheet as a PDF. Knows no domain.

WeasyPrint comes with the packages; Pango, which sets the text, comes from the system. It is asked for at the first PDF,
so that everything else works without.
"""

from django.utils.translation import gettext_lazy as _

from shequyun.base.errors import NotNow


class PangoMissing(NotNow):
    """The system lacks the library that sets text."""

    code = "pdf.pango_missing"
    sentence = _(
        "This server cannot make PDF files yet: its administrator must install Pango "
        "(on Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0). Nothing else is affected."
    )


def pdf_of(html: str) -> bytes:
    """A PDF of a whole HTML page whose styles stand in it. Pictures come as data: addresses; nothing is
    fetched. Refuses (409) where Pango is missing."""
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except OSError as missing:
        raise PangoMissing() from missing
    return HTML(string=html, url_fetcher=URLFetcher(allowed_protocols=("data",))).write_pdf()
