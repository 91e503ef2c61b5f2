"""Addresses of what whoever runs this Mending brings in for everyone."""

from django.urls import path

from mending.worksheets.web import shelf

urlpatterns = [
    path("", shelf.shelf, name="shelf"),
    path("new/", shelf.new, name="form_new"),
    path("install/", shelf.install, name="form_install"),
    path("<slug:brought>/take-off/", shelf.take_off, name="form_take_off"),
    path("<slug:brought>/put-back/", shelf.put_back, name="form_put_back"),
]
