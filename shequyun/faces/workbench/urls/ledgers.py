"""Forms, fillings and ledgers."""

from django.urls import path

from shequyun.faces.workbench.views import catalogue, fillings, ledgers

urlpatterns = [
    path("ledgers/", ledgers.list_ledgers, name="ledgers"),
    path("ledgers/new/", ledgers.keep, name="ledgers-keep"),
    path("ledgers/<str:ledger>/", ledgers.show, name="ledger"),
    path("ledgers/<str:ledger>/print/", ledgers.print_out, name="ledger-print"),
    path("ledgers/<str:ledger>/export/", ledgers.export, name="ledger-export"),
    path("ledgers/<str:ledger>/columns/", ledgers.change, name="ledger-columns"),
    path("ledgers/<str:ledger>/removal/", ledgers.forget, name="ledger-removal"),
    path("forms/", catalogue.list_forms, name="forms"),
    path("forms/new/", catalogue.enter, name="forms-enter"),
    path("forms/<uuid:pk>/", catalogue.show_form, name="form"),
    path("forms/<uuid:pk>/columns/", catalogue.map_columns, name="form-columns"),
    path("forms/<uuid:pk>/description/", catalogue.describe, name="form-description"),
    path("forms/<uuid:pk>/decision/", catalogue.decide, name="form-decision"),
    path("forms/<uuid:pk>/blank/", catalogue.blank, name="form-blank"),
    path("people/form/", fillings.fill, name="people-fill"),
    path("fillings/", fillings.list_fillings, name="fillings"),
    path("fillings/<uuid:pk>/", fillings.show_filling, name="filling"),
    path("fillings/<uuid:pk>/state/", fillings.state, name="filling-state"),
    path("fillings/<uuid:pk>/file/", fillings.file, name="filling-file"),
    path("fillings/<uuid:pk>/tasks/", fillings.ask, name="filling-tasks"),
    path("residents/<uuid:pk>/forms/", fillings.fill_for_one, name="resident-forms"),
]
