from django.db import migrations

from uchastie.kernel.search import AddSearchIndex


class Migration(migrations.Migration):
    dependencies = [("practices", "0001_initial")]

    operations = [AddSearchIndex("casestudy")]
