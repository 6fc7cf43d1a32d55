from pathlib import Path

from django.db import migrations

from reviews.definition import columns
from reviews.definition_file import read

FORMS = Path(__file__).parent.parent / "definitions"
YEAR = 2018


def add_forms(apps, schema_editor):
    Questionnaire, Section, Question = (
        apps.get_model("reviews", name) for name in ("Questionnaire", "Section", "Question")
    )
    for audience in ("leader", "group"):
        if Questionnaire.objects.filter(audience=audience, year=YEAR).exists():
            continue  # what was kept when this was taken back
        definition = read((FORMS / f"{YEAR}-{audience}.yaml").read_bytes())
        questionnaire = Questionnaire.objects.create(**columns(definition))
        for number, section in enumerate(definition.sections, start=1):
            stored = Section.objects.create(questionnaire=questionnaire, number=number, **columns(section))
            for question in section.questions:
                Question.objects.create(questionnaire=questionnaire, section=stored, **columns(question))


def remove_forms(apps, schema_editor):
    """What a round asks stays."""
    forms = apps.get_model("reviews", "Questionnaire").objects.filter(year=YEAR, edition=1)
    forms.filter(leader_rounds=None, group_rounds=None).delete()


class Migration(migrations.Migration):
    dependencies = [("reviews", "0001_first_tables")]

    operations = [migrations.RunPython(add_forms, remove_forms)]
