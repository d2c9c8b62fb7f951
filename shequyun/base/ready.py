"""Imported first by the server that helpers are forked from (`processes`): Django is ready afterwards, in every helper.

What is there by then is never collected, so that helpers share it instead of each copying it.
"""

import gc

import django

django.setup()
gc.freeze()
