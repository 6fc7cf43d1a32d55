import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from notices.models import Notice
from reviews.audience import asked, writers_of
from reviews.models import Response, ReviewRound
from tests.factories import make_group_member, make_member, make_region, make_service, make_staff, make_trust
from tests.reviews_factories import make_questionnaire, make_round, mark_signed
from tests.services.test_at_once import five_times

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client):
    user = make_staff()
    client.force_login(user)
    return user


def to(name, made):
    return reverse(f"reviews:{name}", args=[made.pk])


def fields(*services, **changes):
    return {
        "title": "Gjennomgang 2027",
        "year": "2027",
        "guidance": "Les dette først.",
        "opens_on": "1. februar 2027",
        "due_on": "15.03.2027",
        "leader_questionnaire": make_questionnaire("leader").pk,
        "group_questionnaire": make_questionnaire("group").pk,
        "services": [service.pk for service in services],
        "creation_key": str(uuid.uuid4()),
    } | changes


def test_round_is_made_with_its_services(client, staff):
    one, other = make_service(), make_service()
    response = client.post(reverse("reviews:round-new"), fields(one, other))
    made = ReviewRound.objects.get(title="Gjennomgang 2027")
    assert response.headers["Location"] == made.get_absolute_url()
    assert set(made.services.all()) == {one, other}
    assert (made.opens_on, made.due_on, made.is_open) == (date(2027, 2, 1), date(2027, 3, 15), False)


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"title": ""}, "title"),
        ({"year": "1890"}, "year"),
        ({"due_on": "01.01.2027"}, "due_on"),
        ({"due_on": "i mars"}, "due_on"),
        ({"guidance": "x" * 20_001}, "guidance"),
        ({"leader_questionnaire": "999999"}, "leader_questionnaire"),
        ({"services": ["999999"]}, "services"),
    ],
)
def test_bad_round_is_refused_with_the_text_kept(client, staff, changes, wrong):
    response = client.post(reverse("reviews:round-new"), fields(**changes))
    assert (response.status_code, list(response.context["form"].errors)) == (422, [wrong])
    assert not ReviewRound.objects.exists()


def test_only_those_who_run_rounds_are_shown_the_way_to_new_ones(client, staff):
    links = [reverse("reviews:round-new"), reverse("reviews:questionnaires")]
    assert all(f'href="{link}"' in client.get(reverse("reviews:home")).content.decode() for link in links)
    client.force_login(make_member(make_service(), "leader"))
    assert not any(f'href="{link}"' in client.get(reverse("reviews:home")).content.decode() for link in links)


def test_groups_form_cannot_be_the_leaders(client, staff):
    sent = fields(leader_questionnaire=make_questionnaire("group").pk)
    assert client.post(reverse("reviews:round-new"), sent).status_code == 422


def test_round_changed_meanwhile_shows_both_texts(client, staff):
    made = make_round()
    sent = fields(*made.services.all(), title="Mitt", version=made.version)
    assert client.post(to("round-edit", made), sent | {"title": "Deres"}).status_code == 302
    response = client.post(to("round-edit", made), sent)
    assert response.status_code == 409
    assert {"Mitt", "Deres"} <= {each for one in response.context["differences"] for each in (one.mine, one.stored)}
    again = sent | {"version": response.context["form"].data["version"]}
    assert client.post(to("round-edit", made), again).status_code == 302
    made.refresh_from_db()
    assert made.title == "Mitt"


def test_opened_round_takes_more_services_and_keeps_what_it_has(client, staff):
    first, more = make_service(), make_service()
    make_member(more, "leader")
    made = make_round(first, opened=True)
    page = client.get(to("round-edit", made)).context["form"]
    assert "leader_questionnaire" not in page.fields
    assert first not in page.fields["services"].queryset
    other = make_questionnaire("leader")
    sent = fields(more, version=made.version, leader_questionnaire=other.pk, due_on="01.04.2027")
    assert client.post(to("round-edit", made), sent).status_code == 302
    made.refresh_from_db()
    assert set(made.services.all()) == {first, more}
    assert (made.due_on, made.leader_questionnaire == other) == (date(2027, 4, 1), False)
    assert Response.objects.filter(round=made, service=more).count() == 2


