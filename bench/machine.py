"""The machine and the programs on it, so that numbers can be read later."""

import os
import platform
import time
from datetime import UTC, datetime
from pathlib import Path

from django.db import connection


def described() -> dict[str, str]:
    """What stands above the table."""
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('server_version'), current_setting('shared_buffers')")
        version, buffers = cursor.fetchone()
    return {
        "measured": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "cores": str(os.cpu_count()),
        "processor": _processor(),
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GB",
        "Python": platform.python_version(),
        "PostgreSQL": f"{version}, shared_buffers {buffers}",
        "others at work": f"{os.getloadavg()[1]:.1f} processes wanted a core; a busy loop got {_share():.0%} of one",
    }


def _share() -> float:
    """How much of a core a busy loop gets: below 100 % others work beside the bench, and its times are too long."""
    begin, used = time.perf_counter(), time.process_time()
    while time.perf_counter() < begin + 1:
        pass
    return (time.process_time() - used) / (time.perf_counter() - begin)


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()
