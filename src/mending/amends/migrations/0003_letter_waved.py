from django.db import migrations

import mending.vault.fields


class Migration(migrations.Migration):
    dependencies = [("amends", "0002_letters")]

    operations = [
        migrations.AddField(model_name="letter", name="waved", field=mending.vault.fields.SealedField(null=True)),
    ]
