"""An import over HTTP: sent in, waited for, refused, looked over, answered, added, taken out again."""

import re
import uuid

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from files.models import StoredFile
from plans.actions import imports as actions
from plans.actions.rows import save_field
from plans.models import Plan, PlanImport, PlanRow
from tests.factories import make_area, make_import, make_member, make_plan, make_row, make_service, make_user
from tests.sample_files import word_twin

pytestmark = pytest.mark.django_db

HTML = b"<table><tr><th>Tiltak</th><th>M\xc3\xa5lgruppe</th></tr><tr><td>Svelgkurs</td><td>Leger</td></tr></table>"
TEXT = "Tiltak\tMålgruppe\nSvelgkurs\tLeger\n"


@pytest.fixture
def service():
    return make_service()


@pytest.fixture
def plan(service):
    return make_plan(service)


@pytest.fixture
def person(client, service):
    user = make_member(service, "editor", make_user("Kari Fjell", language="en"))
    client.force_login(user)
    return user


def at(name, thing):
    return reverse(f"plans:{name}", args=[thing.pk])


def send(client, url, **values):
    return client.post(url, {"key": str(uuid.uuid4())} | values)


def upload(name="plan.docx", data=None):
    return SimpleUploadedFile(name, data if data is not None else word_twin())


def page(client, imported, **query):
    return client.get(imported.get_absolute_url(), query).content.decode()


def held(html, name):
    """The values that a browser would send for a name: of hidden fields, ticked boxes and chosen options."""
    if re.search(rf'<select name="{name}"', html):
        select = re.search(rf'<select name="{name}".*?</select>', html, re.S)[0]
        return re.findall(r'<option value="([^"]*)" selected', select)
    tags = [tag for tag in re.findall(r"<input[^>]*>", html) if f'name="{name}"' in tag]
    tags = [tag for tag in tags if 'type="checkbox"' not in tag or " checked" in tag]
    return [re.search(r'value="([^"]*)"', tag)[1] for tag in tags if "value=" in tag]


def form_of(html, **values):
    names = set(
        re.findall(
            r'name="((?:seen|shown|sections|page|take|section|title|template|language|colour|column)[^"]*)"', html
        )
    )
    return {name: held(html, name) for name in names if held(html, name)} | values


def errors(response):
    return re.findall(r'class="ds-validation-message"[^>]*>(.*?)</p>', response.content.decode(), re.S)


# ---- sent in


def test_a_file_leads_to_its_preview(client, person, service):
    response = send(client, reverse("plans:import-new"), service=service.pk, file=upload())
    imported = PlanImport.objects.get()
    assert response.url == imported.get_absolute_url()
    assert (imported.name, imported.by, imported.plan) == ("plan.docx", person, None)


