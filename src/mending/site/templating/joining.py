"""What never changes in a template, joined into one piece.

Half of a page is the same for everyone who reads in a language: text, translated sentences, addresses without an
id, drawings. Django writes each of them anew, node by node, for every page. Once a template is read, neighbours of
that kind become one node that is written once for each language; all else stays as it was parsed.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any

from django.template import Context
from django.template.base import FilterExpression, Node, NodeList, Template, TextNode, TokenType, Variable
from django.template.defaulttags import CommentNode, ForNode, IfNode, LoadNode, URLNode, WithNode
from django.template.loader_tags import BlockNode, ExtendsNode, IncludeNode
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.templatetags.l10n import LocalizeNode
from django.templatetags.static import StaticNode
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from mending.site.templating.quick import include

Find = Callable[[str], Template]
"""What finds a template by its name. Raises TemplateDoesNotExist."""


class Same(Node):
    """Neighbours that are the same for everyone who reads in a language."""

    child_nodelists = ()

    def __init__(self, nodes: list[Node]) -> None:
        self.nodes = nodes
        self.token, self.origin = nodes[0].token, nodes[0].origin
        self._written: dict[str | None, SafeString] = {}

    def render(self, context: Any) -> SafeString:
        """What they amount to, written once for each language."""
        kept = context.render_context.dicts[0]
        language = kept.get("language") or kept.setdefault("language", get_language())
        if language not in self._written:
            written = "".join(str(node.render_annotated(context)) for node in self.nodes)
            self._written[language] = SafeString(written)
        return self._written[language]


class Kept(NodeList):
    """A list whose blocks are looked for once, and not for each page that extends it."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        super().__init__(nodes)
        self._found: dict[type, list[Any]] = {}

    def get_nodes_by_type(self, nodetype: Any) -> list[Any]:
        if nodetype not in self._found:
            self._found[nodetype] = super().get_nodes_by_type(nodetype)
        return self._found[nodetype]


def join(nodes: NodeList, find: Find) -> None:
    """Join neighbours that are always the same, here and in what lies within."""
    for node in nodes:
        for inner in _inside(node):
            join(inner, find)
    found: list[Node] = []
    for same, group in groupby(nodes, lambda node: _is_same(node, find)):
        neighbours = list(group)
        found += [_joined(neighbours)] if same else neighbours
    nodes[:] = found


def _joined(nodes: list[Node]) -> Node:
    if len(nodes) == 1 and isinstance(nodes[0], TextNode):
        return nodes[0]
    return Same(nodes)


def _inside(node: Node) -> Iterator[Any]:
    """What a node writes, once or often or not at all. Kinds not named here stay as they are."""
    if isinstance(node, IfNode):
        yield from (nodes for _condition, nodes in node.conditions_nodelists)
    elif isinstance(node, ForNode):
        yield from (node.nodelist_loop, node.nodelist_empty)
    elif isinstance(node, BlockNode | WithNode | ExtendsNode | LocalizeNode):
        yield node.nodelist


def _is_same(node: Node, find: Find) -> bool:
    if isinstance(node, TextNode | LoadNode | CommentNode):
        return True
    if isinstance(node, TranslateNode):
        return _is_literal(node.filter_expression) and not (node.message_context or node.asvar)
    if isinstance(node, BlockTranslateNode):
        has_values = node.extra_context or node.plural or node.message_context or node.asvar
        return not has_values and all(token.token_type == TokenType.TEXT for token in node.singular)
    if isinstance(node, URLNode):
        return _is_literal(node.view_name) and not (node.args or node.kwargs or node.asvar)
    if isinstance(node, StaticNode):
        return _is_literal(node.path) and not node.varname
    return isinstance(node, IncludeNode) and _includes_same(node, find)


def _includes_same(node: IncludeNode, find: Find) -> bool:
    """Whether what is included says the same whatever is handed to it, as a drawing does."""
    if not _is_literal(node.template):
        return False
    inner = find(str(node.template.resolve(Context())))
    include(node, inner)
    return all(isinstance(one, TextNode | Same) for one in inner.nodelist)


def _is_literal(words: FilterExpression) -> bool:
    if words.filters:
        return False
    return isinstance(words.var, str) or (isinstance(words.var, Variable) and words.var.literal is not None)
