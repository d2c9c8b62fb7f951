"""Signing in and one's own account."""

from django.urls import path

from shequyun.faces.workbench.views import account

urlpatterns = [
    path("sign-in/", account.sign_in, name="sign-in"),
    path("sign-in/code/", account.sign_in_code, name="sign-in-code"),
    path("sign-out/", account.sign_out, name="sign-out"),
    path("account/password/", account.password, name="password"),
    path("account/second-factor/", account.second_factor, name="second-factor"),
    path("account/post/", account.switch, name="post-switch"),
]
