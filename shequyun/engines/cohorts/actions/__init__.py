"""Writes of cohorts: saving, looking, rule labels."""

from shequyun.engines.cohorts.actions.following import define_rule, follow_rule
from shequyun.engines.cohorts.actions.looking import look
from shequyun.engines.cohorts.actions.saving import remove_cohort, save_cohort

__all__ = ["define_rule", "follow_rule", "look", "remove_cohort", "save_cohort"]
