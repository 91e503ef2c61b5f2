"""Addresses of letters."""

from django.urls import URLPattern, path

from mending.amends.web import composing, letters

urlpatterns: list[URLPattern] = [
    path("", letters.overview, name="amends_letters"),
    path("new/", composing.begin, name="amends_letter_begin"),
    path("<uuid:letter>/", letters.letter, name="amends_letter"),
    path("<uuid:letter>/write/", composing.write, name="amends_letter_write"),
    path("<uuid:letter>/draft/", composing.draft, name="amends_letter_draft"),
    path("<uuid:letter>/aloud/", letters.aloud, name="amends_letter_aloud"),
    path("<uuid:letter>/before/", letters.versions, name="amends_letter_versions"),
    path("<uuid:letter>/finish/", letters.finish, name="amends_letter_finish"),
    path("<uuid:letter>/reopen/", letters.reopen, name="amends_letter_reopen"),
    path("<uuid:letter>/keep/", letters.keep_to_myself, name="amends_letter_keep"),
    path("<uuid:letter>/hand-over/", letters.hand_over, name="amends_letter_hand_over"),
    path("<uuid:letter>/take-back/", letters.take_back, name="amends_letter_take_back"),
    path("<uuid:letter>/answer/", letters.answer, name="amends_letter_answer"),
    path("<uuid:letter>/remove/", letters.remove, name="amends_letter_remove"),
    path("<uuid:letter>/put-back/", letters.put_back, name="amends_letter_put_back"),
]
