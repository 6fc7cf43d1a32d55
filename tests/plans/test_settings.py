import uuid
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from plans.actions.documents import document_of
from plans.models import Plan, Section
from tests.factories import make_area, make_group_member, make_member, make_plan, make_row, make_service, make_user

pytestmark = pytest.mark.django_db
NEW = reverse("plans:new")


def url(name, plan, *more):
    return reverse(f"plans:{name}", args=[plan.pk, *more])


def new_values(service, **values):
    return {
        "key": str(uuid.uuid4()),
        "service": service.pk,
        "template": "dissemination",
        "title": "Ny plan",
        "period_start": "01.01.2025",
        "period_end": "31.12.2028",
        "language": "nb",
    } | values


def settings_values(plan, **values):
    return {
        "version": plan.version,
        "title": plan.title,
        "template": plan.template,
        "language": plan.language,
        "purpose": plan.purpose,
    } | values


def make_section(plan, **fields):
    return Section.objects.create(**{"plan": plan, "heading": "Bakgrunn", "rank": 1024} | fields)


@pytest.fixture
def plan():
    return make_plan(title="Planen")


@pytest.fixture
def leader(client, plan):
    user = make_member(plan.service)
    client.force_login(user)
    return user


PAGES = ("settings", "archive", "fetch-back", "delete", "section-new", "section-edit", "section-move", "section-delete")
LEADERS_PAGES = ("archive", "fetch-back", "delete")


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("role", ["reader", "assessor", "group", "editor", "stranger", "anonymous"])
def test_who_may_not_gets_403_and_who_may_not_see_gets_404(client, plan, role, name):
    section = make_section(plan)
    users = {
        "group": lambda: make_group_member(plan.service),
        "stranger": lambda: make_member(make_service()),
        "anonymous": lambda: None,
    }
    user = users.get(role, lambda: make_member(plan.service, role))()
    if user:
        client.force_login(user)
    address = url(name, plan, *([section.pk] if name.startswith("section-") and name != "section-new" else []))
    status = client.post(address, {"to": "up"}).status_code
    if role == "anonymous":
        assert status == 302
    elif role == "stranger":
        assert status == 404
    elif role == "editor" and name not in LEADERS_PAGES:
        assert status in (302, 422)
    else:
        assert status == 403
    if role != "editor":
        assert Plan.objects.get().title == "Planen"
        assert Section.objects.count() == 1


@pytest.mark.parametrize("role", ["reader", "assessor", "group", "stranger"])
def test_new_is_for_leaders_and_editors(client, role):
    service = make_service()
    users = {"group": lambda: make_group_member(service), "stranger": make_user}
    client.force_login(users.get(role, lambda: make_member(service, role))())
    assert client.get(NEW).status_code == 403
    assert client.post(NEW, new_values(service)).status_code == 403
    assert not Plan.objects.exists()


def test_new_makes_a_plan_with_an_example_row(client):
    service = make_service()
    client.force_login(make_member(service, "editor"))
    assert client.get(NEW).status_code == 200
    response = client.post(NEW, new_values(service))
    plan = Plan.objects.get()
    assert response.status_code == 302
    assert response.url == reverse("plans:edit", args=[plan.pk]) + f"#rad-{plan.rows.get().pk}"
    assert (plan.title, plan.service, plan.is_current) == ("Ny plan", service, True)
    assert (plan.period_start, plan.period_end) == (date(2025, 1, 1), date(2028, 12, 31))
    assert len(list(document_of(plan).rows())) == 1


def test_new_sent_five_times_is_one_plan(client):
    service = make_service()
    client.force_login(make_member(service))
    values = new_values(service)
    addresses = {client.post(NEW, values).url for _ in range(5)}
    assert len(addresses) == 1
    assert Plan.objects.count() == 1


def test_new_in_a_service_of_others_is_refused(client):
    client.force_login(make_member(make_service()))
    assert client.post(NEW, new_values(make_service())).status_code == 422
    assert not Plan.objects.exists()


