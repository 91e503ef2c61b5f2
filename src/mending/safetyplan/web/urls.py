"""Addresses of this room."""

from django.urls import path

from mending.safetyplan.web import views

urlpatterns = [
    path("", views.plan, name="safety_plan"),
    path("edit/", views.edit, name="plan_edit"),
    path("lines/<uuid:line>/", views.line, name="plan_line"),
    path("lines/<uuid:line>/move/<slug:way>/", views.move, name="plan_move"),
    path("lines/<uuid:line>/remove/", views.remove, name="plan_remove"),
    path("lines/<uuid:line>/put-back/", views.put_back, name="plan_put_back"),
    path("<slug:part>/add/", views.add, name="plan_add"),
]
