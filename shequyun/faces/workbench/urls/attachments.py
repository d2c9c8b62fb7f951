"""Files on subjects."""

from django.urls import path

from shequyun.faces.workbench.views import attachments

urlpatterns = [
    path("attachments/", attachments.add, name="attachments"),
    path("attachments/<uuid:pk>/", attachments.show, name="attachment"),
    path("attachments/<uuid:pk>/thumbnail/", attachments.show_thumbnail, name="attachment-thumbnail"),
    path("attachments/<uuid:pk>/removal/", attachments.remove, name="attachment-removal"),
]
