"""Addresses of this room."""

from django.urls import URLPattern, path

from mending.expectations.rules.home import Stretch
from mending.expectations.rules.sections import Section
from mending.expectations.web import agreeing, home, over_time, views, writing

urlpatterns: list[URLPattern] = [
    path("", views.overview, name="expectations"),
    path("new/", writing.new, name="expectation_new"),
    path("over-time/", over_time.page, name="expectations_over_time"),
    path("home/", home.overview, name="homecomings"),
    path("home/new/", home.new, name="homecoming_new"),
    path("home/<uuid:homecoming>/", home.plan, name="homecoming"),
    path("home/<uuid:homecoming>/edit/", home.edit, name="homecoming_edit"),
    *(
        path(f"home/<uuid:homecoming>/{one}/", home.write, {"stretch": one}, name=f"homecoming_{one}")
        for one in Stretch
    ),
    path("home/<uuid:homecoming>/archive/", home.archive, name="homecoming_archive"),
    path("home/<uuid:homecoming>/unarchive/", home.unarchive, name="homecoming_unarchive"),
    path("home/<uuid:homecoming>/remove/", home.take_out, name="homecoming_remove"),
    path("home/<uuid:homecoming>/put-back/", home.bring_back, name="homecoming_put_back"),
    path("home/<uuid:homecoming>/agree/", agreeing.new, name="homecoming_agree"),
    path("home/agreed/<uuid:agreement>/", agreeing.edit, name="agreement"),
    path("home/agreed/<uuid:agreement>/remove/", agreeing.remove, name="agreement_remove"),
    path("home/agreed/<uuid:agreement>/put-back/", agreeing.put_back, name="agreement_put_back"),
    path("<uuid:expectation>/", views.detail, name="expectation"),
    path("<uuid:expectation>/remove/", views.take_out, name="expectation_remove"),
    path("<uuid:expectation>/put-back/", views.bring_back, name="expectation_put_back"),
    *(
        path(f"<uuid:expectation>/{one}/", writing.write, {"section": one}, name=f"expectation_{one}")
        for one in Section
    ),
    *(
        path(
            f"<uuid:expectation>/{one}/take-back/",
            views.take_back,
            {"section": one},
            name=f"expectation_{one}_take_back",
        )
        for one in (Section.HAPPENED, Section.LEARNED)
    ),
]
