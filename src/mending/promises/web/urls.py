"""Addresses of this room."""

from django.urls import path

from mending.promises.web import days, still_open, views

urlpatterns = [
    path("", views.overview, name="promises"),
    path("new/", views.new, name="promise_new"),
    path("open/", still_open.open_days, name="promises_open"),
    path("open/undo/", still_open.undo_several, name="promises_open_undo"),
    path("open/leave/", still_open.leave_open, name="promises_leave_open"),
    path("open/look-again/", still_open.look_again, name="promises_look_again"),
    path("<uuid:promise>/", views.detail, name="promise"),
    path("<uuid:promise>/edit/", views.edit, name="promise_edit"),
    path("<uuid:promise>/end/", views.finish, name="promise_end"),
    path("<uuid:promise>/undo/", views.undo, name="promise_undo"),
    path("<uuid:promise>/remove/", views.take_out, name="promise_remove"),
    path("<uuid:promise>/put-back/", views.bring_back, name="promise_put_back"),
    path("<uuid:promise>/<day:on>/", days.answer_day, name="promise_day"),
    path("<uuid:promise>/<day:on>/kept/", days.keep, name="promise_kept"),
    path("<uuid:promise>/<day:on>/undo/", days.undo, name="promise_day_undo"),
    path("<uuid:promise>/<day:on>/renegotiate/", days.renegotiate_day, name="promise_renegotiate"),
]
