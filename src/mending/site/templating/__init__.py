"""Templates that cost less: what never changes is joined, and the usual goes the short way (decision 7)."""

from typing import Any

from django.template.base import Template
from django.template.loaders import cached

from mending.site.templating.joining import Kept, join
from mending.site.templating.quick import quicken


class Loader(cached.Loader):
    """Django's loader that reads a template once, and makes it cheap to write when it does."""

    def get_template(self, template_name: str, skip: Any = None) -> Template:
        """Raises TemplateDoesNotExist."""
        template: Any = super().get_template(template_name, skip)
        if not getattr(template, "is_joined", False):
            template.is_joined = True
            template.nodelist = Kept(template.nodelist)
            join(template.nodelist, self.get_template)
            quicken(template.nodelist)
        return template
