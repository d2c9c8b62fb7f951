"""Sync: see models."""

from django.apps import AppConfig


class SyncConfig(AppConfig):
    name = "shequyun.engines.sync"
    label = "sync"
