from django.apps import AppConfig


class ChartsConfig(AppConfig):
    name = "mending.charts"
