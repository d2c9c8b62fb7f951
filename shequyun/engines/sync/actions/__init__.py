"""Writes of sync: phones come and go, envelopes are played or handed in at the desk, conflicts are settled."""

from shequyun.engines.sync.actions.devices import Enrolled, enrol_device, heard_from, release_device, revoke_device
from shequyun.engines.sync.actions.handing_in import hand_in
from shequyun.engines.sync.actions.players import words_of
from shequyun.engines.sync.actions.playing import play
from shequyun.engines.sync.actions.settling import receipt_choices, settle

__all__ = [
    "Enrolled",
    "enrol_device",
    "hand_in",
    "heard_from",
    "play",
    "receipt_choices",
    "release_device",
    "revoke_device",
    "settle",
    "words_of",
]
