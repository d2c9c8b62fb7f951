"""The one door: observation -> compare -> decide -> change or discrepancy -> current value with provenance.

These are the steps; actions of the apps that own the subjects, and the intake engine, call them inside their own
transaction and record what they did. One observation and 100,000 go the same way.
"""

from shequyun.kernel.facts.actions.applying import Applied, apply, drop_staged, outdated_rows
from shequyun.kernel.facts.actions.batches import open_batch
from shequyun.kernel.facts.actions.comparing import compare
from shequyun.kernel.facts.actions.disclosing import record_export
from shequyun.kernel.facts.actions.noting import forget_field_note, note_field
from shequyun.kernel.facts.actions.observing import observe
from shequyun.kernel.facts.actions.settling import settle_all
from shequyun.kernel.facts.actions.staging import Say, stage
from shequyun.kernel.facts.actions.trusting import set_trust
from shequyun.kernel.facts.actions.undoing import Unchanged, undo

__all__ = [
    "Applied",
    "Say",
    "Unchanged",
    "apply",
    "compare",
    "drop_staged",
    "forget_field_note",
    "note_field",
    "observe",
    "open_batch",
    "outdated_rows",
    "record_export",
    "set_trust",
    "settle_all",
    "stage",
    "undo",
]
