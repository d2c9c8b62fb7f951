"""Discrepancies, the field dictionary, trust rules."""

from django.urls import path

from shequyun.faces.workbench.views import dictionary, discrepancies

urlpatterns = [
    path("discrepancies/", discrepancies.list_discrepancies, name="discrepancies"),
    path("discrepancies/settling/", discrepancies.settle_chosen, name="discrepancies-settling"),
    path("discrepancies/answers/", discrepancies.answer_source, name="discrepancies-answers"),
    path("dictionary/", dictionary.show_dictionary, name="dictionary"),
    path("dictionary/<slug:subject>/<slug:field>/", dictionary.show_field, name="dictionary-field"),
    path("dictionary/<slug:subject>/<slug:field>/trust/", dictionary.change_trust, name="dictionary-trust"),
    path("trust/", dictionary.show_trust, name="trust"),
]
