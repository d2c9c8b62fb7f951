"""Attachments: see the package."""

from django.apps import AppConfig


class AttachmentsConfig(AppConfig):
    name = "shequyun.kernel.attachments"
    label = "attachments"

    def ready(self) -> None:
        from shequyun.kernel.attachments import queries  # noqa: F401 - declares the subjects of the kernel
