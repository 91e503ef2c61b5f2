"""Addresses of the front door."""

from django.urls import path

from mending.site.web import log, views

urlpatterns = [
    path("", views.front, name="front"),
    path("privacy/", views.privacy, name="privacy"),
    path("log/", log.log, name="log"),
    path("today/", views.today, name="today"),
]
