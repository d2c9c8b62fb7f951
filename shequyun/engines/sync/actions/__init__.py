"""Writes of sync: phones come and go, envelopes are played, conflicts are settled."""

from shequyun.engines.sync.actions.devices import Enrolled, enrol_device, heard_from, revoke_device
from shequyun.engines.sync.actions.playing import play
from shequyun.engines.sync.actions.settling import settle

__all__ = ["Enrolled", "enrol_device", "heard_from", "play", "revoke_device", "settle"]
