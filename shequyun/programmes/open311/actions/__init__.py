"""Writes of Open311: opening an area, giving keys out and taking them back, bringing a matter in."""

from shequyun.programmes.open311.actions.bringing import Attached, bring
from shequyun.programmes.open311.actions.keys import close_area, issue_key, open_area, revoke_key
from shequyun.programmes.open311.actions.throttling import check_asking

__all__ = ["Attached", "bring", "check_asking", "close_area", "issue_key", "open_area", "revoke_key"]
