from django.db import migrations

REGIONS = [("HN", "Helse Nord"), ("HMN", "Helse Midt-Norge"), ("HV", "Helse Vest"), ("HSØ", "Helse Sør-Øst")]


def add_regions(apps, schema_editor):
    Region = apps.get_model("services", "Region")
    for rank, (code, name) in enumerate(REGIONS, start=1):
        Region.objects.get_or_create(code=code, defaults={"name": name, "rank": rank})


class Migration(migrations.Migration):
    dependencies = [("services", "0001_first_tables")]

    # Backward nothing is removed: by then trusts hang on the regions.
    operations = [migrations.RunPython(add_regions, migrations.RunPython.noop)]
