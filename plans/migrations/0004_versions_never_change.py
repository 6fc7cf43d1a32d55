"""Triggers that hold what is frozen. On SQLite, Django makes a table anew when it alters one, and drops its triggers:
a later migration that alters a version's table calls `hold` again. A test looks whether they are there."""

from django.db import migrations

FROZEN = ("plan_id", "number", "document", "sha256", "title", "search", "region_id", "created_at")
ONCE = ("pdf", "pdf_sha256", "submitted_at", "published_at")  # none at first, then as they are

SQLITE = """
CREATE TRIGGER plans_version_is_frozen BEFORE UPDATE ON plans_planversion
WHEN {changed}
BEGIN SELECT RAISE(ABORT, 'a frozen version never changes'); END
"""
POSTGRESQL = """
CREATE FUNCTION plans_version_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'a frozen version never changes' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE TRIGGER plans_version_is_frozen BEFORE UPDATE ON plans_planversion FOR EACH ROW
WHEN ({changed}) EXECUTE FUNCTION plans_version_is_frozen();
"""


def hold(apps, schema_editor):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    differs = "OLD.{0} IS NOT NEW.{0}" if is_sqlite else "OLD.{0} IS DISTINCT FROM NEW.{0}"
    changed = [differs.format(name) for name in FROZEN]
    changed += [f"(OLD.{name} IS NOT NULL AND {differs.format(name)})" for name in ONCE if name != "pdf_sha256"]
    changed.append(f"(OLD.pdf_sha256 <> '' AND {differs.format('pdf_sha256')})")
    template = SQLITE if is_sqlite else POSTGRESQL
    schema_editor.execute(template.format(changed="\n OR ".join(changed)))


def release(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER plans_version_is_frozen")
    else:
        schema_editor.execute("DROP TRIGGER plans_version_is_frozen ON plans_planversion")
        schema_editor.execute("DROP FUNCTION plans_version_is_frozen()")


class Migration(migrations.Migration):
    dependencies = [("plans", "0003_versions")]
    operations = [migrations.RunPython(hold, release)]
