"""Writes of the hotline: lists that come in go through the intake; answers are handed in."""

from shequyun.programmes.hotline.actions.handing_in import HandedIn, hand_in

__all__ = ["HandedIn", "hand_in"]
