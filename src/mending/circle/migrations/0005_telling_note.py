import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mending.foundation.ids
import mending.vault.fields


class Migration(migrations.Migration):
    dependencies = [
        ("circle", "0004_contact_version"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="TellingNote",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=mending.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("note", mending.vault.fields.SealedField()),
                ("written_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("owner",), name="one_telling_note")],
            },
        ),
    ]
