import re
from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse

from services.models import HealthTrust, Region, Service
from tests.factories import make_member, make_region, make_service, make_staff, make_trust, make_user

pytestmark = pytest.mark.django_db

LIST = reverse("services:list")


def names(response):
    return re.findall(r'rowheader"><a [^>]*>([^<]*)</a>', response.content.decode())


@pytest.fixture
def signed_in(client):
    client.force_login(make_user(language="en"))
    return client


def test_list_asks_strangers_to_sign_in(client):
    assert client.get(LIST).status_code == 302


def test_list_shows_every_service_to_everyone(signed_in):
    service = make_service()
    assert names(signed_in.get(LIST)) == [str(service)]


def test_list_sorts_as_norwegian_does(signed_in):
    for name in ["Ål", "Øre", "Ærfugl", "Zoologi", "Ånde", "andøya", "Bein"]:
        make_service(name_nb=name, abbreviation="")
    assert names(signed_in.get(LIST)) == ["andøya", "Bein", "Zoologi", "Ærfugl", "Øre", "Ål", "Ånde"]


@pytest.mark.parametrize("words", ["ånde", "ÅNDE", "hjerte ånde", "nkt-åx"])
def test_list_finds_words_in_any_case(signed_in, words):
    make_service(name_nb="Øre", abbreviation="")
    make_service(name_nb="Ånde og HJERTE", code="NKT-ÅX-01", abbreviation="")
    assert names(signed_in.get(LIST, {"words": words})) == ["Ånde og HJERTE"]


def test_list_filters_by_region_trust_kind_and_function(signed_in):
    trust = make_trust()
    wanted = make_service(trust, kind="centre", function="training")
    make_service(kind="network", function="other")
    for query in (
        {"region": trust.region.pk},
        {"trust": trust.pk},
        {"kind": "centre"},
        {"function": "training"},
        {"region": trust.region.pk, "kind": "centre", "words": wanted.code},
    ):
        response = signed_in.get(LIST, query)
        assert names(response) == [str(wanted)], query
        assert "ds-chip" in response.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        {"region": "999999"},
        {"region": "x"},
        {"region": "99999999999999999999999999"},
        {"kind": "nothing"},
        {"words": "\x00"},
        {"words": "x" * 5000},
        {"page": "x"},
        {"page": "99999999999999999999"},
        {"page": "-1"},
        {"unknown": "1"},
        {"leader": "none"},
    ],
)
def test_list_survives_bad_values(signed_in, query):
    make_service()
    response = signed_in.get(LIST, query)
    assert response.status_code in {200, 400}


def test_list_refuses_unknown_sort_keys(signed_in):
    assert signed_in.get(LIST, {"sort": "password"}).status_code == 400


@pytest.mark.parametrize(
    ("sort", "order"),
    [("name", "abc"), ("-name", "cba"), ("region", "bac"), ("-region", "cab"), ("end", "cab"), ("-end", "acb")],
)
def test_list_sorts_both_ways_with_open_ends_last(signed_in, sort, order):
    regions = [make_region(rank=rank) for rank in (90, 80, 95)]
    starts = ["2021-01-01", None, "2019-01-01"]
    for name, region, start in zip("abc", regions, starts, strict=True):
        make_service(make_trust(region), name_nb=name, abbreviation="", life_span=5, started_on=start)
    response = signed_in.get(LIST, {"sort": sort})
    assert "".join(names(response)) == order
    assert response.content.decode().count('aria-sort="none"') == 2


def test_list_shows_fifty_to_a_page_and_says_how_many(signed_in):
    many(120)
    page = signed_in.get(LIST, {"page": 3})
    assert len(names(page)) == 20
    assert "101–120 of 120" in page.content.decode()


def many(number):
    trust = make_trust()
    start = Service.objects.count()
    Service.objects.bulk_create(
        Service(code=f"C{start + i}", name_nb=f"Tjeneste {start + i}", trust=trust) for i in range(number)
    )


def test_list_takes_the_same_queries_for_1_3_and_300(signed_in, django_assert_num_queries):
    counts = []
    for number in (1, 2, 297):
        many(number)
        signed_in.get(LIST)
        with django_assert_num_queries(8, exact=False) as queries:
            signed_in.get(LIST)
        counts.append(len(queries))
    assert len(set(counts)) == 1


def test_list_of_services_without_leader_is_for_those_who_may_invite(client):
    led, leaderless = make_service(), make_service()
    make_member(led)
    client.force_login(make_staff())
    assert names(client.get(LIST, {"leader": "none"})) == [str(leaderless)]
    client.force_login(make_user())
    assert len(names(client.get(LIST, {"leader": "none"}))) == 2


def test_list_says_when_nothing_fits_and_when_there_is_nothing(signed_in):
    assert "No services yet" in signed_in.get(LIST).content.decode()
    make_service()
    assert "No services match" in signed_in.get(LIST, {"words": "qqq"}).content.decode()


def test_the_migration_brings_four_regions_once():
    migration = import_module("services.migrations.0002_four_regions")
    for _ in range(2):
        migration.add_regions(apps, None)
    assert list(Region.objects.values_list("name", flat=True)) == [
        "Helse Nord",
        "Helse Midt-Norge",
        "Helse Vest",
        "Helse Sør-Øst",
    ]


def test_trusts_sort_as_norwegian_does():
    for name in ["Ås sykehus", "Ørland sykehus", "Ask sykehus"]:
        make_trust(name=name)
    assert [trust.name for trust in HealthTrust.objects.all()] == ["Ask sykehus", "Ørland sykehus", "Ås sykehus"]
