"""The design system: components, styles and scripts. Knows no domain."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "shequyun.ui"
    label = "ui"
