"""Pages of buildings, homes, coverage, and saved views."""

from django.urls import path

from shequyun.faces.workbench.views import coverage, places, registers, saved_views

urlpatterns = [
    path("buildings/", places.list_buildings, name="buildings"),
    path("buildings/export/", places.export_buildings, name="buildings-export"),
    path("buildings/tasks/", registers.share_chosen, {"kind": "building"}, name="buildings-tasks"),
    path("buildings/corrections/", registers.correct_chosen, {"kind": "building"}, name="buildings-corrections"),
    path("buildings/<uuid:pk>/", places.show_building, name="building"),
    path("buildings/<uuid:pk>/edit/", places.edit_building, name="building-edit"),
    path("buildings/<uuid:pk>/homes/", places.add_home, name="building-homes"),
    path("homes/", places.list_dwellings, name="dwellings"),
    path("homes/export/", places.export_dwellings, name="dwellings-export"),
    path("homes/tasks/", registers.share_chosen, {"kind": "dwelling"}, name="dwellings-tasks"),
    path("homes/labels/", registers.put_on_chosen, {"kind": "dwelling"}, name="dwellings-labels"),
    path("homes/corrections/", registers.correct_chosen, {"kind": "dwelling"}, name="dwellings-corrections"),
    path("homes/<uuid:pk>/", places.show_dwelling, name="dwelling"),
    path("homes/<uuid:pk>/edit/", places.edit_dwelling, name="dwelling-edit"),
    path("coverage/", coverage.show_coverage, name="coverage"),
    path("coverage/<slug:code>/", coverage.show_committee, name="coverage-committee"),
    path("views/", saved_views.save, name="view-save"),
    path("views/<uuid:pk>/removal/", saved_views.remove, name="view-remove"),
]
