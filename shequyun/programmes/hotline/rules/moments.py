"""Moments and spans of time as lists write them. Pure."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from shequyun.base.widths import half_width
from shequyun.kernel.residents.rules.contacts import read_date

_CLOCK = re.compile(r"[T\s]*(\d{1,2})[:时点](?:(\d{1,2})分?)?(?::(\d{1,2})(?:\.\d+)?)?(?:\d{0,2}秒)?$")
_SPAN = re.compile(r"(\d{1,3})\s*(?:个)?\s*(工作日|工作小时|自然日|天|日|小时|时)(?:内|以内)?$")
_UNITS = {"工作日": "wd", "工作小时": "wh", "自然日": "cd", "天": "cd", "日": "cd", "小时": "h", "时": "h"}


def read_moment(said: Any, *, today: date, else_at: time) -> datetime:
    """2026-11-20 09:30, 2026年11月20日9时30分, 2026/11/20, an Excel number. A day alone stands for its `else_at`.

    Without a time zone. Refuses what is neither (dates.unread).
    """
    if isinstance(said, datetime):
        return said.replace(tzinfo=None)
    if isinstance(said, float | int):
        day = read_date(float(said), today=today)
        part = float(said) % 1
        return datetime.combine(day, time()) + timedelta(seconds=round(part * 86400)) if part else _at(day, else_at)
    text = _half(str(said)).strip()
    found = _CLOCK.search(text)
    if found and found.start():
        hour, minute, second = (int(part or 0) for part in found.groups())
        if hour < 24 and minute < 60 and second < 60:
            return datetime.combine(read_date(text[: found.start()], today=today), time(hour, minute, second))
    return _at(read_date(text, today=today), else_at)


def read_span(said: Any) -> tuple[int, str] | None:
    """5个工作日, 3天, 24小时 as (5, "wd"), (3, "cd"), (24, "h"); None for anything else."""
    found = _SPAN.fullmatch(_half(str(said)).strip())
    return (int(found[1]), _UNITS[found[2]]) if found else None


def _at(day: date, moment: time) -> datetime:
    return datetime.combine(day, moment)


def _half(text: str) -> str:
    return half_width(text).replace("\u3000", " ")
