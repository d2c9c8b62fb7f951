"""Areas, grids, and other names of addresses."""

from django.urls import path

from shequyun.faces.workbench.views import areas, reorganising

urlpatterns = [
    path("areas/reorganisation/", reorganising.show, name="reorganisation"),
    path("areas/reorganisation/merging/", reorganising.merge, name="reorganisation-merging"),
    path("areas/reorganisation/buildings/", reorganising.move, name="reorganisation-buildings"),
    path("areas/<slug:code>/", areas.show_area, name="area"),
    path("areas/<slug:code>/grids/", areas.open_grid, name="area-grids"),
    path("areas/<slug:code>/grid/", areas.change_grid, name="area-grid"),
    path("areas/<slug:code>/names/", areas.change_name, name="area-names"),
]
