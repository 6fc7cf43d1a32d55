"""An import over HTTP: sent in or pasted, waited for, refused."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from files.models import StoredFile
from plans.models import PlanImport
from tests.factories import make_area, make_import, make_member, make_row, make_service
from tests.plans.import_pages.forms import HTML, TEXT, at, errors, page, send, upload
from tests.sample_files import word_twin

pytestmark = pytest.mark.django_db


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
