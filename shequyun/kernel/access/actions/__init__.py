"""What can be done with accounts, posts, roles and saved views."""

from shequyun.kernel.access.actions.managing import (
    assign_post,
    change_role,
    create_staff,
    end_post,
    reset_password,
    set_active,
    unlock,
)
from shequyun.kernel.access.actions.signing import (
    change_password,
    check_credentials,
    check_second_factor,
    enrol_totp,
    new_totp_secret,
    signed_in,
    switch_post,
    totp_uri,
    trace,
)
from shequyun.kernel.access.actions.views import remove_view, save_view

__all__ = [
    "assign_post",
    "change_password",
    "change_role",
    "check_credentials",
    "check_second_factor",
    "create_staff",
    "end_post",
    "enrol_totp",
    "new_totp_secret",
    "remove_view",
    "reset_password",
    "save_view",
    "set_active",
    "signed_in",
    "switch_post",
    "totp_uri",
    "trace",
    "unlock",
]
