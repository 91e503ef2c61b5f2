"""What every answer carries, and who is looking."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils import timezone, translation

from mending.accounts.queries import viewer_of
from mending.consent.queries import one_request

Handler = Callable[[HttpRequest], HttpResponse]

# Only our own files, no inline script or style, no frame, no other host (SAFETY C4).
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)


def careful_headers(next_handler: Handler) -> Handler:
    """Headers that keep a page to itself. A view that may be cached says so; all others are not kept."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = next_handler(request)
        response.headers["Content-Security-Policy"] = _POLICY
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["X-Frame-Options"] = "DENY"
        # No other host is told anything. With "no-referrer" browsers hide from us, too, where a form came from
        # (Origin: null), and every form would be refused as forged.
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        response.headers.setdefault("Cache-Control", "no-store")
        if "X-Kept" in request.headers:
            # A copy made beside the page in sight: late, it must not bring back what leaving took away.
            response.cookies.clear()
        return response

    return handle


KNOWN_METHODS = ("GET", "HEAD", "POST")


def known_methods_only(next_handler: Handler) -> Handler:
    """Pages are read and forms are sent. Nothing else is asked of a view, so that none answers it by accident."""

    def handle(request: HttpRequest) -> HttpResponse:
        if request.method not in KNOWN_METHODS:
            return HttpResponseNotAllowed(KNOWN_METHODS)
        return next_handler(request)

    return handle


def viewer_of_the_request(next_handler: Handler) -> Handler:
    """Put the viewer on the request, and speak in their language and time zone."""

    def handle(request: HttpRequest) -> HttpResponse:
        request.viewer = viewer_of(request.user)  # type: ignore[attr-defined]
        if request.viewer is None:  # type: ignore[attr-defined]
            return next_handler(request)
        zone, language = request.user.zone, request.user.language  # type: ignore[union-attr]
        with timezone.override(zone), translation.override(language), one_request():
            return next_handler(request)

    return handle
