"""What every personal table is made of: an owner, and columns that hold only sealed text."""

from typing import Any

from django.db import models

from mending.foundation.ids import new_id


class SealedField(models.BinaryField):
    """A column of sealed text. It never seals or opens by itself: see `seal_into` and `consent.queries.Eyes`."""

    description = "Text sealed under its owner's key"

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> bytes | None:
        return None if value is None else bytes(value)


class OwnedRow(models.Model):
    """A row that belongs to one person, under an id that says nothing."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    owner = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+")

    class Meta:
        abstract = True


def sealed_columns(table: type[models.Model]) -> list[str]:
    """The names of a table's sealed columns."""
    return [field.name for field in table._meta.concrete_fields if isinstance(field, SealedField)]
