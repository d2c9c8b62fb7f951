"""Pages of organisations."""

from django.urls import path

from shequyun.faces.workbench.views import organisations, registers

urlpatterns = [
    path("organisations/", organisations.list_organisations, name="organisations"),
    path("organisations/export/", organisations.export_organisations, name="organisations-export"),
    path("organisations/tasks/", registers.share_chosen, {"kind": "organisation"}, name="organisations-tasks"),
    path("organisations/labels/", registers.put_on_chosen, {"kind": "organisation"}, name="organisations-labels"),
    path(
        "organisations/corrections/",
        registers.correct_chosen,
        {"kind": "organisation"},
        name="organisations-corrections",
    ),
    path("organisations/<uuid:pk>/", organisations.show_organisation, name="organisation"),
    path("organisations/<uuid:pk>/edit/", organisations.edit_organisation, name="organisation-edit"),
    path("buildings/<uuid:pk>/organisations/", organisations.enter_organisation, name="building-organisations"),
]
