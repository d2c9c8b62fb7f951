"""Reading phones, slices and envelopes."""

from shequyun.engines.sync.queries.devices import (
    DeviceGone,
    UnknownDevice,
    actor_with,
    device_of,
    device_with,
    devices,
)
from shequyun.engines.sync.queries.envelopes import Sent, conflict_of, open_conflicts, sent
from shequyun.engines.sync.queries.slicing import Busy, slice_of

__all__ = [
    "Busy",
    "DeviceGone",
    "Sent",
    "UnknownDevice",
    "actor_with",
    "conflict_of",
    "device_of",
    "device_with",
    "devices",
    "open_conflicts",
    "sent",
    "slice_of",
]
