from django.apps import AppConfig


class LettingGoConfig(AppConfig):
    name = "mending.lettinggo"
