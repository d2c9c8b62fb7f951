"""The audit trail."""

from django.urls import path

from shequyun.faces.workbench.views import audit

urlpatterns = [path("audit/", audit.list_entries, name="audit"), path("audit/check/", audit.check, name="audit-check")]
