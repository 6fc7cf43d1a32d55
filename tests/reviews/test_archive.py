"""A signed form with all that belongs to it, as a zip for an archive."""

import json
import re
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.urls import reverse

from files.models import StoredFile
from reviews.actions import responses
from reviews.archive import archive_of
from reviews.document import from_json
from reviews.frozen import print_signed
from tests.factories import make_member, make_row, make_staff, make_user, make_version
from tests.reviews_factories import leader_of, make_attachment, make_response, mark_signed

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7 stands for a printed form"
LONG = "Å" * 150 + ".docx"


@pytest.fixture(autouse=True)
def uploads(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "uploads"
    return tmp_path / "uploads"


@pytest.fixture
def signed():
    """With every kind of attachment, under names that no Windows takes as they are."""
    response = make_response()
    plan = make_row().area.plan
    plan.service = response.service
    plan.save()
    make_attachment(response, name="CON.docx")
    make_attachment(response, name="con.docx", word="Noe annet")
    make_attachment(response, name=LONG)
    version = make_version(plan, "named", pdf=b"%PDF-1.7 stands for the plan")
    make_attachment(response, kind="plan", name="Plan: 2025/2028?", plan_version=version)
    make_attachment(response, slot=2, kind="link", name="Portalen", url="https://example.org/a")
    make_attachment(response, slot=2, kind="text", name="../../Resultater\\..", text="En\nto")
    make_attachment(response, slot=3, kind="publications", name="1 publikasjon", text="Fjell K. Svelg.")
    mark_signed(response, by=leader_of(response))
    responses.keep_pdf(response=response, pdf=PDF)
    return response


def unpacked(response, **options):
    """The zip's files by their paths, and its manifest."""
    with ZipFile(BytesIO(b"".join(archive_of(response, **options)))) as zipped:
        assert zipped.testzip() is None
        files = {name: zipped.read(name) for name in zipped.namelist()}
    return files, json.loads(files["manifest.json"])


def test_archive_holds_the_form_and_every_attachment(signed):
    files, _manifest = unpacked(signed)
    assert list(files) == [
        "manifest.json",
        "skjema.pdf",
        "skjema.json",
        "vedlegg-1/01 CON.docx",
        "vedlegg-1/02 con.docx",
        f"vedlegg-1/03 {'Å' * 120}.docx",
        "vedlegg-1/04 Plan 2025 2028.pdf",
        "vedlegg-1/04 Plan 2025 2028.json",
        "vedlegg-2/01 Portalen.txt",
        "vedlegg-2/02 Resultater.txt",
        "vedlegg-3/01 1 publikasjon.txt",
    ]
    assert files["skjema.pdf"] == PDF
    assert from_json(files["skjema.json"]).reference == signed.reference
    assert files["vedlegg-1/02 con.docx"] == signed.attachments.all()[1].stored.content.read()
    assert files["vedlegg-2/01 Portalen.txt"] == b"Portalen\r\nhttps://example.org/a\r\n"
    assert files["vedlegg-2/02 Resultater.txt"].endswith(b"\r\nEn\r\nto\r\n")


def test_manifest_says_what_it_is_and_the_hash_of_every_file(signed):
    files, manifest = unpacked(signed, case_number="18/01234-5")
    for about in manifest["files"]:
        content = files.pop(about["path"])
        assert (about["sha256"], about["size"]) == (sha256(content).hexdigest(), len(content))
    assert list(files) == ["manifest.json"]
    service = signed.service
    assert manifest["title"] == f"Spørsmål til leder av tjenesten: {service.name_nb}"
    assert manifest["date"] == signed.signed_at.isoformat()
    assert (manifest["sender"], manifest["receiver"]) == (
        f"{service.name_nb}, {service.trust}",
        service.trust.region.name,
    )
    assert (manifest["version"], manifest["case_number"], manifest["reference"]) == (1, "18/01234-5", signed.reference)
    assert manifest["document_sha256"] == signed.sha256 == sha256(bytes(signed.document)).hexdigest()
    assert manifest["left_out"] == []


def test_the_same_form_gives_the_same_bytes(signed):
    first, second = (b"".join(archive_of(signed)) for _time in range(2))
    assert first == second


def test_no_path_leads_out_of_the_zip_or_is_refused_by_windows(signed):
    files, _manifest = unpacked(signed)
    assert len({path.casefold() for path in files}) == len(files)
    for path in files:
        for part in path.split("/"):
            assert not re.search(r'[<>:"\\|?*\x00-\x1f]|[. ]$|^\.', part), path
            assert len(part) <= 140


def test_of_a_large_file_only_pieces_are_in_memory(signed):
    attachment = signed.attachments.first()
    with Path(attachment.stored.content.path).open("wb") as file:
        for number in range(400):
            file.write(sha256(str(number).encode()).digest() * 2048)
    assert max(map(len, archive_of(signed))) < 1_000_000


def test_a_file_that_the_scanner_found_harmful_is_left_out_and_named(signed):
    stored = signed.attachments.first().stored
    StoredFile.objects.filter(pk=stored.pk).update(scan="infected", found="Eicar")
    files, manifest = unpacked(signed)
    assert "vedlegg-1/01 CON.docx" not in files and "vedlegg-1/02 con.docx" in files
    [left_out] = manifest["left_out"]
    assert (left_out["title"], left_out["sha256"]) == ("CON.docx", stored.sha256)


# The page


def url(response):
    return reverse("reviews:archive", args=[response.pk])


def test_download_is_streamed_under_the_forms_reference(client, signed):
    client.force_login(make_staff(signed.service.trust.region))
    answer = client.get(url(signed), {"sak": "18/1"})
    with ZipFile(BytesIO(b"".join(answer.streaming_content))) as zipped:
        assert json.loads(zipped.read("manifest.json"))["case_number"] == "18/1"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{signed.reference}.zip"'
    assert answer.headers["Content-Type"] == "application/zip"


@pytest.mark.parametrize(("who", "status"), [("reader", 200), ("stranger", 404), ("administrator", 404)])
def test_who_may_read_the_signed_form_may_have_it(client, signed, who, status):
    people = {
        "reader": lambda: make_member(signed.service, "reader"),
        "stranger": make_user,
        "administrator": lambda: make_user(is_staff=True, is_superuser=True),
    }
    client.force_login(people[who]())
    assert client.get(url(signed)).status_code == status


@pytest.mark.parametrize("number", ["x" * 61, "a\nb"])
def test_what_is_no_number_of_a_case_is_refused(client, signed, number):
    client.force_login(leader_of(signed))
    assert client.get(url(signed), {"sak": number}).status_code == 400


def test_there_is_none_before_the_form_is_signed_and_its_pdf_is_printed_where_it_lacks(client):
    response = make_response()
    client.force_login(leader_of(response))
    assert client.get(url(response)).status_code == 409
    mark_signed(response)
    assert client.get(url(response)).status_code == 200
    response.refresh_from_db()
    assert bytes(response.pdf).startswith(b"%PDF")


def test_there_is_none_while_the_form_cannot_be_printed(client, monkeypatch):
    response = mark_signed(make_response())
    client.force_login(leader_of(response))
    monkeypatch.setattr("reviews.archive.print_signed", lambda form: print_signed(form, seconds=0.001))
    answer = client.get(url(response))
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "600")


def test_there_is_none_while_a_file_waits_for_the_scanner_or_is_gone(client, signed):
    client.force_login(leader_of(signed))
    stored = signed.attachments.first().stored
    StoredFile.objects.filter(pk=stored.pk).update(scan="waiting")
    assert client.get(url(signed)).status_code == 503
    StoredFile.objects.filter(pk=stored.pk).update(scan="clean")
    stored.content.storage.delete(stored.content.name)
    assert client.get(url(signed)).status_code == 404


def test_the_signed_form_leads_to_its_archive_and_to_every_file(client, signed):
    client.force_login(leader_of(signed))
    page = client.get(signed.get_absolute_url()).content.decode()
    assert f'href="{url(signed)}"' in page
    for attachment in signed.attachments.all():
        place = reverse("reviews:attachment", args=[signed.pk, attachment.slot, attachment.pk])
        assert (f'href="{place}"' in page) == (attachment.kind in ("file", "plan"))
    assert 'href="https://example.org/a"' in page
