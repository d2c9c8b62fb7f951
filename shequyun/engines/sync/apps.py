"""Sync: see models."""

from django.apps import AppConfig


class SyncConfig(AppConfig):
    name = "shequyun.engines.sync"
    label = "sync"

    def ready(self) -> None:
        from shequyun.base.moving import before_moving
        from shequyun.engines.sync.actions.devices import check_none_out

        before_moving(check_none_out)
