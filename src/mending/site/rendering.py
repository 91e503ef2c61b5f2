"""Fields and their widgets as HTML, written without the template language.

A form of fifteen fields is forty small templates otherwise, and most of the time of its page (decision 7). What
stands around the fields, and what is told when something is wrong, stays in templates. All text is escaped here,
unless it is marked as safe already.
"""

from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Any

from django.forms import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

Widget = Mapping[str, Any]


class Renderer(TemplatesSetting):
    """Writes what WRITERS knows; everything else is a template, found as any other."""

    def render(self, template_name: str, context: Mapping[str, Any], request: Any = None) -> SafeString:
        if template_name == "django/forms/field.html":
            return mark_safe(_field(context["field"]))  # noqa: S308  escaped piece by piece
        write = WRITERS.get(template_name)
        if write is None:
            return mark_safe(super().render(template_name, dict(context), request))  # noqa: S308  a template's
        return mark_safe(write(context["widget"]))  # noqa: S308  escaped piece by piece


def _field(field: BoundField) -> str:
    """A label, a hint, what is wrong, and the widget; several widgets that belong together stand in a fieldset."""
    is_checkbox = field.widget_type == "checkbox"
    errors = str(field.errors) if field.errors else ""
    widget = "" if is_checkbox else str(field)
    return f"{_begin(field, is_checkbox=is_checkbox)}\n{_hint(field)}\n{errors}\n{widget}{_end(field)}"


def _begin(field: BoundField, *, is_checkbox: bool) -> str:
    classes = f"field {field.css_classes()}"
    if field.use_fieldset:
        described = f' aria-describedby="{field.aria_describedby}"' if field.aria_describedby else ""
        legend = f"<legend>{_called(field)}</legend>" if field.label else ""
        return f'<fieldset class="{classes}" id="{field.auto_id}" tabindex="-1"{described}>{legend}'
    leads = f'for="{field.id_for_label}"'
    if is_checkbox:
        label = f'<label class="choice" {leads}>{field}<span>{_safe(field.label)}</span></label>'
    else:
        label = f"<label {leads}>{_called(field)}</label>" if field.label else ""
    return f'<div class="{classes}">{label}'


def _end(field: BoundField) -> str:
    return "</fieldset>" if field.use_fieldset else "</div>"


def _hint(field: BoundField) -> str:
    words = _safe(field.help_text)
    return f'<div class="hint" id="{field.auto_id}_helptext">{words}</div>' if words else ""


def _called(field: BoundField) -> str:
    """The label, and beside it that it may be left out."""
    optional = "" if field.field.required else f' <span class="optional">({_safe(gettext("optional"))})</span>'
    return f"{_safe(field.label)}{optional}"


def _input(widget: Widget) -> str:
    value = "" if widget["value"] is None else f' value="{_safe(widget["value"])}"'
    return f'<input type="{widget["type"]}" name="{_safe(widget["name"])}"{value}{_attributes(widget)}>'


def _textarea(widget: Widget) -> str:
    # A browser leaves out the first line break after the tag.
    text = _safe(widget["value"] or "")
    return f'<textarea name="{_safe(widget["name"])}"{_attributes(widget)}>\n{text}</textarea>'


def _select(widget: Widget) -> str:
    groups = "".join(_options(name, options) for name, options, _ in widget["optgroups"])
    return f'<select name="{_safe(widget["name"])}"{_attributes(widget)}>{groups}</select>'


def _options(group: Any, options: Iterable[Widget]) -> str:
    written = "".join(_option(one) for one in options)
    return f'<optgroup label="{_safe(group)}">{written}</optgroup>' if group else written


def _option(option: Widget) -> str:
    chosen = " selected" if option["selected"] else ""
    return f'<option value="{_safe(option["value"])}"{chosen}>{_safe(option["label"])}</option>'


def _choices(widget: Widget) -> str:
    id = widget["attrs"].get("id")
    called = f' id="{_safe(id)}_choices"' if id else ""
    groups = "".join(_group(name, options) for name, options, _ in widget["optgroups"])
    return f'<div class="choices"{called}>{groups}</div>'


def _group(group: Any, options: Iterable[Widget]) -> str:
    written = "".join(_choice(one) for one in options)
    name = _safe(group) if group else ""
    return f'<div role="group" aria-label="{name}"><strong>{name}</strong>{written}</div>' if group else written


def _choice(option: Widget) -> str:
    id = option["attrs"].get("id")
    leads = f' for="{_safe(id)}"' if id else ""
    button = f'<input type="{option["type"]}" name="{_safe(option["name"])}" value="{_safe(option["value"])}"'
    return f"<label{leads}>{button}{_attributes(option)}><span>{_safe(option['label'])}</span></label>"


def _attributes(widget: Widget) -> str:
    """What a widget says about itself: True stands as the name alone, False not at all."""
    return "".join(
        f" {name}" if value is True else f' {name}="{_safe(value)}"'
        for name, value in widget["attrs"].items()
        if value is not False
    )


def _safe(value: Any) -> str:
    """Text for HTML: escaped, unless it is marked as safe."""
    if type(value) is str:
        return escape(value)
    text = value if isinstance(value, str) else str(value)
    return text if isinstance(text, SafeString) else escape(text)


_INPUTS = ("text", "number", "email", "url", "password", "hidden", "date", "time", "checkbox", "file")
WRITERS: dict[str, Callable[[Widget], str]] = {
    **{f"django/forms/widgets/{kind}.html": _input for kind in _INPUTS},
    "django/forms/widgets/textarea.html": _textarea,
    "django/forms/widgets/select.html": _select,
    "django/forms/widgets/radio.html": _choices,
    "django/forms/widgets/checkbox_select.html": _choices,
}
