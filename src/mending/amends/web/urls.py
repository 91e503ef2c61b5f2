"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, include, path

from mending.amends.rules.amends import Part
from mending.amends.web import ending, listing, views

_ONE = "<uuid:amends>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", listing.overview, name="amends_list"),
    path("letters/", include("mending.amends.web.letter_urls")),
    path("harms/new/", listing.harm_new, name="harm_new"),
    path("harms/<uuid:harm>/", listing.harm_edit, name="harm"),
    path("harms/<uuid:harm>/remove/", listing.harm_remove, name="harm_remove"),
    path("harms/<uuid:harm>/put-back/", listing.harm_put_back, name="harm_put_back"),
    path("to/<uuid:person>/", listing.begin, name="amends_begin"),
    path(_ONE, views.detail, name="amends"),
    *(path(f"{_ONE}{part}/", views.write, {"part": part}, name=f"amends_{part}") for part in Part),
    path(f"{_ONE}screen/", views.screen, name="amends_screen"),
    path(f"{_ONE}screen/<str:question>/", views.question, name="amends_question"),
    path(f"{_ONE}handing/", ending.handing, name="amends_handing"),
    path(f"{_ONE}handing/take-back/", ending.take_back, name="amends_handing_take_back"),
    path(f"{_ONE}close/", ending.close, name="amends_close"),
    path(f"{_ONE}reopen/", ending.reopen, name="amends_reopen"),
    path(f"{_ONE}money/", ending.money, name="amends_money"),
    path(f"{_ONE}money/remove/", ending.money_remove, name="amends_money_remove"),
    path(f"{_ONE}money/put-back/", ending.money_put_back, name="amends_money_put_back"),
    path(f"{_ONE}living/", ending.living, name="amends_living"),
    path(f"{_ONE}remove/", views.take_out, name="amends_remove"),
    path(f"{_ONE}put-back/", views.bring_back, name="amends_put_back"),
]