def test_one_form_sent_twice_is_one_import(client, person, plan):
    key = str(uuid.uuid4())
    for _ in range(2):
        send(client, at("import-into", plan), key=key, text=TEXT)
    assert PlanImport.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "Choose a file"),
        ({"text": "  \n"}, "Choose a file"),
        ({"file": "upload", "text": TEXT}, "You have chosen a file and pasted a table"),
        ({"file": "picture"}, "This kind of file cannot be read"),
        ({"file": "empty"}, "The file is empty"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(client, person, plan, values, words):
    files = {"upload": upload(), "picture": upload("bilde.png", b"\x89PNG\r\n"), "empty": upload("plan.docx", b"")}
    values = {name: files.get(value, value) if name == "file" else value for name, value in values.items()}
    response = send(client, at("import-into", plan), **values)
    assert response.status_code == 422
    assert any(words in error for error in errors(response)), errors(response)
    assert 'class="ds-error-summary"' in response.content.decode()
    assert not PlanImport.objects.exists()


def test_a_service_of_others_is_no_choice(client, person):
    response = send(client, reverse("plans:import-new"), service=make_service().pk, file=upload())
    assert response.status_code == 422
    assert not PlanImport.objects.exists()


def test_a_reader_brings_in_nothing(client, plan):
    client.force_login(make_member(plan.service, "reader"))
    assert client.get(at("import-into", plan)).status_code == 403
    assert client.get(reverse("plans:import-new")).status_code == 403


def test_pages_lead_to_imports(client, person, plan):
    new, into = reverse("plans:import-new"), at("import-into", plan)
    assert f'href="{new}?service={plan.service.pk}"' in client.get(reverse("plans:new")).content.decode()
    assert f'href="{new}"' in client.get(reverse("plans:list")).content.decode()
    assert f'href="{new}?service={plan.service.pk}"' in client.get(plan.service.get_absolute_url()).content.decode()
    assert f'href="{into}"' in client.get(plan.get_absolute_url()).content.decode()
    assert f'href="{into}#id_text"' in client.get(at("edit", plan)).content.decode()


# ---- pasted


def paste(client, plan, fetch=True, **values):
    headers = {"X-Requested-With": "fetch"} if fetch else {}
    return client.post(at("import-paste", plan), {"key": str(uuid.uuid4())} | values, headers=headers)


@pytest.mark.parametrize("source", ["html", "text"])
def test_a_pasted_table_gives_the_script_an_address(client, person, plan, source):
    row = make_row(make_area(plan))
    table = {"html": SimpleUploadedFile("tabell.html", HTML)} if source == "html" else {"text": TEXT}
    response = paste(client, plan, place=str(row.pk), column="target_group", **table)
    imported = PlanImport.objects.get()
    assert response.json() == {"url": imported.get_absolute_url()}
    assert (imported.place, imported.column, imported.name) == (row.pk, "target_group", "")
    assert "Svelgkurs" in page(client, imported)


def test_what_is_no_table_is_refused_to_the_script_and_not_kept(client, person, plan):
    response = paste(client, plan, text="bare ord")
    assert response.status_code == 422
    assert response.json()["error"]
    assert not PlanImport.objects.exists()


def test_paste_without_script_leads_to_the_preview(client, person, plan):
    assert paste(client, plan, fetch=False, text=TEXT).url == PlanImport.objects.get().get_absolute_url()
    assert paste(client, plan, fetch=False).status_code == 422


def test_paste_by_who_is_signed_out_says_so_to_the_script(client, plan):
    assert paste(client, plan, text=TEXT).status_code == 401


# ---- waited for, refused


@pytest.mark.parametrize("state", ["waiting", "storing"])
def test_page_waits_with_a_progress_bar_and_without_script_by_itself(client, person, plan, state):
    imported = make_import(plan, by=person, state=state)
    html = page(client, imported)
    assert "<progress" in html
    assert f'data-wait="{at("import-state", imported)}"' in html
    assert '<noscript><meta http-equiv="refresh"' in html
    assert client.get(at("import-state", imported)).json()["state"] == state
    assert client.post(at("import-store", imported)).status_code == 200


def test_refused_says_why_and_what_to_do(client, person, plan):
    imported = make_import(plan, by=person, state="refused", refusal="no_table", name="tom.docx")
    html = page(client, imported)
    assert "There is no table in the file" in html
    assert "tom.docx" in html
    assert f'href="{at("import-into", plan)}"' in html


def test_answers_that_leave_nothing_can_be_taken_back(client, person, plan):
    imported = make_import(plan, by=person, answers={"columns": {"0": ["", "", "", "", ""]}})
    assert 'name="forget"' in page(client, imported)
    client.post(imported.get_absolute_url(), {"forget": "1"})
    assert "Lage kurs" in page(client, imported)


def test_the_file_comes_back_as_it_was_sent(client, person, service):
    data = word_twin()
    send(client, reverse("plans:import-new"), service=service.pk, file=upload(data=data))
    response = client.get(at("import-file", PlanImport.objects.get()))
    assert response.content == data
    assert response.headers["Content-Disposition"] == 'attachment; filename="plan.docx"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("scan", "found", "status", "words"),
    [("waiting", "", 503, "being checked for viruses"), ("infected", "Eicar", 410, "something harmful")],
)
def test_a_file_that_the_scanner_did_not_let_pass_is_not_given_and_the_page_says_why(
    client, person, service, scan, found, status, words
):
    send(client, reverse("plans:import-new"), service=service.pk, file=upload())
    StoredFile.objects.update(scan=scan, found=found)
    response = client.get(at("import-file", PlanImport.objects.get()))
    assert response.status_code == status
    assert words in response.content.decode()
    assert response.headers.get("Retry-After") == ("60" if status == 503 else None)
    assert not response.has_header("Content-Disposition")


def test_a_page_on_which_one_waits_says_that_the_file_is_checked(client, person, service, settings):
    settings.CLAMD = "/nobody/listens/here"
    send(client, reverse("plans:import-new"), service=service.pk, file=upload())
    assert "First the file is checked for viruses." in page(client, PlanImport.objects.get())


def test_an_import_without_its_file_has_none_to_give(client, person, plan):
    assert client.get(at("import-file", make_import(plan, by=person))).status_code == 404


# ---- looked over


