"""Addresses of the API."""

from django.urls import path

from shequyun.faces.api import georeport, openrosa

app_name = "api"

urlpatterns = [
    path("openrosa/formList", openrosa.form_list, name="form-list"),
    path("openrosa/forms/<uuid:pk>.xml", openrosa.form, name="form-xml"),
    path("openrosa/manifests/<uuid:pk>.xml", openrosa.manifest, name="form-manifest"),
    path("openrosa/media/<uuid:pk>/subjects.csv", openrosa.subjects, name="form-subjects"),
    path("openrosa/submission", openrosa.submit, name="submission"),
    path("open311/discovery.<slug:form>", georeport.discovery, name="georeport-discovery"),
    path("open311/v2/discovery.<slug:form>", georeport.discovery, name="georeport-discovery"),
    path("open311/v2/services.<slug:form>", georeport.list_services, name="georeport-services"),
    path("open311/v2/services/<str:code>.<slug:form>", georeport.show_service, name="georeport-service"),
    path("open311/v2/requests.<slug:form>", georeport.list_requests, name="georeport-requests"),
    path("open311/v2/requests/<slug:key>.<slug:form>", georeport.show_request, name="georeport-request"),
    path("open311/v2/tokens/<slug:key>.<slug:form>", georeport.show_token, name="georeport-token"),
]
