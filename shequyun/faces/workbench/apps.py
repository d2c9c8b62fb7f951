"""The workbench: the face of committee workers and subdistrict offices at the desk."""

from django.apps import AppConfig


class WorkbenchConfig(AppConfig):
    name = "shequyun.faces.workbench"
    label = "workbench"
