"""The two doors that need no signing in, since what opens them is secret: the stop link, and the calendar feed."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from mending.foundation import clock
from mending.reminders.actions import stopping
from mending.reminders.actions.tokens import read_stop_token
from mending.reminders.queries.feed import events, reader_of
from mending.reminders.rules.calendar import write
from mending.reminders.web.places import too_often


# A mail program stops a reminder by itself, with a POST and no page before it (RFC 8058).
@csrf_exempt
@login_not_required
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """One page with one button, and what it stops is stopped. It does not say whose it is or what about."""
    if too_often(request, "reminder_door"):
        return HttpResponse(status=429)
    if read_stop_token(token) is None:
        raise Http404
    if request.method == "POST":
        stopping.stop_by_token(token=token)
    return render(request, "reminders/stop.html", {"done": request.method == "POST"})


@login_not_required
@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar. A closed one and one that never was are the same."""
    if too_often(request, "reminder_door"):
        return HttpResponse(status=429)
    viewer = reader_of(secret)
    if viewer is None:
        raise Http404
    written = write(events(viewer), title=gettext("Reminder"), stamp=clock.now())
    return HttpResponse(written, content_type="text/calendar; charset=utf-8")
