"""Writes of forms and ledgers."""

from shequyun.engines.ledgers.actions.asking import ask_for_gaps
from shequyun.engines.ledgers.actions.filling import fill_for_one, fill_form, take_blank, take_file
from shequyun.engines.ledgers.actions.forms import decide_form, describe_form, enter_form, enter_shipped, map_form
from shequyun.engines.ledgers.actions.ledgers import change_ledger, forget_ledger, keep_ledger, take_ledger

__all__ = [
    "ask_for_gaps",
    "change_ledger",
    "decide_form",
    "describe_form",
    "enter_form",
    "enter_shipped",
    "fill_for_one",
    "fill_form",
    "forget_ledger",
    "keep_ledger",
    "map_form",
    "take_blank",
    "take_file",
    "take_ledger",
]
