"""Addresses of this room."""

from django.urls import path

from mending.worksheets.web import answers, filling, library

urlpatterns = [
    path("", library.library, name="skills"),
    path("written/<uuid:sheet>/", filling.sheet, name="sheet"),
    path("written/<uuid:sheet>/fill/", filling.fill, name="sheet_fill"),
    path("written/<uuid:sheet>/draft/", filling.draft, name="sheet_draft"),
    path("written/<uuid:sheet>/answers.json", answers.answers, name="sheet_answers"),
    path("written/<uuid:sheet>/remove/", filling.remove, name="sheet_remove"),
    path("written/<uuid:sheet>/put-back/", filling.put_back, name="sheet_put_back"),
    path("<slug:form>/", library.skill, name="skill"),
    path("<slug:form>/begin/", filling.begin, name="sheet_begin"),
    path("<slug:form>/like/", library.like, name="skill_like"),
    path("<slug:form>/fit/", library.fit, name="skill_fit"),
    path("<slug:form>/paper/", library.paper, name="skill_paper"),
]
