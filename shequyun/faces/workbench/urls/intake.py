"""The import wizard."""

from django.urls import path

from shequyun.faces.workbench.views import intake

urlpatterns = [
    path("imports/", intake.list_uploads, name="uploads"),
    path("imports/blank/<slug:subject>/", intake.blank, name="upload-blank"),
    path("imports/<uuid:pk>/", intake.show_upload, name="upload"),
    path("imports/<uuid:pk>/state/", intake.state, name="upload-state"),
    path("imports/<uuid:pk>/columns/", intake.columns, name="upload-columns"),
    path("imports/<uuid:pk>/rows/", intake.rows, name="upload-rows"),
    path("imports/<uuid:pk>/decisions/", intake.decide, name="upload-decisions"),
    path("imports/<uuid:pk>/commit/", intake.commit, name="upload-commit"),
    path("imports/<uuid:pk>/restart/", intake.restart, name="upload-restart"),
    path("imports/<uuid:pk>/undoing/", intake.undo, name="upload-undoing"),
    path("imports/<uuid:pk>/taking-over/", intake.take_over, name="upload-taking-over"),
    path("imports/<uuid:pk>/discarding/", intake.discard, name="upload-discarding"),
    path("imports/<uuid:pk>/marked/", intake.marked, name="upload-marked"),
]
