"""The `shequyun` command: Django's runner, with the embedded database attached where no other is configured."""

import os
import secrets
import sys
from pathlib import Path

from django.core.management import execute_from_command_line

from shequyun.config import embedded

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    """Run a command of `shequyun.faces.cli` or of Django."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shequyun.config.settings")
    data = Path(os.environ.get("SHEQUYUN_DATA", ROOT / "var"))
    if "DATABASE_URL" not in os.environ:
        embedded.attach(data)
    if "SHEQUYUN_SECRET_KEY" not in os.environ:
        write_secret_key(data / "secret_key")
    execute_from_command_line(["shequyun", *sys.argv[1:]])


def write_secret_key(path: Path) -> None:
    """A secret key for sessions, where there is none; readable by its owner alone."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(48))


if __name__ == "__main__":
    main()
