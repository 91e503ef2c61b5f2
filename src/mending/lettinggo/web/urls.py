"""Addresses of this room."""

from django.urls import path

from mending.lettinggo.web import back, days, ending, family, grief, lines, views

urlpatterns = [
    path("", views.everyone, name="letting_go_all"),
    path("lines/<uuid:own_line>/remove/", lines.remove, name="own_line_remove"),
    path("lines/<uuid:own_line>/put-back/", lines.put_back, name="own_line_put_back"),
    path("shared/<uuid:shared>/", family.decide, name="shared"),
    path("shared/<uuid:shared>/remove/", family.remove, name="shared_remove"),
    path("shared/<uuid:shared>/put-back/", family.put_back, name="shared_put_back"),
    path("days/<uuid:hard_day_id>/", days.edit, name="hard_day"),
    path("days/<uuid:hard_day_id>/remove/", days.remove, name="hard_day_remove"),
    path("days/<uuid:hard_day_id>/put-back/", days.put_back, name="hard_day_put_back"),
    path("<uuid:relationship_id>/", views.letting_go, name="letting_go"),
    path("<uuid:relationship_id>/end/", ending.choose, name="ending"),
    path("<uuid:relationship_id>/end/<slug:how>/", ending.end, name="ending_how"),
    path("<uuid:relationship_id>/take-back/", ending.take_back, name="ending_take_back"),
    path("<uuid:relationship_id>/promises/", ending.settle, name="ending_promises"),
    path("<uuid:relationship_id>/grief/", grief.steps, name="grief"),
    path("<uuid:relationship_id>/grief/<slug:grief>/", grief.write, name="grief_step"),
    path("<uuid:relationship_id>/grief/<slug:grief>/skip/", grief.skip, name="grief_skip"),
    path("<uuid:relationship_id>/grief/<slug:grief>/take-up/", grief.take_up, name="grief_take_up"),
    path("<uuid:relationship_id>/grief/<slug:grief>/remove/", grief.remove, name="grief_remove"),
    path("<uuid:relationship_id>/grief/<slug:grief>/put-back/", grief.put_back, name="grief_put_back"),
    path("<uuid:relationship_id>/keep/", lines.keep, name="keep"),
    path("<uuid:relationship_id>/say/", lines.say, name="say"),
    path("<uuid:relationship_id>/waiting/", lines.waiting, name="waiting"),
    path("<uuid:relationship_id>/back/", back.coming_back, name="coming_back"),
    path("<uuid:relationship_id>/family/", family.overview, name="family"),
    path("<uuid:relationship_id>/days/new/", days.new, name="hard_day_new"),
]
