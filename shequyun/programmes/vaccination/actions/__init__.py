"""Writes of vaccination: doses, reasons against them, and what follows."""

from shequyun.programmes.vaccination.actions.calling import Called, record_call
from shequyun.programmes.vaccination.actions.exporting import export_bundle
from shequyun.programmes.vaccination.actions.following import follow_all
from shequyun.programmes.vaccination.actions.recalling import recall
from shequyun.programmes.vaccination.actions.recording import Recorded, record_dose, record_doses, withdraw_dose
from shequyun.programmes.vaccination.actions.remarking import end_remark, record_remark
from shequyun.programmes.vaccination.actions.scheduling import Loaded, load_schedules

__all__ = [
    "Called",
    "Loaded",
    "Recorded",
    "end_remark",
    "export_bundle",
    "follow_all",
    "load_schedules",
    "recall",
    "record_call",
    "record_dose",
    "record_doses",
    "record_remark",
    "withdraw_dose",
]
