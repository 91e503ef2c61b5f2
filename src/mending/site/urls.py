"""Every address, room by room."""

from django.urls import include, path, register_converter

from mending.foundation.dates import DayInAddress
from mending.site.settings import ENVIRONMENT

register_converter(DayInAddress, "day")

urlpatterns = [
    path("", include("mending.site.web.urls")),
    path("account/", include("mending.accounts.web.urls")),
    path("circle/", include("mending.circle.web.urls")),
    path("promises/", include("mending.promises.web.urls")),
    path("record/", include("mending.charts.web.urls"), {"half_life": ENVIRONMENT.half_life}),
    path("amends/", include("mending.amends.web.urls")),
    path("expectations/", include("mending.expectations.web.urls")),
    path("skills/", include("mending.worksheets.web.urls")),
    path("forms/", include("mending.worksheets.web.shelf_urls")),
    path("well/", include("mending.checkins.web.urls")),
    path("recovery/", include("mending.recovery.web.urls")),
    path("plan/", include("mending.safetyplan.web.urls")),
    path("letting-go/", include("mending.lettinggo.web.urls")),
    path("reminders/", include("mending.reminders.web.urls")),
    path("help/", include("mending.help.web.urls")),
]

handler500 = "mending.site.web.errors.went_wrong"
