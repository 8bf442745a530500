from django.db import migrations

from uchastie.kernel.search import AddSearchIndex


class Migration(migrations.Migration):
    dependencies = [("knowledge", "0001_initial")]

    operations = [AddSearchIndex("article")]
