"""The floor's door: once the libraries have looked at their settings, all middleware but the session's goes. Requests
come in turn as they do in the product."""

import os

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler

from uchastie.kernel.turns import InTurn

os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.floor_settings"
django.setup()
settings.MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
application = InTurn(WSGIHandler()) if settings.SQLITE else WSGIHandler()
