from django.db import migrations

from uchastie.kernel.search import AddSearchIndex


class Migration(migrations.Migration):
    dependencies = [("network", "0001_initial")]

    operations = [AddSearchIndex("unit")]
