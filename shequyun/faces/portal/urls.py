"""Addresses of the portal. Short, because some are typed from paper."""

from django.urls import path

from shequyun.faces.portal.views import cases

app_name = "portal"
urlpatterns = [
    path("q/", cases.enter_code, name="follow-code"),
    path("q/<str:code>/", cases.show_case, name="follow"),
    path("q/<str:code>/rating/", cases.rate, name="follow-rating"),
    path("q/<str:code>/reopening/", cases.reopen, name="follow-reopening"),
]
