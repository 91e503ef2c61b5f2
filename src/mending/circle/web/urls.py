"""Addresses of this room."""

from django.urls import path

from mending.circle.web import changing, contacts, groups, logged, telling, views

urlpatterns = [
    path("", views.circle, name="circle"),
    path("map/", views.circle_map, name="circle_map"),
    path("add/", views.add, name="circle_add"),
    path("contacts/", contacts.contact_log, name="contact_log"),
    path("contacts/<uuid:contact>/", logged.contact, name="contact"),
    path("contacts/<uuid:contact>/edit/", logged.edit, name="contact_edit"),
    path("contacts/<uuid:contact>/take-back/", logged.take_back, name="contact_take_back"),
    path("contacts/<uuid:contact>/put-back/", logged.put_back, name="contact_put_back"),
    path("contacts/nobody/", contacts.nobody, name="contact_nobody"),
    path("in-touch/", contacts.in_touch, name="stay_in_touch"),
    path("in-touch/<uuid:relationship_id>/", contacts.rhythm, name="contact_rhythm"),
    path("groups/", groups.groups, name="groups"),
    path("groups/<uuid:group>/", groups.group, name="group"),
    path("groups/<uuid:group>/edit/", groups.edit, name="group_edit"),
    path("groups/<uuid:group>/remove/", groups.remove, name="group_remove"),
    path("groups/<uuid:group>/put-back/", groups.put_back, name="group_put_back"),
    path("groups/<uuid:group>/not-went/<day:on>/", groups.not_went, name="group_not_went"),
    path("telling/", telling.telling, name="telling"),
    path("telling/note/", telling.note, name="telling_note"),
    path("telling/note/remove/", telling.remove, name="telling_note_remove"),
    path("telling/note/put-back/", telling.put_back, name="telling_note_put_back"),
    path("quiet/", contacts.reach, name="reach"),
    path("<uuid:relationship_id>/", views.relationship, name="relationship"),
    path("<uuid:relationship_id>/edit/", views.edit, name="relationship_edit"),
    path("<uuid:relationship_id>/state/", changing.choose_state, name="relationship_state"),
    path("<uuid:relationship_id>/state/<slug:to>/", changing.state, name="relationship_state_to"),
    path("<uuid:relationship_id>/no-contact-over/", changing.block_over, name="relationship_block_over"),
    path("<uuid:relationship_id>/take-back/", changing.take_back, name="relationship_take_back"),
    path("<uuid:relationship_id>/archive/", changing.archive, name="relationship_archive"),
    path("<uuid:relationship_id>/unarchive/", changing.unarchive, name="relationship_unarchive"),
    path("<uuid:relationship_id>/remove/", changing.remove, name="relationship_remove"),
    path("<uuid:relationship_id>/put-back/", changing.put_back, name="relationship_put_back"),
]
