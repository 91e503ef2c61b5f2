"""Addresses of the front door."""

from django.urls import path

from mending.site.web import views

urlpatterns = [
    path("", views.front, name="front"),
    path("today/", views.today, name="today"),
]
