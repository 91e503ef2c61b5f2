"""In tests, a variable that a template of ours names and nobody gave is a mistake, not an empty text.

Django puts `string_if_invalid` in such a place and leaves filters out, so that `|default` would not work either.
Here that text is a mark: where it comes out, the test fails, unless the first filter is a default.
"""

from pathlib import Path

from django.template import engines
from django.template.base import FilterExpression

import mending

OURS = str(Path(mending.__file__).parent)
MARK = "a variable is missing here"
DEFAULTS = ("default", "default_if_none")
_resolve = FilterExpression.resolve


class MissingVariable(Exception):
    """A template of ours names a variable that it was not given."""


def switch_on():
    """For this process, until it ends."""
    engines["django"].engine.string_if_invalid = MARK
    FilterExpression.resolve = _strictly


def _strictly(self, context, ignore_failures=False):
    found = _resolve(self, context, ignore_failures)
    if found is not MARK:
        return found
    if self.filters and self.filters[0][0].__name__ in DEFAULTS:
        return _resolve(self, context, ignore_failures=True)
    origin = str(context.render_context.template.origin)
    if origin.startswith(OURS):
        raise MissingVariable(f"{{{{ {self.token} }}}} in {origin.removeprefix(OURS)}")
    # A template that came with a package: as it would be outside the tests.
    engine = context.template.engine
    engine.string_if_invalid = ""
    try:
        return _resolve(self, context, ignore_failures)
    finally:
        engine.string_if_invalid = MARK
