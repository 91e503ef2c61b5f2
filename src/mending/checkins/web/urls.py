"""Addresses of this room."""

from django.urls import path

from mending.checkins.web import pictures, views

urlpatterns = [
    path("", views.well, name="well"),
    path("check-in/", views.check_in, name="check_in"),
    path("check-in/<uuid:check_in>/take-back/", views.take_back, name="check_in_take_back"),
    path("check-in/<uuid:check_in>/put-back/", views.put_back, name="check_in_put_back"),
    path("questions/", views.choose, name="check_in_choose"),
    path("pictures/", pictures.pictures, name="well_pictures"),
]
