"""Addresses of the field app: the shell that every phone may fetch, enrolment by session, and sync by a phone's token."""

from django.urls import path

from shequyun.faces.field.views import enrolment, shell, sync

app_name = "field"

urlpatterns = [
    path("", shell.show, name="app"),
    path("sw.js", shell.worker, name="worker"),
    path("manifest.webmanifest", shell.manifest, name="manifest"),
    path("words/<slug:language>.json", shell.words, name="words"),
    path("account/", enrolment.account, name="account"),
    path("enrolment/", enrolment.enrol, name="enrolment"),
    path("api/slice/", sync.fetch_slice, name="slice"),
    path("api/envelopes/", sync.send, name="envelopes"),
    path("api/receipts/", sync.receipts, name="receipts"),
    path("api/forms/<uuid:pk>/", sync.fetch_form, name="publication-questions"),
    path("api/departure/", sync.leave, name="departure"),
]
