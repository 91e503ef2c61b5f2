"""The form of a line. It reads what was typed; whether it can be kept, the action decides."""

from collections.abc import Iterable
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from mending.circle.queries import RelationshipCard
from mending.safetyplan.actions import LineWanted
from mending.safetyplan.queries import LineCard
from mending.safetyplan.rules import PHONE_MOST, WORDS_MOST, Part

_MOST = 2**31 - 1


class LineForm(forms.Form):
    """A line of the plan. `id` is the new row's, so that sending twice writes one."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=_MOST)
    person = forms.ChoiceField(label=_("Someone of your circle"), required=False)
    words = forms.CharField(
        label=_("In your own words"),
        required=False,
        error_messages={"required": _("Write a few words.")},
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": WORDS_MOST}),
    )
    phone = forms.CharField(
        label=_("Number to call"),
        help_text=_("Kept in your plan only, and sealed."),
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off", "maxlength": PHONE_MOST}),
    )

    def fit(self, part: Part, circle: Iterable[RelationshipCard], keep: UUID | None = None) -> None:
        """Ask only what this part takes; offer nobody who is quiet, and no child."""
        if part.takes_people:
            names = [
                (str(one.id), one.nickname)
                for one in circle
                if not (one.is_quiet or one.is_child) or one.id == keep
            ]
            self.fields["person"].choices = [("", _("Nobody, or a place")), *names]  # type: ignore[attr-defined]
        else:
            del self.fields["person"]
            self.fields["words"].required = True
        if not part.takes_a_number:
            del self.fields["phone"]

    def wanted(self) -> LineWanted:
        """What was typed, once the form is valid."""
        data = self.cleaned_data
        person = data.get("person")
        return LineWanted(data["words"], UUID(person) if person else None, data.get("phone", ""))

    @staticmethod
    def of(card: LineCard) -> dict[str, object]:
        """The form's first values for changing a line."""
        return {
            "id": card.id,
            "version": card.version,
            "person": str(card.person or ""),
            "words": card.words,
            "phone": card.phone,
        }