def test_new_without_a_title_is_called_by_kind_and_years_in_its_language(client):
    service = make_service()
    client.force_login(make_member(service))
    client.post(NEW, new_values(service, title=" ", language="en", template="action"))
    assert Plan.objects.get().title == "Action plan 2025–2028"


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("1.1.2025", "31.12.2028"),
        ("01.01.25", "31.12.28"),
        ("1. januar 2025", "31. desember 2028"),
        ("1 jan 2025", "31 des 2028"),
        ("1/1-2025", "31/12-2028"),
        ("1/1 2025", "31/12 2028"),
        ("2025-01-01", "2028-12-31"),
        ("010125", "31122028"),
        ("2025", "2028"),
        ("januar 2025", "desember 2028"),
        (" 2025 ", " 2028 "),
    ],
)
def test_new_takes_dates_as_people_write_them(client, start, end):
    service = make_service()
    client.force_login(make_member(service))
    client.post(NEW, new_values(service, period_start=start, period_end=end))
    plan = Plan.objects.get()
    assert (plan.period_start, plan.period_end) == (date(2025, 1, 1), date(2028, 12, 31))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("period_start", "31.02.2025"),
        ("period_start", "snart"),
        ("period_start", "2025?"),
        ("period_start", "9" * 500),
        ("period_end", "2024"),
        ("title", "a" * 251),
        ("title", "a\0b"),
        ("template", "x"),
        ("language", "de"),
        ("key", "x"),
        ("key", ""),
    ],
)
def test_new_with_what_cannot_be_says_so_and_stores_nothing(client, field, value):
    service = make_service()
    client.force_login(make_member(service))
    response = client.post(NEW, new_values(service, **{field: value}))
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert "ds-error-summary" in response.text
    assert not Plan.with_deleted.exists()


def test_settings_are_saved_and_said(client, plan, leader):
    values = settings_values(
        plan,
        title="Nytt navn",
        template="action",
        extra_columns=["note", "responsible"],
        period_start="2025",
        purpose="Linje én\r\nLinje to",
    )
    response = client.post(url("settings", plan), values, follow=True)
    stored = Plan.objects.get()
    assert response.status_code == 200
    assert (stored.title, stored.template, stored.version) == ("Nytt navn", "action", 2)
    assert stored.extra_columns == ["responsible", "note"]
    assert stored.purpose == "Linje én\nLinje to"
    assert stored.period_start == date(2025, 1, 1)
    assert stored.changed_by == leader
    assert stored.history.first().history_user == leader


def test_settings_saved_unchanged_write_nothing(client, plan, leader):
    Plan.objects.filter(pk=plan.pk).update(purpose=" Linje én\n\nto ")
    plan.refresh_from_db()
    form = client.get(url("settings", plan)).context["form"]
    sent = settings_values(plan, purpose=form["purpose"].value().replace("\n", "\r\n"))
    assert client.post(url("settings", plan), sent).status_code == 302
    assert Plan.objects.get().version == 1


def test_a_change_of_kind_keeps_and_shows_every_text(client, plan, leader):
    make_row(make_area(plan, title="Område"), target_group="Leger", status="done")
    client.post(url("settings", plan), settings_values(plan, template="action"))
    document = document_of(Plan.objects.get())
    assert {"target_group", "status"} < set(document.columns)
    assert "Leger" in client.get(plan.get_absolute_url()).text


def test_settings_changed_meanwhile_show_both_texts_and_overwrite_nothing(client, plan, leader):
    first = settings_values(plan, title="Den enes tittel")
    client.post(url("settings", plan), first)
    response = client.post(url("settings", plan), settings_values(plan, title="Den andres tittel"))
    assert response.status_code == 409
    assert Plan.objects.get().title == "Den enes tittel"
    (difference,) = response.context["differences"]
    assert (difference.mine, difference.stored) == ("Den andres tittel", "Den enes tittel")
    assert response.context["form"]["title"].value() == "Den andres tittel"
    again = {name: response.context["form"][name].value() or "" for name in ("version", "title", "template")}
    assert client.post(url("settings", plan), settings_values(plan) | again).status_code == 302
    assert Plan.objects.get().title == "Den andres tittel"


def test_settings_with_too_long_a_purpose_keep_the_text(client, plan, leader):
    long = "a" * 20_001
    response = client.post(url("settings", plan), settings_values(plan, purpose=long))
    assert response.status_code == 422
    assert long in response.text
    assert "purpose" in response.context["form"].errors
    assert Plan.objects.get().purpose == ""


@pytest.mark.parametrize(
    ("field", "value"), [("title", ""), ("title", "a\0"), ("version", "x"), ("extra_columns", "x"), ("period_end", "?")]
)
def test_settings_with_what_cannot_be_store_nothing(client, plan, leader, field, value):
    response = client.post(url("settings", plan), settings_values(plan, **{field: value}))
    assert response.status_code == 422
    assert Plan.objects.get().version == 1


def test_settings_take_no_other_fields(client, plan, leader):
    other = make_service()
    sent = settings_values(plan, title="Ny", service=other.pk, changed_by=1, archived_at="2020-01-01", is_current="")
    client.post(url("settings", plan), sent)
    stored = Plan.objects.get()
    assert (stored.title, stored.service, stored.archived_at) == ("Ny", plan.service, None)


def test_settings_can_mark_the_current_plan(client, plan, leader):
    current = make_plan(plan.service, is_current=True)
    client.post(url("settings", plan), settings_values(plan, is_current="on"))
    assert [Plan.objects.get(pk=p.pk).is_current for p in (plan, current)] == [True, False]


