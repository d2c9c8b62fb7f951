"""Cohorts and labels."""

from django.urls import path

from shequyun.faces.workbench.views import cohorts, labels

urlpatterns = [
    path("people/", cohorts.show_people, name="people"),
    path("people/count.json", cohorts.count_people, name="people-count"),
    path("people/print/", cohorts.print_people, name="people-print"),
    path("people/export/", cohorts.export_people, name="people-export"),
    path("people/labels/", cohorts.label_people, name="people-label"),
    path("cohorts/", cohorts.list_cohorts, name="cohorts"),
    path("cohorts/save/", cohorts.save, name="cohort-save"),
    path("cohorts/<uuid:pk>/looks/", cohorts.take_look, name="cohort-look"),
    path("cohorts/<uuid:pk>/removal/", cohorts.remove, name="cohort-remove"),
    path("labels/", labels.list_labels, name="labels"),
    path("labels/new/", labels.define, name="label-define"),
    path("labels/<uuid:pk>/", labels.change, name="label"),
    path("labels/<uuid:pk>/retirement/", labels.retire, name="label-retire"),
    path("residents/<uuid:pk>/labels/", labels.put_on_resident, name="resident-label"),
    path("dwellings/<uuid:pk>/labels/", labels.put_on_dwelling, name="dwelling-label"),
    path("labellings/<uuid:pk>/end/", labels.take, name="labelling-end"),
]
