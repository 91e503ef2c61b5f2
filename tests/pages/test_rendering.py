"""Fields written without templates: everything in its place, and nothing of anybody's text read as HTML."""

import pytest
from django import forms
from django.utils.safestring import mark_safe

EVIL = "\"'><b>&"
ESCAPED = "&quot;&#x27;&gt;&lt;b&gt;&amp;"
CHOICES = [(EVIL, EVIL), (EVIL, [("in", EVIL)])]
FIELDS = {
    "text": forms.CharField,
    "textarea": lambda **more: forms.CharField(widget=forms.Textarea, **more),
    "number": forms.IntegerField,
    "checkbox": forms.BooleanField,
    "select": lambda **more: forms.ChoiceField(choices=CHOICES, **more),
    "radio": lambda **more: forms.ChoiceField(choices=CHOICES, widget=forms.RadioSelect, **more),
    "several": lambda **more: forms.MultipleChoiceField(
        choices=CHOICES, widget=forms.CheckboxSelectMultiple, **more
    ),
}


def shown(field, sent=None):
    made = type("Made", (forms.Form,), {"one": field})
    return str((made() if sent is None else made(sent))["one"].as_field_group())


@pytest.mark.parametrize("kind", FIELDS)
def test_no_text_is_read_as_html(kind):
    html = shown(FIELDS[kind](label=EVIL, help_text=EVIL), {"one": EVIL})
    assert EVIL not in html and "<b>" not in html
    assert html.count(ESCAPED) >= (2 if kind == "checkbox" else 3)


@pytest.mark.parametrize("kind", FIELDS)
def test_what_is_safe_already_is_not_escaped_twice(kind):
    assert "<i>fine</i>" in shown(FIELDS[kind](help_text=mark_safe("<i>fine</i>")))


@pytest.mark.parametrize("kind", FIELDS)
def test_a_wrong_answer_is_told_at_its_field_and_stays_in_it(kind):
    html = shown(FIELDS[kind](), {"one": EVIL if kind != "checkbox" else ""})
    wrong = kind in ("number", "checkbox", "several")
    assert ('class="error" id="id_one_error"' in html) is wrong
    assert ('aria-invalid="true"' in html) is wrong
    assert wrong == ('aria-describedby="id_one_error"' in html)


def test_what_belongs_together_stands_in_a_fieldset_with_its_hint():
    html = shown(FIELDS["radio"](label="Who?", help_text="Pick one.", required=False))
    assert html.startswith('<fieldset class="field " id="id_one" tabindex="-1" aria-describedby="id_one_help')
    assert '<legend>Who? <span class="optional">(optional)</span></legend>' in html
    assert '<div class="hint" id="id_one_helptext">Pick one.</div>' in html
    assert '<label for="id_one_0"><input type="radio"' in html


def test_a_box_to_tick_stands_in_its_label():
    html = shown(forms.BooleanField(label="Sure?"))
    assert html.startswith('<div class="field "><label class="choice" for="id_one"><input type="checkbox"')
    assert html.count("<input") == 1


def test_what_was_chosen_is_chosen():
    assert f'<option value="{ESCAPED}" selected>' in shown(FIELDS["select"](), {"one": EVIL})
    assert shown(FIELDS["several"](), {"one": [EVIL, "in"]}).count(" checked") == 2
    assert shown(FIELDS["text"](disabled=True)).count(" disabled") == 1
