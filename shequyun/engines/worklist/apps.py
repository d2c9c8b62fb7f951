"""Worklist: see models."""

from django.apps import AppConfig


class WorklistConfig(AppConfig):
    name = "shequyun.engines.worklist"
    label = "worklist"
