"""Who may sign in, and what they may do where."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "shequyun.kernel.access"
    label = "access"
