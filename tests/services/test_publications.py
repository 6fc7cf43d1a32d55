import uuid

import pytest
from django.urls import reverse

from accounts.models import AuditRecord
from services.models import Publication
from tests.factories import make_member, make_publication, make_service, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def service():
    return make_service()


@pytest.fixture
def editor(client, service):
    person = make_member(service, "editor", make_user(language="en"))
    client.force_login(person)
    return person


def words(**changes):
    usual = {"authors": "Fjell K, Vik O", "title": "Svelg etter slag", "journal": "Svelg", "year": "2025"}
    return usual | {"creation_key": str(uuid.uuid4())} | changes


def add(client, service, **changes):
    return client.post(reverse("services:publication-add", args=[service.pk]), words(**changes))


def test_publication_is_added_edited_and_deleted(client, service, editor):
    key = str(uuid.uuid4())
    for _ in range(2):
        add(client, service, creation_key=key)
    publication = Publication.objects.get()
    at = [service.pk, publication.pk]
    edit = reverse("services:publication-edit", args=at)
    assert client.post(edit, words(title="Ny", version=1)).url == f"{service.get_absolute_url()}#publications"
    assert client.post(edit, words(title="Tredje", version=1)).status_code == 409
    publication.refresh_from_db()
    assert (publication.title, publication.version) == ("Ny", 2)
    assert "Ny" in client.get(service.get_absolute_url()).content.decode()
    client.post(reverse("services:publication-delete", args=at))
    assert not Publication.objects.exists()
    verbs = AuditRecord.objects.order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["publication.created", "publication.changed", "publication.deleted"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("31452104", "31452104"),
        (" PMID: 31452104 ", "31452104"),
        ("https://pubmed.ncbi.nlm.nih.gov/31452104/", "31452104"),
        ("", ""),
    ],
)
def test_a_pmid_is_taken_as_people_copy_it(client, service, editor, typed, kept):
    assert add(client, service, pmid=typed).status_code == 302
    assert Publication.objects.get().pmid == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("10.1000/182", "10.1000/182"),
        ("doi: 10.1000/182", "10.1000/182"),
        ("https://doi.org/10.1000/182", "10.1000/182"),
        ("https://eksempel.no/artikkel", "https://eksempel.no/artikkel"),
    ],
)
def test_a_doi_is_taken_as_people_copy_it(client, service, editor, typed, kept):
    assert add(client, service, address=typed).status_code == 302
    assert Publication.objects.get().address == kept


@pytest.mark.parametrize(
    "wrong",
    [
        {"pmid": "12a"},
        {"pmid": "1234567890123"},
        {"pmid": "٣٤"},
        {"address": "javascript:alert(1)"},
        {"address": "artikkel"},
        {"address": "ftp://eksempel.no/a"},
        {"year": "1900"},
        {"title": ""},
        {"title": "x" * 501},
        {"authors": "a\x00b"},
    ],
)
def test_wrong_values_are_refused_with_the_text_kept(client, service, editor, wrong):
    response = add(client, service, **{"journal": "Tidsskrift"} | wrong)
    assert response.status_code == 422
    assert 'value="Tidsskrift"' in response.content.decode()
    assert not Publication.objects.exists()


def test_publication_of_another_service_is_not_found(client, service, editor):
    other = make_publication()
    for name in ("publication-edit", "publication-delete"):
        assert client.post(reverse(f"services:{name}", args=[service.pk, other.pk])).status_code == 404
        assert client.post(reverse(f"services:{name}", args=[other.service_id, other.pk])).status_code == 403
    assert Publication.objects.count() == 1


def test_url_leads_to_the_doi_the_address_or_pubmed():
    urls = [Publication(pmid="1", **more).url for more in ({}, {"address": "10.1/2"}, {"address": "https://a.no/"})]
    assert urls == ["https://pubmed.ncbi.nlm.nih.gov/1/", "https://doi.org/10.1/2", "https://a.no/"]
    assert Publication().url == ""


def test_citation_is_one_line_as_in_a_list_of_references():
    full = Publication(authors="Fjell K.", title="Hva nå?", journal="Svelg", year=2025, pmid="7", address="10.1000/1")
    assert full.citation == "Fjell K. Hva nå? Svelg, 2025. PMID 7. 10.1000/1."
    assert Publication(authors="Fjell K", title="Kort").citation == "Fjell K. Kort."
