"""The application for granian. Behind nginx on the same machine (SHEQUYUN_HTTPS=1) the caller's address is the browser's."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver
from granian.utils.proxies import wrap_wsgi_with_proxy_headers

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shequyun.config.settings")
application = get_wsgi_application()
if os.environ.get("SHEQUYUN_HTTPS") == "1":
    application = wrap_wsgi_with_proxy_headers(application, trusted_hosts="127.0.0.1")
_ = get_resolver().url_patterns  # every page is loaded before the first is asked for
gc.collect()
gc.freeze()  # what is loaded now stays: looking through it for rubbish took a tenth of each page
