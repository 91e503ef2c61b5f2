"""The ledger. Triggers in the migration refuse any change or removal of a row, on both databases."""

from django.db import models

from mending.consent.rules.chain import START


class LedgerRow(models.Model):
    """One thing that was done, in ids and codes. No foreign keys: it outlives what it logs."""

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.UUIDField()
    about = models.UUIDField()
    verb = models.CharField(max_length=40)
    kind = models.CharField(max_length=30)
    item = models.UUIDField()
    link = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["about", "-number"], name="ledger_of_a_person")]


class LedgerHead(models.Model):
    """The end of the ledger: one row, locked while a new one is added."""

    count = models.BigIntegerField(default=0)
    last = models.CharField(max_length=64, default=START)
    seal = models.CharField(max_length=64)
