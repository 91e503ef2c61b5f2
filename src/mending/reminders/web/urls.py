"""Addresses of this room."""

from django.urls import path

from mending.reminders.web import doors, places, views

urlpatterns = [
    path("", views.overview, name="reminders"),
    path("quiet/", views.quiet_hours, name="reminders_quiet"),
    path("off/", views.stop_all, name="reminders_off"),
    path("on-again/", views.resume, name="reminders_resume"),
    path("try/", views.try_now, name="reminders_try"),
    path("email/", places.email, name="reminders_email"),
    path("email/remove/", places.remove_email, name="reminders_email_remove"),
    path("browser/", places.browser, name="reminders_browser"),
    path("browser/remove/", places.remove_browsers, name="reminders_browser_remove"),
    path("calendar/", places.calendar, name="reminders_calendar"),
    path("calendar/close/", places.close_calendar, name="reminders_calendar_close"),
    path("stop/<str:token>/", doors.stop, name="reminders_stop"),
    path("feed/<str:secret>.ics", doors.feed, name="reminders_feed"),
    path("about/<slug:kind>/", views.edit, name="reminders_kind"),
]
