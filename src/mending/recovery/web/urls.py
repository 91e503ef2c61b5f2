"""Addresses of this room."""

from django.urls import path

from mending.recovery.web import returning, times, windows

urlpatterns = [
    path("", times.overview, name="recovery_time"),
    path("add/", times.add, name="time_add"),
    path("times/<uuid:time>/", times.edit, name="time_edit"),
    path("times/<uuid:time>/hide/", times.hide, name="time_hide"),
    path("times/<uuid:time>/show/", times.show, name="time_show"),
    path("times/<uuid:time>/remove/", times.remove, name="time_remove"),
    path("times/<uuid:time>/put-back/", times.put_back, name="time_put_back"),
    path("windows/", windows.windows, name="windows"),
    path("windows/add/", windows.add, name="window_add"),
    path("windows/<uuid:window>/answer/", windows.answer, name="window_answer"),
    path("windows/<uuid:window>/close/", windows.close, name="window_close"),
    path("windows/<uuid:window>/reopen/", windows.reopen, name="window_reopen"),
    path("return/", returning.step, name="return_to_use"),
    path("return/kept/", returning.kept, name="return_kept"),
    path("return/<slug:step>/", returning.step, name="return_step"),
    path("returns/<uuid:slip>/", returning.edit, name="return_edit"),
    path("returns/<uuid:slip>/remove/", returning.remove, name="return_remove"),
    path("returns/<uuid:slip>/put-back/", returning.put_back, name="return_put_back"),
    path("returns/<uuid:slip>/look-back/", returning.look_back, name="return_look_back"),
]
