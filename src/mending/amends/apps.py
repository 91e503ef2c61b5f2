from django.apps import AppConfig


class AmendsConfig(AppConfig):
    name = "mending.amends"
