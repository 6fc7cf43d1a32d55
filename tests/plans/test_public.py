"""Published plans are open to everybody, and nothing else is."""

import pytest
from django.urls import reverse

from plans import lifecycle
from plans.actions import versions
from plans.actions.documents import document_of
from plans.exports import FORMATS
from plans.models import PlanVersion
from tests import factories as make
from tests.test_canaries import shows, text_of
from tests.world import make_world

CANARY = "kanarifuglene"
QUERIES_OF_A_LIST = 3  # regions to choose from, how many there are, the page


def published(measure="Lage kurs", *, state="published", **fields):
    return make.make_version(make.make_row(measure=measure, **fields).area.plan, state, pdf=b"stands for a PDF")


def addresses(version):
    pages = [reverse("public:plan", args=[version.plan_id]), reverse("public:service", args=[version.plan.service_id])]
    return [*pages, *(reverse(f"public:{key}", args=[version.plan_id]) for key in FORMATS)]


@pytest.mark.parametrize("state", lifecycle.STATES)
def test_only_what_is_published_is_open(db, client, state):
    version = published(state=state)
    expected = 200 if state == lifecycle.PUBLISHED else 404
    assert {client.get(url).status_code for url in addresses(version)} == {expected}
    assert (version.title in client.get(reverse("public:plans")).content.decode()) == (expected == 200)


def test_plan_without_versions_and_deleted_plan_are_not_there(db, client):
    version = published()
    plan = version.plan
    plan.deleted_at = plan.changed_at
    plan.save()
    for url in (*addresses(version), reverse("public:plan", args=[make.make_plan().pk])):
        assert client.get(url).status_code == 404


def test_nothing_but_the_published_version_shows(db, client):
    """Drafts, other versions, comments, statements, people and minutes of the same service stay inside."""
    world = make_world(CANARY)
    closed = [state for state in lifecycle.STATES if state not in (lifecycle.PUBLISHED, lifecycle.SUBMITTED)]
    for state in (*closed, lifecycle.SUBMITTED):  # that one last: each begins as submitted, and only one may wait
        make.make_version(world.plan, state)
    open_plan = make.make_plan(world.service, title="Åpen plan")
    version = make.make_version(make.make_row(make.make_area(open_plan), measure="Åpent tiltak").area.plan, "published")
    row = open_plan.rows.get()
    row.measure = f"Endret etterpå {CANARY}"
    row.save()
    open_plan.title = f"Ny tittel {CANARY}"
    open_plan.save()
    make.make_comment(open_plan, world.people["leader"], row=row.pk, text=CANARY, audience="authority")
    world.service.description = "Om tjenesten"
    world.service.save()
    pages = [client.get(url) for url in (*addresses(version), reverse("public:plans"), f"/offentlig/?words={CANARY}")]
    assert "Åpent tiltak" in text_of(pages[0])
    assert not [page.request["PATH_INFO"] for page in pages if shows(page, CANARY)]


def test_files_are_the_frozen_bytes(db, client):
    version = published()
    assert client.get(reverse("public:pdf", args=[version.plan_id])).content == bytes(version.pdf)
    assert client.get(reverse("public:json", args=[version.plan_id])).content == bytes(version.document)


def test_next_published_version_takes_the_same_address(db, client):
    first = published("Første tiltak")
    make.make_row(first.plan.areas.get(), measure="Andre tiltak")
    second = make.make_version(first.plan, "approved")
    url = reverse("public:plan", args=[first.plan_id])
    assert "Andre tiltak" not in client.get(url).content.decode()
    versions.take(version=second, verb="publish", by=make.make_member(first.plan.service))
    assert "Andre tiltak" in client.get(url).content.decode()


@pytest.mark.parametrize("name", ["public:plan", "public:pdf", "public:json"])
def test_what_the_reader_has_costs_one_query(db, client, name, django_assert_num_queries):
    version = published()
    url = reverse(name, args=[version.plan_id])
    first = client.get(url)
    with django_assert_num_queries(1):
        again = client.get(url, headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_etag_is_another_for_other_words_languages_and_versions(db, client):
    version = published()
    url = reverse("public:plan", args=[version.plan_id])
    tags = [client.get(url).headers["ETag"], client.get(f"{url}?words=kurs").headers["ETag"]]
    client.cookies["django_language"] = "nn"
    tags.append(client.get(url).headers["ETag"])
    make.make_row(version.plan.areas.get())
    second = make.make_version(version.plan, "approved")
    versions.take(version=second, verb="publish", by=make.make_member(version.plan.service))
    tags.append(client.get(url).headers["ETag"])
    assert len(set(tags)) == 4


def test_page_that_names_who_reads_it_has_no_etag_and_is_not_kept(db, client):
    version = published()
    client.force_login(make.make_user("Kari Fjell"))
    response = client.get(reverse("public:plan", args=[version.plan_id]))
    assert "Kari Fjell" in response.content.decode()
    assert "ETag" not in response.headers and "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize("words", ["FASTLEGER i nord", "ÅREKNUTER", "logopeder 2031"])
def test_search_finds_every_word_of_the_plan(db, client, words):
    wanted = published(target_group="Fastleger i nord", instruments="Kurs om åreknuter", timeframe_text="2031")
    wanted_too = published(target_group="Logopeder", timeframe_text="2031 – 2033")
    other = published("Noe annet")
    page = client.get(reverse("public:plans"), {"words": words})
    found = {version.pk for version in page.context["page_obj"]}
    assert found == ({wanted_too.pk} if "logopeder" in words else {wanted.pk})
    assert other.pk not in found


def test_search_leads_to_the_rows_that_have_the_words(db, client):
    version = published(target_group="Fastleger")
    page = client.get(reverse("public:plans"), {"words": "fastleger"}).content.decode()
    assert f"{reverse('public:plan', args=[version.plan_id])}?words=fastleger#measures" in page


def test_filters_by_region_and_kind(db, client):
    first, second = published(), published()
    second.plan.service.kind = "network"
    second.plan.service.save()

    def found(**asked):
        return {version.pk for version in client.get(reverse("public:plans"), asked).context["page_obj"]}

    assert found(region=first.plan.service.trust.region_id) == {first.pk}
    assert found(kind="network") == {second.pk}
    assert client.get(reverse("public:plans"), {"region": "x"}).status_code == 400


@pytest.mark.parametrize("plans", [1, 3, 60])
def test_number_of_queries_is_the_same_for_any_number_of_plans(db, client, plans, django_assert_num_queries):
    for _ in range(plans):
        published()
    client.get(reverse("public:plans"))
    with django_assert_num_queries(QUERIES_OF_A_LIST):
        client.get(reverse("public:plans"))


def test_words_of_search_are_frozen_with_the_version(db):
    version = published("Åpne tiltak")
    version.plan.rows.update(measure="Lukkede")
    assert "åpne tiltak" in PlanVersion.objects.get(pk=version.pk).search
    assert document_of(version.plan).areas != version.plan_document.areas
