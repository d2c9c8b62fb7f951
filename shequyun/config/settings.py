"""Settings, all from the environment, safe by default. docs/operations.md lists every variable."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.utils.translation import gettext_lazy as _

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("SHEQUYUN_DATA", ROOT / "var"))
DEBUG = os.environ.get("SHEQUYUN_DEBUG") == "1"
KEY_FILE = Path(os.environ.get("SHEQUYUN_KEY_FILE", DATA / "keys.json"))
SECRET_KEY = os.environ.get("SHEQUYUN_SECRET_KEY", "")
ALLOWED_HOSTS = os.environ.get("SHEQUYUN_HOSTS", "127.0.0.1,localhost").split(",")


def database(url: str) -> dict[str, Any]:
    """A Django database from a PostgreSQL URL; a Unix socket comes as ?host=."""
    parts = urlsplit(url)
    query = {key: values[0] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": parts.port or query.pop("port", ""),
        "OPTIONS": query,
        "CONN_MAX_AGE": 60,
    }


DATABASES = {"default": database(os.environ["DATABASE_URL"])}
if "DATABASE_OWNER_URL" in os.environ:
    DATABASES["owner"] = database(os.environ["DATABASE_OWNER_URL"])

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "shequyun.ui",
    "shequyun.kernel.audit",
    "shequyun.kernel.facts",
    "shequyun.kernel.places",
    "shequyun.kernel.organisations",
    "shequyun.kernel.access",
    "shequyun.kernel.residents",
    "shequyun.engines.intake",
    "shequyun.faces.workbench",
    "shequyun.faces.cli",
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LOCALE_PATHS = [ROOT / "shequyun" / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
STATIC_URL = "static/"
ROOT_URLCONF = "shequyun.config.urls"
