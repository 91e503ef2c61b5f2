from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("circle", "0005_telling_note"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(
                condition=models.Q(("removed_at__isnull", True)),
                fields=["relationship", "on"],
                name="contact_by_person",
            ),
        ),
    ]
