"""The journal only grows: both databases refuse to change or remove its rows, whoever asks."""

from django.db import migrations

TABLES = ("journal_entry", "journal_link", "journal_seal")
WORDS = "the journal is append-only"

SQLITE_CREATE = [
    f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
    for table in TABLES
    for verb in ("update", "delete")
]
SQLITE_DROP = [f"DROP TRIGGER IF EXISTS {table}_no_{verb}" for table in TABLES for verb in ("update", "delete")]

POSTGRESQL_CREATE = [
    f"""CREATE OR REPLACE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
    *(
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()"
        for table in TABLES
    ),
]
POSTGRESQL_DROP = [f"DROP TRIGGER IF EXISTS {table}_append_only ON {table}" for table in TABLES]


def create_sql(vendor):
    return POSTGRESQL_CREATE if vendor == "postgresql" else SQLITE_CREATE


def drop_sql(vendor):
    return POSTGRESQL_DROP if vendor == "postgresql" else SQLITE_DROP


def lock(apps, schema_editor):
    for sql in create_sql(schema_editor.connection.vendor):
        schema_editor.execute(sql)


def unlock(apps, schema_editor):
    for sql in drop_sql(schema_editor.connection.vendor):
        schema_editor.execute(sql)


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [migrations.RunPython(lock, unlock)]
