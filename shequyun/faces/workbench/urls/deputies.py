"""Deputies: sessions, opinions, suggestions, public-opinion reports."""

from django.urls import path

from shequyun.faces.workbench.views import deputies, opinion_reports, opinions, sessions, suggestions

urlpatterns = [
    path("deputies/", deputies.list_deputies, name="deputies"),
    path("deputies/<uuid:pk>/ending/", deputies.end_deputy, name="deputy-ending"),
    path("stations/<uuid:pk>/ending/", deputies.end_station, name="station-ending"),
    path("sessions/", sessions.list_sessions, name="sessions"),
    path("sessions/new/", sessions.plan, name="sessions-new"),
    path("sessions/who/", opinions.find_who, name="sessions-who"),
    path("sessions/<uuid:pk>/", sessions.show_session, name="session"),
    path("sessions/<uuid:pk>/edit/", sessions.change, name="session-edit"),
    path("sessions/<uuid:pk>/state/", sessions.move, name="session-state"),
    path("sessions/<uuid:pk>/opinions/", opinions.record, name="session-opinions"),
    path("sessions/<uuid:pk>/report/", sessions.take_report, name="session-report"),
    path("opinions/<uuid:pk>/", opinions.mend, name="opinion"),
    path("suggestions/", suggestions.list_suggestions, name="suggestions"),
    path("suggestions/new/", opinions.make_suggestion, name="suggestions-new"),
    path("suggestions/<uuid:pk>/", suggestions.show_suggestion, name="suggestion"),
    path("suggestions/<uuid:pk>/acts/", suggestions.act, name="suggestion-act"),
    path("suggestions/<uuid:pk>/phone/", suggestions.see_phone, name="suggestion-phone"),
    path("public-opinion/", opinion_reports.list_reports, name="opinion-reports"),
    path("public-opinion/new/", opinion_reports.write, name="opinion-reports-new"),
    path("public-opinion/<uuid:pk>/", opinion_reports.show_report, name="opinion-report"),
    path("public-opinion/<uuid:pk>/edit/", opinion_reports.change, name="opinion-report-edit"),
    path("public-opinion/<uuid:pk>/course/", opinion_reports.follow, name="opinion-report-course"),
]
