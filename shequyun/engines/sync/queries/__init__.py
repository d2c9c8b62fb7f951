"""Reading phones, slices and envelopes."""

from shequyun.engines.sync.queries import form_part, label_part, work_part  # noqa: F401 - register their parts of the slice
from shequyun.engines.sync.queries.about import About, about
from shequyun.engines.sync.queries.devices import (
    DeviceGone,
    UnknownDevice,
    actor_with,
    device_of,
    device_with,
    devices,
)
from shequyun.engines.sync.queries.envelopes import (
    conflict_of,
    laid_out,
    open_conflict_count,
    open_conflicts,
    receipts_of,
    sent,
)
from shequyun.engines.sync.queries.handing import office_point
from shequyun.engines.sync.queries.parts import Part, register_part
from shequyun.engines.sync.queries.slicing import Busy, packed, slice_of

__all__ = [
    "About",
    "Busy",
    "DeviceGone",
    "Part",
    "UnknownDevice",
    "about",
    "actor_with",
    "conflict_of",
    "device_of",
    "device_with",
    "devices",
    "laid_out",
    "office_point",
    "open_conflict_count",
    "open_conflicts",
    "packed",
    "receipts_of",
    "register_part",
    "sent",
    "slice_of",
]
