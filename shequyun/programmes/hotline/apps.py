"""Hotline: see the package."""

from django.apps import AppConfig


class HotlineConfig(AppConfig):
    name = "shequyun.programmes.hotline"
    label = "hotline"

    def ready(self) -> None:
        from shequyun.programmes.hotline.actions import order_lists  # noqa: F401 - registers lists of orders
