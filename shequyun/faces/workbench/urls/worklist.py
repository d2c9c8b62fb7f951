"""Tasks, visits, promises, and the calendar of working days."""

from django.urls import path

from shequyun.faces.workbench.views import calendar

urlpatterns = [path("calendar/", calendar.show_calendar, name="calendar")]
