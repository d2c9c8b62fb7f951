"""The `shequyun` command: Django's runner, with the embedded database attached where no other is configured."""

import os
import sys
from pathlib import Path

from django.core.management import execute_from_command_line

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    """Run a command of `shequyun.faces.cli` or of Django."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shequyun.config.settings")
    if "DATABASE_URL" not in os.environ:
        from shequyun.config import embedded

        embedded.attach(Path(os.environ.get("SHEQUYUN_DATA", ROOT / "var")))
    execute_from_command_line(["shequyun", *sys.argv[1:]])


if __name__ == "__main__":
    main()
