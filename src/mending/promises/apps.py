from django.apps import AppConfig


class PromisesConfig(AppConfig):
    name = "mending.promises"
