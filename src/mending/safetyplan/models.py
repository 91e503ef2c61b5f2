"""The lines of a safety plan."""

from django.db import models
from django.db.models import Q

from mending.safetyplan.rules import Part
from mending.vault.fields import OwnedRow, SealedField


class Line(OwnedRow):
    """One line of a part: words, or someone of the circle, with a number to call if it is kept."""

    part = models.CharField(max_length=8)
    words = SealedField(null=True)
    person = models.ForeignKey("circle.Relationship", null=True, on_delete=models.PROTECT, related_name="+")
    phone = SealedField(null=True)
    position = models.PositiveIntegerField()
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(part__in=list(Part)), name="line_part"),
            models.CheckConstraint(
                condition=Q(words__isnull=False) | Q(person__isnull=False), name="line_says_something"
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=True) | Q(part__in=[part for part in Part if part.takes_people]),
                name="line_names_someone_where_people_are",
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="line_version"),
        ]
        indexes = [models.Index(fields=["owner", "part", "position"], name="line_in_order")]
