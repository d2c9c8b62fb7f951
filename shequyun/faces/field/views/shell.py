"""The app without anybody's data: its page, its service worker, its manifest and its words. Open, so that a phone that
has no network and no session can start it."""

import hashlib
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from shequyun.faces.field.words import FOLDER, catalogue

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'; "
    "worker-src 'self'"
)
ICONS = (192, 512)  # pixels: what launchers of phones ask for; filled to the edge, so that they may cut it round
SHARED = ("vendor/dexie/dexie.min.mjs", "ui/base.css", "ui/icon.svg")


@login_not_required
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The page of the app."""
    response = render(request, "field/app.html")
    response.headers["Content-Security-Policy"] = POLICY
    return response


@login_not_required
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, which keeps the shell and nothing else; another version of any file makes another worker."""
    shell = [reverse("field:app"), reverse("field:manifest"), *_words(), *_files()]
    context = {"version": _version(), "shell": shell}
    return render(request, "field/sw.js", context, content_type="text/javascript; charset=utf-8")


@login_not_required
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What makes it installable."""
    start = reverse("field:app")
    drawn = {"src": f"{settings.STATIC_URL}{SHARED[-1]}", "sizes": "any", "type": "image/svg+xml", "purpose": "any"}
    content = {
        "name": _("Community Cloud at the door"),
        "short_name": _("Community at the door"),
        "lang": "zh-Hans",
        "id": start,
        "start_url": start,
        "scope": start,
        "display": "standalone",
        "orientation": "portrait",
        "background_color": "#f6f5f1",
        "theme_color": "#1b4f8f",
        "icons": [drawn, *(_icon(size, purpose) for size in ICONS for purpose in ("any", "maskable"))],
    }
    return JsonResponse(content, content_type="application/manifest+json")


def _icon(size: int, purpose: str) -> dict[str, str]:
    address = f"{settings.STATIC_URL}field/icon-{size}.png"
    return {"src": address, "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}


@login_not_required
@require_safe
def words(request: HttpRequest, language: str) -> HttpResponse:
    """The sentences of the app in a language."""
    if language not in dict(settings.LANGUAGES):
        raise Http404
    with override(language):
        return JsonResponse(catalogue())


def _words() -> list[str]:
    return [reverse("field:words", args=[code]) for code, _name in settings.LANGUAGES]


def _files() -> list[str]:
    return [*_static(".js"), *_static(".css"), *(f"{settings.STATIC_URL}{name}" for name in SHARED)]


def _static(suffix: str) -> list[str]:
    """The app's own files of a kind. Their names stay as they are: modules import each other by them."""
    return [f"{settings.STATIC_URL}field/{path.name}" for path in _ours() if path.suffix == suffix]


def _ours() -> list[Path]:
    return sorted(FOLDER.iterdir())


def _version() -> str:
    return _digest(tuple((str(path), path.stat().st_mtime_ns) for path in [*_ours(), *_catalogues()]))


def _catalogues() -> list[Path]:
    found = [Path(folder) / "zh_Hans" / "LC_MESSAGES" / "django.mo" for folder in settings.LOCALE_PATHS]
    return [path for path in found if path.exists()]


@lru_cache(maxsize=4)
def _digest(files: tuple[tuple[str, int], ...]) -> str:
    """What the files hold, read anew when one of them was written."""
    digest = hashlib.sha256()
    for path, _written in files:
        digest.update(Path(path).read_bytes())
    return digest.hexdigest()[:12]
