"""A form as a page: parts, and in them fields, shown words, chains and groups, filled with what is there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from mending.worksheets.rules.form import Answers, Form, Kind, Question
from mending.worksheets.rules.showing import rows_of, visible
from mending.worksheets.rules.validating import LONGEST, ROWS, Problem, Trouble
from mending.worksheets.web.asking import asked_about
from mending.worksheets.web.reading import OTHER
from mending.worksheets.web.widgets import hint, value, widget

TROUBLES = {
    Trouble.MISSING: _("This one is needed. Fill it in, or save it for later."),
    Trouble.SHAPE: _("This cannot be read. Look at it once more."),
    Trouble.OPTION: _("Pick one of those that are offered."),
    Trouble.ALONE: _("This answer does not go with the others."),
    Trouble.SMALL: _("Not less than %(bound)s."),
    Trouble.BIG: _("Not more than %(bound)s."),
    Trouble.STEP: _("In steps of %(bound)s, please."),
    Trouble.FEW: _("At least %(bound)s."),
    Trouble.MANY: _("At most %(bound)s."),
    Trouble.LONG: _("This is too long to keep. At most %(bound)s letters."),
    Trouble.PATTERN: _("This is not written the way that is asked for."),
}


@dataclass(frozen=True, slots=True)
class Block:
    """One thing on the page. `kind` says which of the others is filled."""

    kind: str
    path: str
    question: Question
    is_hidden: bool
    fields: tuple[BoundField, ...] = ()
    rows: tuple[tuple["Block", ...], ...] = ()
    errors: str = ""
    earlier: str = ""
    asks: tuple[str, ...] = ()
    filled: int = 0

    @property
    def last(self) -> int:
        """The number of the last row with something in it, from nought: it has no way down."""
        return self.filled - 1


@dataclass(frozen=True, slots=True)
class Page:
    """All of a form, part by part."""

    parts: tuple[tuple[str, str, tuple[Block, ...]], ...]
    errors: Mapping[str, str] = field(default_factory=dict)


class Asked(forms.Field):
    """A field that judges nothing: the rules do."""

    def clean(self, value: Any) -> Any:
        return value


def page_of(
    form: Form,
    answers: Answers,
    people: Sequence[tuple[str, str]],
    problems: Mapping[str, Problem] | None = None,
    begins: Answers | None = None,
) -> Page:
    """The page for these answers. `people` are ids and nicknames; problems stand beside their field; `begins` are
    the answers that questions begin with, those that are not shown yet too."""
    shower = _Shower(form, answers, people, problems or {}, begins or {})
    parts = tuple(
        (part.title, part.says, tuple(shower.blocks(part.questions, answers, ""))) for part in form.parts
    )
    return Page(parts, shower.told)


class _Shower:
    """Builds the blocks of one form, with one Django form behind them for the fields' markup."""

    def __init__(
        self,
        form: Form,
        answers: Answers,
        people: Sequence[tuple[str, str]],
        problems: Mapping[str, Problem],
        begins: Answers,
    ) -> None:
        self.form, self.people, self.begins = form, people, begins
        self.shown = visible(form, answers)
        self.behind = forms.Form(use_required_attribute=False, auto_id="q_%s")
        self.behind.is_bound = True
        self.behind._errors = forms.utils.ErrorDict()  # type: ignore[attr-defined]
        self.told = {path: said(problem) for path, problem in problems.items()}
        self.answers = answers

    def blocks(self, questions: Sequence[Question], answers: Answers, before: str) -> list[Block]:
        return [self._block(question, answers.get(question.id), before) for question in questions]

    def _block(self, question: Question, answer: Any, before: str) -> Block:
        path = before + question.id
        hidden = path not in self.shown and not self._is_new_row(before)
        if question.kind == Kind.TEXT:
            return Block("text", path, question, hidden)
        if question.kind == Kind.GROUP:
            return self._group(question, answer, path, hidden)
        if question.kind == Kind.CHAIN:
            return self._chain(question, answer, path, hidden)
        if hidden and answer is None:
            answer = self.begins.get(path)
        fields = [self._bound(path, question.ask, question, answer)]
        if question.other:
            known = {option.id for option in question.options}
            given = answer if isinstance(answer, list) else [answer]
            typed = next((one for one in given if isinstance(one, str) and one and one not in known), "")
            fields.append(self._plain(path + OTHER, gettext("Something else"), typed))
        asks = asked_about(self.form, question, answer)
        return Block("field", path, question, hidden, tuple(fields), earlier=self._earlier(question), asks=asks)

    def _is_new_row(self, before: str) -> bool:
        """A blank row at the end of a group has no answers to be looked up; all of it shows."""
        return bool(before) and not any(path.startswith(before) for path in self.shown)

    def _group(self, question: Question, answer: Any, path: str, hidden: bool) -> Block:
        rows = rows_of(question, answer)
        filled = len(rows)
        if len(rows) < (question.most or ROWS):
            rows = [*rows, {}]
        blocks = tuple(tuple(self.blocks(question.inside, row, f"{path}.{n}.")) for n, row in enumerate(rows))
        return Block("group", path, question, hidden, rows=blocks, errors=self.told.get(path, ""), filled=filled)

    def _chain(self, question: Question, answer: Any, path: str, hidden: bool) -> Block:
        links = [link for link in answer if isinstance(link, str)] if isinstance(answer, list) else []
        filled = len(links)
        links += [""] * max(2, 3 - len(links))
        fields = tuple(
            self._plain(path, gettext("Link %(number)s") % {"number": number}, link, key=f"{path}.{number}")
            for number, link in enumerate(links, 1)
        )
        return Block("chain", path, question, hidden, fields, errors=self.told.get(path, ""), filled=filled)

    def _earlier(self, question: Question) -> str:
        """What was answered before, where this asks it again."""
        answer = self.answers.get(question.again) if question.again else None
        return "" if answer is None else gettext("You said %(answer)s before.") % {"answer": answer}

    def _hint(self, path: str, question: Question, answer: Any) -> str:
        """The help beside it, and that its answer was there from the beginning, until somebody changes it."""
        said = hint(question)
        if path in self.begins and answer == self.begins[path]:
            said = f"{said} {gettext('This was filled in beforehand. Change it if it is not so.')}".strip()
        return said

    def _bound(self, path: str, ask: str, question: Question, answer: Any) -> BoundField:
        asked = Asked(
            label=ask, required=question.required or not self._has_required, initial=value(question, answer),
            help_text=self._hint(path, question, answer), widget=widget(question, self.people),
        )  # fmt: skip
        return self._add(path, asked)

    def _plain(self, name: str, label: str, typed: str, key: str = "") -> BoundField:
        line = forms.TextInput(attrs={"maxlength": LONGEST[Kind.SHORT]})
        return self._add(key or name, Asked(label=label, widget=line, initial=typed), html_name=name)

    def _add(self, key: str, asked: forms.Field, html_name: str = "") -> BoundField:
        self.behind.fields[key] = asked
        if key in self.told:
            self.behind._errors[key] = self.behind.error_class([self.told[key]])  # type: ignore[attr-defined]
        bound = _Bound(self.behind, asked, key)
        bound.html_name = html_name or key
        return bound

    @property
    def _has_required(self) -> bool:
        return any(question.required for question in self.form.questions())


class _Bound(BoundField):
    """Shows the answer that is kept or was typed: it is the field's initial value, whatever was sent."""

    def value(self) -> Any:
        return self.initial


def said(problem: Problem) -> str:
    """A problem in words."""
    bound = "" if problem.bound is None else f"{problem.bound:g}"
    words = str(TROUBLES[problem.trouble])
    return words % {"bound": bound} if bound else words


def minutes(count: int) -> str:
    """How long it takes, in words."""
    return ngettext("%(n)s minute", "%(n)s minutes", count) % {"n": count} if count else ""
