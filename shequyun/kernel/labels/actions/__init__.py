"""Writes of labels: the dictionary, labellings by hand, and those that follow from rules."""

from shequyun.kernel.labels.actions.defining import CHANGEABLE, change_label, define_label, own_label, retire_label
from shequyun.kernel.labels.actions.following import Followed, follow, follow_each
from shequyun.kernel.labels.actions.putting import put_label, take_label

__all__ = [
    "CHANGEABLE",
    "Followed",
    "change_label",
    "define_label",
    "follow",
    "follow_each",
    "own_label",
    "put_label",
    "retire_label",
    "take_label",
]
