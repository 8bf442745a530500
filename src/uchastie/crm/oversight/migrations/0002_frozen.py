"""A snapshot is never changed: both databases refuse it, whoever asks."""

from django.db import migrations

WORDS = "a snapshot is frozen"
SQLITE = (
    f"CREATE TRIGGER oversight_frozen BEFORE UPDATE ON oversight_snapshot BEGIN SELECT RAISE(ABORT, '{WORDS}'); END",
)
POSTGRESQL = (
    f"""CREATE OR REPLACE FUNCTION oversight_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
    "CREATE TRIGGER oversight_frozen BEFORE UPDATE ON oversight_snapshot "
    "FOR EACH STATEMENT EXECUTE FUNCTION oversight_refuse()",
)


def lock(apps, schema_editor):
    for sql in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(sql)


def unlock(apps, schema_editor):
    on = " ON oversight_snapshot" if schema_editor.connection.vendor == "postgresql" else ""
    schema_editor.execute(f"DROP TRIGGER IF EXISTS oversight_frozen{on}")


class Migration(migrations.Migration):
    dependencies = [("oversight", "0001_initial")]
    operations = [migrations.RunPython(lock, unlock)]
