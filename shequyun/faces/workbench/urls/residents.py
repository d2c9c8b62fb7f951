"""Pages of residents and households."""

from django.urls import path

from shequyun.faces.workbench.views import households, registers, resident_acts, residents

urlpatterns = [
    path("residents/", residents.list_residents, name="residents"),
    path("residents/export/", residents.export_residents, name="residents-export"),
    path("residents/tasks/", registers.share_chosen, {"kind": "resident"}, name="residents-tasks"),
    path("residents/labels/", registers.put_on_chosen, {"kind": "resident"}, name="residents-labels"),
    path("residents/new/", resident_acts.enter_resident, name="resident-enter"),
    path("residents/<uuid:pk>/", residents.show_resident, name="resident"),
    path("residents/<uuid:pk>/history/", residents.show_history, name="resident-history"),
    path("residents/<uuid:pk>/fields/<slug:field>/", residents.edit_field, name="resident-field"),
    path("residents/<uuid:pk>/fields/<slug:field>/reveal/", residents.reveal_field, name="resident-reveal"),
    path("residents/<uuid:pk>/documents/", resident_acts.add_paper, name="resident-documents"),
    path("residents/<uuid:pk>/arrival/", resident_acts.arrive, name="resident-arrival"),
    path("residents/<uuid:pk>/death/", resident_acts.die, name="resident-death"),
    path("residents/<uuid:pk>/merge/", resident_acts.merge_with, name="resident-merge"),
    path("documents/<uuid:pk>/reveal/", residents.reveal_number, name="document-reveal"),
    path("stays/<uuid:pk>/departure/", resident_acts.depart, name="stay-departure"),
    path("merges/<uuid:pk>/undoing/", resident_acts.unmerge_records, name="merge-undoing"),
    path("households/<uuid:pk>/", households.show_household, name="household"),
    path("households/<uuid:pk>/birth/", households.add_birth, name="household-birth"),
    path("households/<uuid:pk>/split/", households.split, name="household-split"),
    path("households/<uuid:pk>/merge/", households.merge_into, name="household-merge"),
]
