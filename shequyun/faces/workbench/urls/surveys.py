"""Collection forms."""

from django.urls import path

from shequyun.faces.workbench.views import publications, surveys

urlpatterns = [
    path("surveys/", surveys.list_surveys, name="surveys"),
    path("surveys/new/", surveys.enter, name="surveys-enter"),
    path("surveys/collect/", surveys.set_up_collect, name="surveys-collect"),
    path("surveys/<uuid:pk>/", surveys.show_survey, name="survey"),
    path("surveys/<uuid:pk>/meaning/", surveys.map_all, name="survey-meaning"),
    path("surveys/<uuid:pk>/description/", surveys.describe, name="survey-description"),
    path("surveys/<uuid:pk>/publications/", publications.publish_here, name="survey-publication"),
    path("people/surveys/", publications.publish_list, name="people-survey"),
    path("surveys/publications/<uuid:pk>/", publications.show_publication, name="publication"),
    path("surveys/publications/<uuid:pk>/closing/", publications.close, name="publication-closing"),
    path("surveys/publications/<uuid:pk>/export/", publications.export, name="publication-export"),
    path("surveys/answers/<uuid:pk>/", publications.show_answer, name="answer"),
]
