"""Addresses of this room."""

from django.urls import path

from mending.charts.web import views

urlpatterns = [
    path("", views.all_of_them, name="record"),
    path("myself/", views.to_myself, name="record_myself"),
    path("<uuid:person>/", views.to_someone, name="record_person"),
]
