"""The commonest things a template does, by the short way where it leads to the same end.

Django looks a name up as a key, then as an attribute, then as a number, and each that fails costs an exception; it
searches the list of all addresses for every link of a row; it looks for an included template by its name again for
every row. Here the usual case goes straight ahead, and whatever is unusual in the least goes Django's own way.
"""

from collections.abc import Iterable
from html import escape
from typing import Any
from uuid import UUID

from django.middleware.csrf import CSRF_TOKEN_LENGTH
from django.template.base import (
    FilterExpression,
    Node,
    Template,
    Variable,
    VariableDoesNotExist,
    VariableNode,
    render_value_in_context,
)
from django.template.defaulttags import CsrfTokenNode, CycleNode, IfChangedNode, ResetCycleNode, URLNode
from django.template.loader_tags import BlockNode, ExtendsNode, IncludeNode
from django.template.smartif import TokenBase
from django.templatetags.i18n import BlockTranslateNode
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString

_NEEDS_ITS_OWN = (BlockNode, ExtendsNode, CycleNode, ResetCycleNode, IfChangedNode)
"""Nodes that remember something from one part of their template to another."""


class QuickVariable(Variable):
    """A name that is looked up where it usually is: a key of the page, then attributes, or keys of a dict."""

    __slots__ = ()

    def _resolve_lookup(self, context: Any) -> Any:
        names_in_turn = self.lookups or ()
        first = names_in_turn[0]
        for names in reversed(context.dicts):
            if first in names:
                current = names[first]
                break
        else:
            if hasattr(context, first):
                return super()._resolve_lookup(context)  # type: ignore[misc]
            raise VariableDoesNotExist("Failed lookup for key [%s] in %r", (first, context))
        for name in names_in_turn[1:]:
            kind = type(current)
            if kind is dict and name in current and not callable(current[name]):
                current = current[name]
            elif not hasattr(kind, "__getitem__") and not callable(current) and hasattr(current, name):
                current = getattr(current, name)
            else:
                return super()._resolve_lookup(context)  # type: ignore[misc]
        return super()._resolve_lookup(context) if callable(current) else current  # type: ignore[misc]


class QuickValue(VariableNode):
    """A value that is written: text is escaped, and what is safe already stands as it is."""

    def render(self, context: Any) -> str:
        expression = self.filter_expression
        try:
            is_name = type(expression.var) is QuickVariable and not expression.filters
            value = expression.var._resolve_lookup(context) if is_name else expression.resolve(context)
        except VariableDoesNotExist:
            value = expression.resolve(context)
        if isinstance(value, Promise):
            value = str(value)
        kind = type(value)
        if kind is SafeString:
            return value
        if kind is str and context.autoescape:
            return SafeString(escape(value))
        if kind is int or (kind is float and context.use_l10n is False):
            return str(value)  # Django adds nothing to a whole number: no thousands are set apart here.
        return render_value_in_context(value, context)


class QuickToken(CsrfTokenNode):
    """The token of a form; a list has a form in every row."""

    def render(self, context: Any) -> str:
        token = str(context.get("csrf_token") or "")
        if len(token) != CSRF_TOKEN_LENGTH or not token.isalnum():
            return super().render(context)
        return SafeString(f'<input type="hidden" name="csrfmiddlewaretoken" value="{token}">')


class QuickBlockTranslate(BlockTranslateNode):
    """A sentence with values in it: how it is to be looked up is worked out once."""

    def render_token_list(self, tokens: list[Any]) -> tuple[str, list[str]]:
        lists: dict[int, tuple[str, list[str]]] = vars(self).setdefault("lists", {})
        if id(tokens) not in lists:
            lists[id(tokens)] = super().render_token_list(tokens)
        sentence, names = lists[id(tokens)]
        return sentence, [*names]


class QuickURL(URLNode):
    """An address with one id in it: what stands before and after the id is learned from the first."""

    around: tuple[str, str] | None = None

    def render(self, context: Any) -> str:
        """Raises NoReverseMatch, as Django's own does."""
        value = self.args[0].resolve(context)
        if type(value) is not UUID:
            return super().render(context)
        begin, end = self.around or self._learn(context, value)
        if not begin:
            return super().render(context)
        if self.asvar:
            context[self.asvar] = f"{begin}{value}{end}"
            return ""
        return SafeString(f"{begin}{value}{end}")

    def _learn(self, context: Any, value: UUID) -> tuple[str, str]:
        try:
            address = reverse(self.view_name.resolve(context), args=[value])
        except NoReverseMatch:
            return "", ""
        begin, found, end = address.partition(str(value))
        is_plain = found and escape(address) == address
        self.around = (begin, end) if is_plain else ("", "")
        return self.around


class QuickInclude(IncludeNode):
    """A part whose template is known before anybody asks for the page."""

    found: Template
    is_simple: bool

    def render(self, context: Any) -> SafeString:
        values = {name: value.resolve(context) for name, value in self.extra_context.items()}
        if not self.is_simple:
            return self._as_django_does(context, values)
        if not self.isolated_context:
            with context.push(**values):
                return self.found.nodelist.render(context)
        kept, context.dicts = context.dicts, [{"True": True, "False": False, "None": None}, values]
        try:
            return self.found.nodelist.render(context)
        finally:
            context.dicts = kept

    def _as_django_does(self, context: Any, values: dict[str, Any]) -> SafeString:
        if self.isolated_context:
            return self.found.render(context.new(values))
        with context.push(**values):
            return self.found.render(context)


_QUICK: dict[type, type] = {
    VariableNode: QuickValue,
    BlockTranslateNode: QuickBlockTranslate,
    CsrfTokenNode: QuickToken,
}


def include(node: IncludeNode, template: Template) -> None:
    """Let a node include this template from now on."""
    node.__class__ = QuickInclude
    node.found = template  # type: ignore[attr-defined]
    node.is_simple = not any(template.nodelist.get_nodes_by_type(kind) for kind in _NEEDS_ITS_OWN)  # type: ignore[attr-defined]


def quicken(value: Any) -> None:
    """Let all names within a node go the short way, and its address if it is one with an id."""
    if type(value) is Variable and value.lookups is not None:
        value.__class__ = QuickVariable
    elif type(value) is URLNode and len(value.args) == 1 and not value.kwargs:
        value.__class__ = QuickURL
    elif type(value) in _QUICK:
        value.__class__ = _QUICK[type(value)]
    for one in _within(value):
        quicken(one)


def _within(value: Any) -> Iterable[Any]:
    if isinstance(value, FilterExpression):
        return [value.var, *(one for _function, arguments in value.filters for _is_name, one in arguments)]
    if isinstance(value, dict):
        return value.values()
    if isinstance(value, Node | TokenBase):
        return [one for name, one in vars(value).items() if name not in ("token", "origin", "found")]
    return value if isinstance(value, list | tuple) else ()
