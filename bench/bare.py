"""Django with one view, in the same server with the same options: what a start costs at the least."""

import sys

from django.conf import settings  # noqa: TID251  this one has no site room
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path


def hello(request: HttpRequest, **_: str) -> HttpResponse:
    return HttpResponse("hello")


urlpatterns = [path("<path:anything>", hello)]

if __name__ == "__main__":
    settings.configure(ROOT_URLCONF="bench.bare", ALLOWED_HOSTS=["*"], SECRET_KEY="bench")
    from gunicorn.app.base import BaseApplication

    class Bare(BaseApplication):
        def load_config(self) -> None:
            port = sys.argv[sys.argv.index("--port") + 1]
            options = {"bind": f"127.0.0.1:{port}", "workers": 2, "threads": 4, "worker_class": "gthread"}
            for name, value in {**options, "preload_app": True, "loglevel": "warning"}.items():
                self.cfg.set(name, value)

        def load(self) -> object:
            return get_wsgi_application()

    Bare().run()
