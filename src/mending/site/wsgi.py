"""The application, for a server of one's own. `mending serve` looks and loads by itself (site/cli/server.py)."""

import os
from urllib.parse import urlsplit

from django.core.wsgi import get_wsgi_application
from django.db import connections

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mending.site.settings")
application = get_wsgi_application()

from mending.site import environment, starting  # noqa: E402  settings come first

# Where that server listens is its own affair; what people type says whether others can reach it.
starting.refuse(urlsplit(environment.read().url).hostname or "")
connections.close_all()
