import django.db.models.deletion
from django.db import migrations, models

import mending.foundation.ids
import mending.vault.fields


class Migration(migrations.Migration):
    """Apart from the first: allauth's tables point to Person, and this one points to allauth's."""

    dependencies = [
        ("accounts", "0001_initial"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [
        migrations.CreateModel(
            name="Passkey",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=mending.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", mending.vault.fields.SealedField(null=True)),
                (
                    "authenticator",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="mfa.authenticator"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="accounts.person"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
