"""Addresses of the workbench, one module per noun."""

from django.urls import include, path

app_name = "workbench"
_HERE = "shequyun.faces.workbench.urls"

urlpatterns = [
    path("", include(f"{_HERE}.{noun}"))
    for noun in (
        "home",
        "account",
        "residents",
        "places",
        "areas",
        "organisations",
        "facts",
        "intake",
        "worklist",
        "attachments",
        "cases",
        "hotline",
        "cohorts",
        "vaccination",
        "ledgers",
        "phones",
        "surveys",
        "deputies",
        "staff",
        "audit",
    )
]
