"""The door for the web server."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from uchastie.kernel.turns import InTurn

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "uchastie.project.settings")

# PostgreSQL answers from another process: while one request waits for it, another works.
application = InTurn(get_wsgi_application()) if settings.SQLITE else get_wsgi_application()