def test_preview_shows_the_rows_as_they_will_be(client, person, service):
    rows = [("Kurs", "Svelgkurs", "Leger", "Seminar", "Neste høst 27?"), ("", "", "Foreldre", "Film", "2029")]
    html = page(client, make_import(by=person, service=service, rows=rows))
    for words in ("2 rows in 1 area.", "Svelgkurs", "Neste høst 27?", "«Svelgkurs»", "Make the plan with 2 rows"):
        assert words in html
    links = re.findall(r'href="#(tvil-\d+)"', html)
    assert links
    assert all(f'id="{identity}"' in html for identity in links)
    described = " ".join(re.findall(r'aria-describedby="(tvil[^"]*)"', html)).split()
    assert sorted(described) == sorted(links)


def test_colours_are_asked_for_and_answered(client, person, service):
    imported = make_import(by=person, service=service, colours=["FFC000"])
    html = page(client, imported)
    assert '<rect width="20" height="20" rx="3" fill="#FFC000"/>' in html
    response = client.post(imported.get_absolute_url(), form_of(html, **{"colour-FFC000": "ongoing"}))
    assert response.url == f"{imported.get_absolute_url()}#rader"
    assert 'data-s="ongoing"' in page(client, imported)
    imported.refresh_from_db()
    assert imported.answers["colours"] == {"FFC000": "ongoing"}


def test_columns_are_asked_for_and_answered_and_all_rows_are_ticked_anew(client, person, service):
    imported = make_import(
        by=person, service=service, headings=("Område", "Tiltak", "Hva sa de?", "Virkemidler", "Tidsaspekt")
    )
    html = page(client, imported)
    assert "Hva sa de?" in html
    client.post(imported.get_absolute_url(), form_of(html, take=[]))
    imported.refresh_from_db()
    assert imported.answers["left"] == [0]
    response = client.post(
        imported.get_absolute_url(), form_of(page(client, imported), **{"column-0-2": "target_group"})
    )
    assert "ticked again" in str(*get_messages(response.wsgi_request))
    imported.refresh_from_db()
    assert imported.answers["left"] == []
    assert 'data-label="Target group (who)">Leger</td>' in page(client, imported)


def test_what_is_hidden_is_taken_when_asked(client, person, service):
    rows = [("Kurs", "Synlig", "a", "b", "c"), ("Kurs", "Skjult", "a", "b", "c")]
    imported = make_import(by=person, service=service, rows=rows, hidden_lines=[1])
    html = page(client, imported)
    assert held(html, "take") == ["0"]
    client.post(imported.get_absolute_url(), form_of(html, hidden="on"))
    assert held(page(client, imported), "take") == ["0", "1"]


def test_the_new_plans_facts_are_kept_also_beside_an_error(client, person, service):
    imported = make_import(by=person, service=service)
    values = {"title": "Min plan", "period_start": "2028", "period_end": "2025", "take": []}
    response = client.post(imported.get_absolute_url(), form_of(page(client, imported), **values))
    assert response.status_code == 422
    assert "The period cannot end before it begins." in errors(response)
    assert held(response.content.decode(), "take") == []
    imported.refresh_from_db()
    assert (imported.answers["title"], imported.answers["left"]) == ("Min plan", [0])


def test_many_rows_come_on_pages_whose_ticks_are_kept(client, person, service):
    rows = [("Kurs", f"Tiltak {n}", "a", "b", "c") for n in range(1000)]
    imported = make_import(by=person, service=service, rows=rows)
    html = page(client, imported)
    assert len(held(html, "take")) == 450
    assert "Rows 1–450 of 1000 are shown here." in html
    values = form_of(html, to_page="2")
    values["take"] = values["take"][1:]
    assert client.post(imported.get_absolute_url(), values).url.endswith("?side=2#rader")
    html = page(client, imported, side=2)
    assert held(html, "take")[0] == "450"
    assert "Make the plan with 999 rows" in html
    client.post(imported.get_absolute_url(), form_of(html, take=held(html, "take")[1:], to_page="1"))
    imported.refresh_from_db()
    assert imported.answers["left"] == [0, 450]


@pytest.mark.parametrize("shown", ["x", "1-", "9999999", "0-4,-1", "1--2"])
def test_numbers_that_no_page_of_ours_wrote_are_refused(client, person, plan, shown):
    imported = make_import(plan, by=person)
    assert client.post(imported.get_absolute_url(), {"shown": shown}).status_code == 400


def test_preview_takes_as_many_queries_for_many_rows(client, person, plan):
    counts = []
    for number in (1, 3, 300):
        area = make_area(plan, title=f"Område {number}")
        for n in range(number):
            make_row(area, measure=f"Fra før {number} {n}")
        rows = [("Kurs", f"Tiltak {n}", "a", "b", "c") for n in range(number)]
        imported = make_import(plan, by=person, rows=rows)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert "take-0" in page(client, imported)
        counts.append(len(queries))
    assert len(set(counts)) == 1, counts


# ---- added


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