def test_an_archived_plan_has_no_settings_until_it_is_fetched_back(client, plan, leader):
    assert client.get(url("archive", plan)).status_code == 200
    assert Plan.objects.get().archived_at is None
    client.post(url("archive", plan))
    assert Plan.objects.get().archived_at
    assert client.get(url("settings", plan)).status_code == 403
    assert url("archive", plan) in client.get(plan.get_absolute_url()).text
    assert url("fetch-back", plan) in client.get(url("archive", plan)).text
    client.post(url("fetch-back", plan))
    assert client.get(url("settings", plan)).status_code == 200


@pytest.mark.parametrize("name", ["fetch-back", "section-move"])
def test_what_only_changes_answers_to_post_alone(client, plan, leader, name):
    more = [make_section(plan).pk] if name == "section-move" else []
    assert client.get(url(name, plan, *more)).status_code == 405


def test_delete_asks_first(client, plan, leader):
    assert client.get(url("delete", plan)).status_code == 200
    assert Plan.objects.exists()
    assert client.post(url("delete", plan)).status_code == 302
    assert not Plan.objects.exists()
    assert client.post(url("delete", plan)).status_code == 404


def test_sections_are_added_changed_moved_and_deleted(client, plan, leader):
    for heading in ("Bakgrunn", "Mål"):
        sent = {"key": str(uuid.uuid4()), "heading": heading, "text": "En\r\nto", "place": "before"}
        assert client.get(url("section-new", plan)).status_code == 200
        for _ in range(2):
            client.post(url("section-new", plan), sent)
    first, second = Section.objects.order_by("rank")
    assert (first.heading, first.text) == ("Bakgrunn", "En\nto")
    client.post(url("section-move", plan, first.pk), {"to": "down"})
    client.post(url("section-move", plan, first.pk), {"to": "down"})
    assert list(Section.objects.order_by("rank")) == [second, first]
    client.post(url("section-move", plan, first.pk), {"to": "up"})
    assert list(Section.objects.order_by("rank")) == [first, second]
    sent = {"version": 1, "heading": "Bakgrunnen", "text": "", "place": "after"}
    assert client.post(url("section-edit", plan, first.pk), sent).status_code == 302
    assert Section.objects.get(pk=first.pk).place == "after"
    assert client.get(url("section-delete", plan, first.pk)).status_code == 200
    client.post(url("section-delete", plan, first.pk))
    assert list(Section.objects.all()) == [second]
    assert client.get(url("section-edit", plan, first.pk)).status_code == 404


def test_section_changed_meanwhile_shows_both_texts(client, plan, leader):
    section = make_section(plan, text="Gammel")
    sent = {"version": 1, "heading": "Bakgrunn", "text": "Den enes", "place": "before"}
    client.post(url("section-edit", plan, section.pk), sent)
    response = client.post(url("section-edit", plan, section.pk), sent | {"text": "Den andres"})
    assert response.status_code == 409
    assert "Den enes" in response.text
    assert "Den andres" in response.text
    assert Section.objects.get().text == "Den enes"


@pytest.mark.parametrize(
    ("field", "value"),
    [("heading", ""), ("text", "a" * 20_001), ("text", "a\0"), ("place", "x"), ("heading", "a" * 251)],
)
def test_section_with_what_cannot_be_stores_nothing(client, plan, leader, field, value):
    sent = {"key": str(uuid.uuid4()), "heading": "Bakgrunn", "text": "", "place": "before"} | {field: value}
    response = client.post(url("section-new", plan), sent)
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert not Section.with_deleted.exists()


def test_section_of_another_plan_is_not_found(client, plan, leader):
    theirs = make_section(make_plan())
    for name in ("section-edit", "section-move", "section-delete"):
        assert client.post(url(name, plan, theirs.pk), {"to": "up"}).status_code == 404
    assert Section.objects.get().deleted_at is None


def test_section_move_elsewhere_is_a_bad_request(client, plan, leader):
    assert client.post(url("section-move", plan, make_section(plan).pk), {"to": "sideways"}).status_code == 400


def test_a_conflict_with_a_plan_deleted_meanwhile_is_not_found(client, plan, leader):
    Plan.objects.filter(pk=plan.pk).update(deleted_at=timezone.now())
    assert client.post(url("settings", plan), settings_values(plan, title="Ny")).status_code == 404


def test_titles_and_headings_are_of_one_line(client, plan, leader):
    words = " Plan for\r\n\r\n\tsvelg\u2028og  språk\n"
    client.post(NEW, new_values(plan.service, title=words))
    client.post(url("settings", plan), settings_values(plan, title=words))
    values = {"key": str(uuid.uuid4()), "heading": words, "text": "A\n\nB", "place": "before"}
    client.post(url("section-new", plan), values)
    assert [other.title for other in Plan.objects.all()] == ["Plan for svelg og  språk"] * 2
    assert (Section.objects.get().heading, Section.objects.get().text) == ("Plan for svelg og  språk", "A\n\nB")
