"""What can be done with residents and their households."""

from shequyun.kernel.residents.actions.confirming import Confirmed, confirm_home
from shequyun.kernel.residents.actions.correcting import correct
from shequyun.kernel.residents.actions.dying import record_death
from shequyun.kernel.residents.actions.entering import Paper, add_document, enter, record_birth
from shequyun.kernel.residents.actions.households import merge_households, split_household
from shequyun.kernel.residents.actions.looking_up import look_up
from shequyun.kernel.residents.actions.merging import merge, unmerge
from shequyun.kernel.residents.actions.moving import change_end, move_in, move_out
from shequyun.kernel.residents.actions.reorganising import Reorganised, merge_committee, move_buildings
from shequyun.kernel.residents.actions.revealing import reveal, reveal_document

__all__ = [
    "Confirmed",
    "Paper",
    "Reorganised",
    "add_document",
    "change_end",
    "confirm_home",
    "correct",
    "enter",
    "look_up",
    "merge",
    "merge_committee",
    "merge_households",
    "move_buildings",
    "move_in",
    "move_out",
    "record_birth",
    "record_death",
    "reveal",
    "reveal_document",
    "split_household",
    "unmerge",
]
