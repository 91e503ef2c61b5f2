"""Addresses of this room. All of them open without signing in, and none is logged."""

from django.urls import path

from mending.help.web import views

urlpatterns = [
    path("", views.start, name="help"),
    path("overdose/", views.overdose, name="help_overdose"),
    path("<slug:code>/", views.country_page, name="help_country"),
    path("<slug:code>/overdose/", views.overdose, name="help_country_overdose"),
]
