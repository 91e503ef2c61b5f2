"""Addresses of the front door."""

from django.urls import path

from mending.site.web import device, leaving, log, looks, offline, today, views

urlpatterns = [
    path("", views.front, name="front"),
    path("privacy/", views.privacy, name="privacy"),
    path("log/", log.log, name="log"),
    path("today/", today.today, name="today"),
    path("leave/", leaving.leave, name="leave"),
    path("theme/", looks.theme, name="theme"),
    path("gallery/", looks.gallery, name="gallery"),
    path("offline/", offline.shell, name="offline"),
    path("alive/", offline.alive, name="alive"),
    path("sw.js", device.worker, name="worker"),
    path("manifest.webmanifest", device.manifest, name="manifest"),
]
