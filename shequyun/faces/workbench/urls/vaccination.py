"""Vaccination."""

from django.urls import path

from shequyun.faces.workbench.views import doses, recalls, vaccination

urlpatterns = [
    path("vaccination/", vaccination.show_coverage, name="vaccination"),
    path("vaccination/areas/<slug:code>/", vaccination.show_committee, name="vaccination-committee"),
    path("vaccination/schedules/", vaccination.show_schedules, name="vaccination-schedules"),
    path("vaccination/recall/", recalls.show_recall, name="vaccination-recall"),
    path("vaccination/reconciliation/", recalls.show_reconciliation, name="vaccination-reconciliation"),
    path("vaccination/export/", recalls.export_bundle, name="vaccination-export"),
    path("residents/<uuid:pk>/calls/", recalls.record_call, name="resident-calls"),
    path("residents/<uuid:pk>/doses/", doses.record, name="resident-doses"),
    path("residents/<uuid:pk>/vaccine-reasons/", doses.remark, name="resident-vaccine-reasons"),
    path("doses/<uuid:pk>/withdrawal/", doses.withdraw, name="dose-withdrawal"),
    path("vaccine-reasons/<uuid:pk>/end/", doses.end, name="vaccine-reason-end"),
]
