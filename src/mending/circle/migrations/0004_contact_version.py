from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("circle", "0003_groups")]

    operations = [
        migrations.AddField("contact", "version", models.PositiveIntegerField(default=1)),
    ]
