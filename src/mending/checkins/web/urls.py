"""Addresses of this room."""

from django.urls import path

from mending.checkins.web import pictures, signs, views, weekly

urlpatterns = [
    path("", views.well, name="well"),
    path("check-in/", views.check_in, name="check_in"),
    path("check-in/<uuid:check_in>/take-back/", views.take_back, name="check_in_take_back"),
    path("check-in/<uuid:check_in>/put-back/", views.put_back, name="check_in_put_back"),
    path("questions/", views.choose, name="check_in_choose"),
    path("pictures/", pictures.pictures, name="well_pictures"),
    path("week/", weekly.week, name="review"),
    path("week/<uuid:review>/take-back/", weekly.take_back, name="review_take_back"),
    path("week/<uuid:review>/put-back/", weekly.put_back, name="review_put_back"),
    path("signs/", signs.signs, name="signs"),
    path("signs/<uuid:sign>/", signs.edit, name="sign"),
    path("signs/<uuid:sign>/move/<slug:way>/", signs.move, name="sign_move"),
    path("signs/<uuid:sign>/remove/", signs.remove, name="sign_remove"),
    path("signs/<uuid:sign>/put-back/", signs.put_back, name="sign_put_back"),
]
