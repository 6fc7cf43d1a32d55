import json

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse


def test_whoever_makes_programs_reads_what_the_json_of_a_plan_is(client):
    response = client.get(reverse("home:plan-schema"))
    assert response["Content-Type"] == "application/schema+json"
    assert json.loads(response.content) == json.loads((settings.BASE_DIR / "docs/plan.schema.json").read_bytes())


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_help_says_what_each_kind_of_file_is_good_for(language):
    page = render_to_string(f"home/help_{language}.html")
    assert reverse("home:plan-schema") in page
    assert [kind for kind in ("PDF", "Word", "Excel", "CSV", "JSON") if f"<dt>{kind}</dt>" not in page] == []