def test_opening_page_names_those_who_are_told(client, staff):
    service, without = make_service(), make_service()
    leader, member = make_member(service, "leader"), make_group_member(service)
    both = make_member(service, "editor")
    make_group_member(service, user=both)
    make_group_member(service)
    made = make_round(service, without)
    page = client.get(to("round-open", made))
    listed = {each.service: each for each in page.context["asked"]}
    assert set(listed[service].leader) == {leader, both}
    assert listed[without].leader == listed[without].group == []
    assert member in listed[service].group and both not in listed[service].group
    assert client.post(to("round-open", made), {"version": made.version}).status_code == 302
    told = set(Notice.objects.filter(kind="review_opened").values_list("receiver", flat=True))
    assert len(told) == page.context["told"]
    for response in Response.objects.filter(round=made):
        assert set(writers_of(response)) == set(getattr(listed[response.service], response.audience))


def test_those_who_are_asked_are_found_in_two_queries(django_assert_num_queries):
    services = [make_service() for _number in range(4)]
    for service in services:
        make_member(service, "leader")
    with django_assert_num_queries(2):
        asked(services)


def test_round_that_cannot_be_opened_says_why(client, staff):
    made = make_round()
    assert client.post(to("round-open", made), {"version": made.version + 1}).status_code == 409
    assert client.post(to("round-open", made)).status_code == 409
    made.services.clear()
    assert client.post(to("round-open", made), {"version": made.version}).status_code == 409
    made.refresh_from_db()
    assert not made.is_open


def test_unopened_round_is_unseen_by_others(client):
    service = make_service()
    made = make_round(service)
    client.force_login(make_member(service, "leader"))
    assert [client.get(to(name, made)).status_code for name in ("round", "round-edit", "round-open")] == [404] * 3


def test_round_shows_each_what_is_theirs(client):
    region = make_region()
    own, near, far = make_service(make_trust(region)), make_service(make_trust(region)), make_service()
    made = make_round(own, near, far, opened=True)
    leader = make_member(own, "leader")
    for user, services in (
        (leader, {own}),
        (make_group_member(own), {own}),
        (make_staff(region), {own, near}),
        (make_staff(), {own, near, far}),
    ):
        client.force_login(user)
        page = client.get(to("round", made))
        assert {service for service, _forms in page.context["rows"]} == services
        read = {form.audience for _service, forms in page.context["rows"] for form, may_read in forms if may_read}
        own_form = {"leader"} if user == leader else {"group"} if user.group_memberships.exists() else set()
        assert read == own_form


def test_filters_find_services_by_what_they_lack(client, staff):
    none, half, both = (make_service(name_nb=f"Tjeneste {name}") for name in ("abborr", "brasme", "canis"))
    made = make_round(none, half, both, opened=True)
    for response in Response.objects.filter(round=made, service__in=[half, both]):
        if response.service == both or response.audience == "leader":
            mark_signed(response)

    def found(**query):
        page = client.get(to("round", made), query)
        assert page.status_code == 200
        return [service for service, _forms in page.context["rows"]]

    assert found(stands="unsigned") == [none, half]
    assert found(stands="leader") == [none]
    assert found(stands="group") == [none, half]
    assert found(stands="signed") == [both]
    assert found(words="tjeneste brasme") == [half]
    assert found(sort="-name") == [both, half, none]
    assert client.get(to("round", made), {"sort": "secret"}).status_code == 400


def test_late_forms_are_marked_until_they_are_signed(client, staff):
    made = make_round(opened=True, due_on=timezone.localdate() - timedelta(days=1))
    late = client.get(to("round", made)).content.decode()
    assert late.count('class="late"') == 2
    mark_signed(Response.objects.get(round=made, audience="leader"))
    assert client.get(to("round", made)).content.decode().count('class="late"') == 1


def test_round_takes_a_constant_number_of_queries(client, staff, django_assert_max_num_queries):
    made = make_round(*(make_service() for _number in range(30)), opened=True)
    with django_assert_max_num_queries(18):
        client.get(to("round", made))


@pytest.mark.django_db(transaction=True)
def test_five_posts_at_once_make_one_round_and_open_it_once():
    service, user = make_service(), make_staff()
    make_member(service, "leader")
    assert five_times(user, reverse("reviews:round-new"), fields(service)) == [302] * 5
    made = ReviewRound.objects.get()
    statuses = five_times(user, to("round-open", made), {"version": made.version})
    assert sorted(statuses) == [302, 409, 409, 409, 409]
    assert (Response.objects.count(), Notice.objects.filter(kind="review_opened").count()) == (2, 1)
