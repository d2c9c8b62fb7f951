"""The start page and the one search box."""

from django.urls import path

from shequyun.faces.workbench.views import home, search

urlpatterns = [path("", home.show_home, name="home"), path("search/", search.show_results, name="search")]
