"""Writes of labels: the dictionary, labellings by hand, and those that follow from rules."""

from shequyun.kernel.labels.actions.defining import define_label, retire_label
from shequyun.kernel.labels.actions.following import Followed, follow
from shequyun.kernel.labels.actions.putting import put_label, take_label

__all__ = ["Followed", "define_label", "follow", "put_label", "retire_label", "take_label"]
