"""Orders of the hotline."""

from django.urls import path

from shequyun.faces.workbench.views import hotline

urlpatterns = [
    path("hotline/", hotline.list_orders, name="hotline"),
    path("hotline/answers/", hotline.hand_in_answers, name="hotline-answers"),
]
