"""The field app as the desk sees it: where to get it, phones, conflicts, and files that phones could not send."""

from django.urls import path

from shequyun.faces.workbench.views import phones

urlpatterns = [
    path("phones/app/", phones.show_app, name="field-app"),
    path("phones/", phones.list_devices, name="devices"),
    path("phones/<uuid:pk>/revocation/", phones.revoke, name="device-revocation"),
    path("door/conflicts/", phones.list_conflicts, name="conflicts"),
    path("door/conflicts/<uuid:pk>/settlement/", phones.settle_conflict, name="conflict-settlement"),
    path("door/hand-in/", phones.take_in, name="hand-in"),
]
