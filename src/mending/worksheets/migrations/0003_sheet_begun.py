from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("worksheets", "0002_versions_stay"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="sheet",
            index=models.Index(
                condition=models.Q(("done_at__isnull", True)), fields=["owner", "begun_at"], name="sheet_begun"
            ),
        ),
    ]
