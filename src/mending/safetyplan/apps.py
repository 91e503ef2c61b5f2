from django.apps import AppConfig


class SafetyPlanConfig(AppConfig):
    name = "mending.safetyplan"
