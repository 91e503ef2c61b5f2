"""The words of the safety plan: what each part is called, and what helps to fill it."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from mending.safetyplan.rules import Part

HEADINGS = {
    Part.SIGNS: _("How I notice it is getting bad"),
    Part.ALONE: _("What I can do by myself"),
    Part.AROUND: _("Where I can be among people"),
    Part.ASK: _("Who I ask to help me"),
    Part.TRAINED: _("Trained people I can reach"),
    Part.SAFER: _("What I put out of reach"),
}
HINTS = {
    Part.SIGNS: _("A thought, a feeling, a thing I do or stop doing. “I do not open the curtains.”"),
    Part.ALONE: _("Small things that got me through an hour before. “A cold shower. The dog, round the block.”"),
    Part.AROUND: _("I need not tell them anything. “The library till six. Joni’s kitchen.”"),
    Part.ASK: _("People I can tell how it is. Write their number here, so that it is one tap away."),
    Part.TRAINED: _(
        "My clinic, my doctor, my counselor, with the number. Lines of my country stand here already."
    ),
    Part.SAFER: _(
        "What I could hurt myself with, and who keeps it for me. “Joni has my tablets, a week at a time.”"
    ),
}
FAULTS = {
    ("words", "empty"): _("Write a few words, or pick someone of your circle."),
    ("words", "long"): _("That is more than fits in a line, at most 300 letters."),
    ("phone", "long"): _("That is more than fits, at most 60 letters."),
    ("phone", "no-number"): _("There is no number in this. Write it with its digits, or leave it empty."),
    ("person", "quiet"): _("This person cannot stand in your plan right now. Pick someone else, or write words."),
    ("", "not-here"): _("This does not fit into this part of the plan."),
    ("", "full"): _("Twelve lines are as many as fit. In a bad hour, few are better."),
}


def faults(found: Iterable[tuple[str, str]]) -> list[tuple[str | None, str]]:
    """Each fault as (field, sentence); the field is None when it is about the whole form."""
    return [(field or None, str(FAULTS[field, code])) for field, code in found]
