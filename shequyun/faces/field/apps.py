"""The field app: the face of workers at the door."""

from django.apps import AppConfig


class FieldConfig(AppConfig):
    name = "shequyun.faces.field"
    label = "field"
