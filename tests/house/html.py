"""Reading answers as a browser does: forms and links."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.parse import urljoin

from lxml import html

TEXTS = ("text", "search", "textarea", "email", "url", "tel")
TOKEN = "csrfmiddlewaretoken"


@dataclass(frozen=True)
class Field:
    """One field: its kind as HTML names it, what it holds, and what may be chosen."""

    name: str
    kind: str
    value: str = ""
    choices: tuple[str, ...] = ()
    is_chosen: bool = True

    @property
    def is_text(self):
        return self.kind in TEXTS


@dataclass
class Form:
    """One form of a page."""

    action: str
    method: str
    fields: list[Field] = field(default_factory=list)

    def named(self, name):
        return next((one for one in self.fields if one.name == name), None)

    @property
    def shape(self):
        """What tells two forms of one address apart."""
        return (self.action, tuple(sorted(one.name for one in self.fields)))

    def filled(self, write):
        """What a person would send: `write(field)` in each text, the given values elsewhere."""
        sent = {}
        for one in self.fields:
            if one.is_text:
                sent[one.name] = write(one)
            elif one.kind in ("select", "radio"):
                sent[one.name] = one.value or next((choice for choice in one.choices if choice), "")
            elif one.kind in ("checkbox", "submit"):
                sent.setdefault(one.name, one.value)
            elif one.kind == "time":
                sent[one.name] = one.value or "09:00"
            elif one.kind == "date":
                sent[one.name] = one.value or f"{datetime.now(UTC) + timedelta(days=1):%Y-%m-%d}"
            elif one.name != TOKEN:
                sent[one.name] = one.value
        return sent


def forms(content, at):
    """Every form of a page that was read at this address."""
    tree = _tree(content)
    return [_form(one, at) for one in tree.iter("form")] if tree is not None else []


def links(content, at):
    """Every address of ours that a page leads to, without its fragment."""
    tree = _tree(content)
    found = [urljoin(at, one.get("href")) for one in tree.iter("a") if one.get("href")] if tree is not None else []
    return [address.partition("#")[0] for address in found if address.startswith("/") and address[1:2] != "/"]


def _tree(content):
    return html.document_fromstring(content) if content.strip() else None


def _form(element, at):
    form = Form(urljoin(at, element.get("action") or at), (element.get("method") or "get").upper())
    radios = {}
    for one in element.iter("input", "textarea", "select", "button"):
        name = one.get("name")
        if not name or one.get("disabled") is not None:
            continue
        if one.tag == "input" and one.get("type") == "radio":
            radios.setdefault(name, []).append(one)
        else:
            form.fields.append(_field(one, name))
    form.fields += [_radio(name, group) for name, group in radios.items()]
    return form


def _field(one, name):
    if one.tag == "textarea":
        return Field(name, "textarea", (one.text or "").removeprefix("\n"))
    if one.tag == "select":
        options = [(option.get("value", ""), option.get("selected") is not None) for option in one.iter("option")]
        chosen = next((value for value, selected in options if selected), "")
        return Field(name, "select", chosen, tuple(value for value, _ in options))
    if one.tag == "button":
        return Field(name, "submit", one.get("value", ""))
    kind = one.get("type", "text").lower()
    return Field(name, kind, one.get("value", "on" if kind == "checkbox" else ""))


def _radio(name, group):
    chosen = next((one.get("value", "") for one in group if one.get("checked") is not None), "")
    return Field(name, "radio", chosen, tuple(one.get("value", "") for one in group))
