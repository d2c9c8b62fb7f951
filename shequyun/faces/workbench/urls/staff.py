"""Accounts, posts and roles."""

from django.urls import path

from shequyun.faces.workbench.views import staff

urlpatterns = [
    path("staff/", staff.list_staff, name="staff"),
    path("staff/new/", staff.create, name="staff-create"),
    path("staff/<uuid:pk>/", staff.show, name="staff-one"),
    path("staff/<uuid:pk>/acts/", staff.act, name="staff-act"),
    path("staff/<uuid:pk>/posts/", staff.assign, name="staff-posts"),
    path("posts/", staff.list_posts, name="posts"),
    path("posts/<uuid:pk>/ending/", staff.end, name="post-ending"),
    path("roles/", staff.list_roles, name="roles"),
    path("roles/<slug:code>/", staff.change, name="role"),
]
