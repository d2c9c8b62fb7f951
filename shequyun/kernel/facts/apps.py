"""The one door for facts."""

from django.apps import AppConfig


class FactsConfig(AppConfig):
    name = "shequyun.kernel.facts"
    label = "facts"
