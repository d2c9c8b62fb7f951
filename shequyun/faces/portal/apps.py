"""The portal: the face of residents."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "shequyun.faces.portal"
    label = "portal"
