"""In which language a form was signed; and triggers that hold what is signed. On SQLite, Django makes a table anew when
it alters one, and drops its triggers: a later migration that alters one of these tables calls `hold` again. A test
looks whether they are there.

Rows of answers and attachments may still be deleted where the database is emptied; what was signed is in `document`.
"""

from django.db import migrations, models

WORDS = "a signed form never changes"
FROZEN = (
    "round_id", "service_id", "questionnaire_id", "audience", "number", "previous_id", "reference", "location",
    "written_by", "version", "created_at", "submitted_at", "signed_at", "signer_name", "signer_role", "language",
    "document", "sha256",
)  # fmt: skip
PARTS = ("reviews_answer", "reviews_attachment")

SQLITE = """
CREATE TRIGGER {name} BEFORE {event} ON {table}
WHEN {condition}
BEGIN SELECT RAISE(ABORT, '{words}'); END
"""
REFUSING = """
CREATE FUNCTION reviews_signed_refused() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{words}' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE FUNCTION reviews_signed_parts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM reviews_response WHERE id = NEW.response_id AND document IS NOT NULL) THEN
    RAISE EXCEPTION '{words}' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER reviews_signed_is_frozen BEFORE UPDATE ON reviews_response FOR EACH ROW
WHEN ({changed}) EXECUTE FUNCTION reviews_signed_refused();
"""
POSTGRESQL_PART = """
CREATE TRIGGER {table}_is_frozen BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW
EXECUTE FUNCTION reviews_signed_parts();
"""
OF_SIGNED = "EXISTS (SELECT 1 FROM reviews_response WHERE id = NEW.response_id AND document IS NOT NULL)"


def changed(differs):
    """What may not become of a response that is signed. Whoever signed it may leave the program; a PDF comes once."""
    frozen = [differs.format(name) for name in FROZEN]
    frozen.append(f"(NEW.signer_id IS NOT NULL AND {differs.format('signer_id')})")
    frozen.append("NEW.state NOT IN ('signed', 'reopened')")
    frozen.append("(OLD.state = 'reopened' AND NEW.state <> 'reopened')")
    frozen.append(f"(OLD.pdf IS NOT NULL AND ({differs.format('pdf')} OR {differs.format('pdf_sha256')}))")
    return "OLD.document IS NOT NULL AND ({})".format("\n OR ".join(frozen))


def hold(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        condition = changed("OLD.{0} IS NOT NEW.{0}")
        statements = [("reviews_signed_is_frozen", "UPDATE", "reviews_response", condition)]
        for table in PARTS:
            statements += [(f"{table}_is_frozen_{event.lower()}", event, table, OF_SIGNED) for event in ("INSERT", "UPDATE")]
        for name, event, table, condition in statements:
            schema_editor.execute(SQLITE.format(name=name, event=event, table=table, condition=condition, words=WORDS))
    else:
        schema_editor.execute(REFUSING.format(changed=changed("OLD.{0} IS DISTINCT FROM NEW.{0}"), words=WORDS))
        for table in PARTS:
            schema_editor.execute(POSTGRESQL_PART.format(table=table))


def release(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        names = [f"{table}_is_frozen_{event}" for table in PARTS for event in ("insert", "update")]
        for name in ["reviews_signed_is_frozen", *names]:
            schema_editor.execute(f"DROP TRIGGER {name}")
    else:
        schema_editor.execute("DROP TRIGGER reviews_signed_is_frozen ON reviews_response")
        for table in PARTS:
            schema_editor.execute(f"DROP TRIGGER {table}_is_frozen ON {table}")
        schema_editor.execute("DROP FUNCTION reviews_signed_refused()")
        schema_editor.execute("DROP FUNCTION reviews_signed_parts()")


class Migration(migrations.Migration):
    dependencies = [("reviews", "0002_forms_of_2018")]
    operations = [
        migrations.AddField("response", "language", models.CharField(blank=True, default="", max_length=2), preserve_default=False),
        migrations.RunPython(hold, release),
    ]
