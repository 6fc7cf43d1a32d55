"""An import over HTTP: added to a plan, taken out again, thrown away."""

import pytest

from plans.actions import imports as actions
from plans.actions.rows import save_field
from plans.models import Plan, PlanImport, PlanRow
from tests.factories import make_area, make_import, make_member, make_row, make_user
from tests.plans.import_pages.forms import at, form_of, held, page

pytestmark = pytest.mark.django_db


def store(client, imported, **values):
    return client.post(at("import-store", imported), form_of(page(client, imported), **values))


def test_the_plan_is_made_and_the_editor_offers_the_undo(client, person, service):
    imported = make_import(by=person, service=service)
    response = store(client, imported, title="Min plan", colours="")
    assert response.url == imported.get_absolute_url()
    place = client.get(response.url).url
    plan = Plan.objects.get()
    assert (plan.title, PlanRow.objects.get().measure) == ("Min plan", "Lage kurs")
    assert place == f"{at('edit', plan)}?hentet={imported.pk}"
    html = client.get(place).content.decode()
    assert "1 row was added from plan.docx." in html
    assert f'action="{at("import-take-back", imported)}"' in html


def test_the_place_in_a_plan_that_there_is_is_the_first_row_that_came(client, person, plan):
    make_row(make_area(plan, title="Kurs"), measure="Noe annet")
    place = client.get(store(client, make_import(plan, by=person)).url).url
    assert place.endswith(f"#rad-{plan.rows.get(measure='Lage kurs').pk}")


def test_two_posts_have_one_effect_and_lead_to_the_same_place(client, person, service):
    imported = make_import(by=person, service=service)
    form = form_of(page(client, imported))
    places = [client.get(client.post(at("import-store", imported), form, follow=False).url) for _ in range(2)]
    assert Plan.objects.count() == 1
    assert "hentet=" in places[0].url
    assert client.get(imported.get_absolute_url()).url == places[0].url


def test_nothing_ticked_adds_nothing_and_says_so(client, person, service):
    imported = make_import(by=person, service=service)
    response = store(client, imported, take=[])
    assert response.status_code == 422
    assert "No row is ticked" in response.content.decode()
    assert not Plan.objects.exists()


def test_changed_columns_are_looked_over_before_anything_is_added(client, person, service):
    imported = make_import(by=person, service=service)
    response = store(client, imported, **{"column-0-2": "?"})
    assert response.url == f"{imported.get_absolute_url()}#rader"
    assert not Plan.objects.exists()


def test_a_colour_can_be_answered_with_the_button_that_adds(client, person, service):
    imported = make_import(by=person, service=service, colours=["FFC000"])
    store(client, imported, **{"colour-FFC000": "done"})
    assert PlanRow.objects.get().status == "done"


def test_the_same_file_again_asks_first(client, person, service):
    first = make_import(by=person, service=service)
    store(client, first)
    again = make_import(by=person, service=service)
    assert "This file has been brought in before" in page(client, again)
    response = store(client, again)
    assert response.status_code == 422
    assert 'href="#id_again"' in response.content.decode()
    assert Plan.objects.count() == 1
    store(client, again, again="on")
    assert Plan.objects.count() == 2


def test_rows_are_added_to_a_plan_and_taken_out_again(client, person, plan):
    make_row(make_area(plan, title="Kurs"), measure="Fra før")
    imported = make_import(plan, by=person, rows=[("Kurs", "Ny", "a", "b", "c"), ("Kurs", "Uønsket", "a", "b", "c")])
    response = store(client, imported, take=["0"])
    assert set(plan.rows.values_list("measure", flat=True)) == {"Fra før", "Ny"}
    assert "1 row was added from plan.docx." in client.get(client.get(response.url).url).content.decode()
    response = client.post(at("import-take-back", imported))
    assert response.url == at("edit", plan)
    assert set(plan.rows.values_list("measure", flat=True)) == {"Fra før"}


def test_an_undo_of_what_was_changed_since_is_refused_in_words(client, person, plan):
    imported = make_import(plan, by=person)
    store(client, imported)
    row = plan.rows.get()
    save_field(
        plan=plan, row_pk=row.pk, field="measure", text="Annet", base=row.measure, seen=row.version, by=make_user("Ola")
    )
    response = client.post(at("import-take-back", imported), follow=True)
    assert "cannot be undone any more" in response.content.decode()
    assert plan.rows.get().measure == "Annet"


def test_a_plan_changed_meanwhile_is_shown_anew_with_the_ticks_kept(client, person, plan):
    row = make_row(make_area(plan, title="Kurs"), measure="Svelgkurs", target_group="Leger")
    rows = [("Kurs", "Svelgkurs", "Leger og sykepleiere", "", ""), ("Kurs", "Nytt", "a", "b", "c")]
    imported = make_import(plan, by=person, rows=rows)
    form = form_of(page(client, imported), take=["0"])
    save_field(
        plan=plan,
        row_pk=row.pk,
        field="target_group",
        text="Alle",
        base="Leger",
        seen=row.version,
        by=make_user("Ola"),
    )
    response = client.post(at("import-store", imported), form)
    html = response.content.decode()
    assert response.status_code == 409
    assert "The plan was changed while you looked" in html
    assert held(html, "take") == ["0"]
    assert set(plan.rows.values_list("target_group", flat=True)) == {"Alle"}
    client.post(at("import-store", imported), form_of(html))
    assert plan.rows.get(pk=row.pk).target_group == "Leger og sykepleiere"


def test_nothing_new_is_said_and_offers_no_button(client, person, plan):
    make_row(
        make_area(plan, title="Kurs"),
        measure="Lage kurs",
        target_group="Leger",
        instruments="Seminar",
        timeframe_text="2027",
    )
    html = page(client, make_import(plan, by=person))
    assert "There is nothing to add." in html
    assert at("import-store", PlanImport.objects.get()) not in html


def test_discarded_is_gone(client, person, plan):
    imported = make_import(plan, by=person)
    assert client.post(at("import-discard", imported)).url == at("edit", plan)
    assert not PlanImport.objects.exists()


def test_a_plan_deleted_meanwhile_is_a_404(client, person, plan):
    imported = make_import(plan, by=person)
    plan.deleted_at = plan.changed_at
    plan.save()
    assert client.get(imported.get_absolute_url()).status_code == 404


def test_a_row_too_long_for_a_plan_is_refused_in_words(client, person, service, settings):
    imported = make_import(by=person, service=service, rows=[("Kurs", "x" * (settings.MAX_TEXT + 1), "a", "b", "c")])
    response = store(client, imported)
    assert response.status_code == 422
    assert "too long" in response.content.decode()


def test_a_notice_of_others_imports_is_not_shown(client, person, plan):
    imported = make_import(plan, by=person)
    store(client, imported)
    other = make_member(plan.service, "leader")
    client.force_login(other)
    assert "data-take-back" not in client.get(at("edit", plan), {"hentet": str(imported.pk)}).content.decode()
    assert client.get(at("edit", plan), {"hentet": "x"}).status_code == 200


def test_take_back_of_what_was_never_added_changes_nothing(client, person, plan):
    imported = make_import(plan, by=person)
    client.post(at("import-take-back", imported))
    assert actions.preview(imported).reading.document
