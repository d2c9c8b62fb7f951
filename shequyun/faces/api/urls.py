"""Addresses of the API."""

from django.urls import path

from shequyun.faces.api import openrosa

app_name = "api"

urlpatterns = [
    path("openrosa/formList", openrosa.form_list, name="form-list"),
    path("openrosa/forms/<uuid:pk>.xml", openrosa.form, name="form-xml"),
    path("openrosa/manifests/<uuid:pk>.xml", openrosa.manifest, name="form-manifest"),
    path("openrosa/media/<uuid:pk>/subjects.csv", openrosa.subjects, name="form-subjects"),
    path("openrosa/submission", openrosa.submit, name="submission"),
]
