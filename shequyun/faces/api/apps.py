"""The API: see the package."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "shequyun.faces.api"
    label = "api"
