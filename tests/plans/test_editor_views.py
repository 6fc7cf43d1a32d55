"""The editor over HTTP: who may, what is refused, one field as JSON, and everything by ordinary forms."""

import json
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans.models import Area, PlanRow
from tests.factories import (
    make_area,
    make_group_member,
    make_member,
    make_plan,
    make_row,
    make_service,
    make_staff,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return make_plan(make_service())


@pytest.fixture
def area(plan):
    return make_area(plan, title="Kurs")


@pytest.fixture
def row(area):
    return make_row(area, measure="Svelgkurs", instruments="Film")


@pytest.fixture
def person(client, plan):
    user = make_member(plan.service, "editor", make_user("Kari Fjell"))
    client.force_login(user)
    return user


def at(name, plan, thing=None):
    return reverse(f"plans:{name}", args=[plan.pk, thing.pk] if thing else [plan.pk])


def save(client, plan, row, **sent):
    body = {"field": "instruments", "text": "Bok", "base": "Film", "version": 1} | sent
    return client.post(at("row-save", plan, row), json.dumps(body), content_type="application/json")


def stored(thing, name):
    thing.refresh_from_db()
    return getattr(thing, name)


# ---- who may

GETS = ["edit", "row-form", "area-form"]
POSTS = {
    "row-add": {"key": str(uuid.UUID(int=1))},
    "row-form": {"instruments": "x", "base_instruments": "Film"},
    "row-save": {},
    "row-resolve": {},
    "row-reading": {"words": "", "kind": "note"},
    "row-move": {"direction": "up"},
    "row-area": {"area": ""},
    "row-duplicate": {"key": str(uuid.UUID(int=2))},
    "row-split": {"key": str(uuid.UUID(int=3))},
    "row-delete": {},
    "row-restore": {},
    "area-add": {"key": str(uuid.UUID(int=4))},
    "area-form": {"title": "x", "base": "Kurs"},
    "area-save": {},
    "area-move": {"direction": "up"},
    "area-nest": {"band": ""},
    "area-delete": {},
}


def thing_of(name, area, row):
    return None if name.endswith("-add") or name == "edit" else row if name.startswith("row") else area


@pytest.mark.parametrize(
    ("who", "status"),
    [
        (lambda plan: make_user(), 404),
        (lambda plan: make_user(is_staff=True), 404),
        (lambda plan: make_staff(), 404),
        (lambda plan: make_member(make_service(), "leader"), 404),
        (lambda plan: make_member(plan.service, "reader"), 403),
        (lambda plan: group_member(plan), 403),
    ],
    ids=["stranger", "administrator", "staff", "other leader", "reader", "group member"],
)
def test_only_the_services_editors_come_in(client, plan, area, row, who, status):
    client.force_login(who(plan))
    for name in GETS:
        assert client.get(at(name, plan, thing_of(name, area, row))).status_code == status
    for name, body in POSTS.items():
        assert client.post(at(name, plan, thing_of(name, area, row)), body).status_code == status, name
    assert stored(row, "version") == stored(area, "version") == 1
    assert (PlanRow.with_deleted.count(), Area.with_deleted.count()) == (1, 1)


def group_member(plan):
    user = make_user()
    make_group_member(plan.service, user=user)
    return user


def test_who_is_signed_out_is_sent_to_sign_in_and_the_script_gets_401(client, plan, area, row):
    assert client.get(at("edit", plan)).status_code == 302
    for name, body in POSTS.items():
        answer = client.post(at(name, plan, thing_of(name, area, row)), body)
        assert answer.status_code == (401 if name.endswith("-save") else 302), name
    assert "error" in save(client, plan, row).json()
    assert stored(row, "instruments") == "Film"


@pytest.mark.parametrize("name", sorted(set(POSTS) - {"row-form", "area-form"}))
def test_what_changes_something_answers_only_a_post(client, plan, area, row, person, name):
    assert client.get(at(name, plan, thing_of(name, area, row))).status_code == 405


def test_an_archived_plan_is_not_edited(client, plan, row, person):
    plan.archived_at = plan.changed_at
    plan.save()
    assert client.get(at("edit", plan)).status_code == 403
    assert save(client, plan, row).status_code == 403


def test_ids_of_another_plan_have_no_effect(client, plan, area, row, person):
    other = make_row(make_area(make_plan(plan.service), title="Annet"), measure="Annet", instruments="Film")
    bodies = POSTS | {"row-save": None}
    for name, body in bodies.items():
        if name in ("row-add", "area-add"):
            continue
        thing = thing_of(name, other.area, other)
        answer = save(client, plan, other) if name == "row-save" else client.post(at(name, plan, thing), body)
        # A choice that is none of this plan's, and a save that is no JSON, are refused before anything is looked for.
        assert answer.status_code == 404 or (name in ("area-save", "row-area") and answer.status_code == 400), name
    sent = {"text": "x", "base": "Annet", "field": "title", "version": 1}
    address = at("area-save", plan, other.area)
    assert client.post(address, json.dumps(sent), content_type="application/json").status_code == 404
    for body in ({"after": other.pk}, {"area": other.area_id}):
        sent = body | {"key": uuid.uuid4()}
        assert client.post(at("row-add", plan), sent).status_code == 404
    assert client.post(at("row-add", plan), {"key": other.pk}).status_code == 404
    assert client.post(at("area-add", plan), {"key": uuid.uuid4(), "after": other.area_id}).status_code == 404
    assert client.post(at("row-area", plan, row), {"area": other.area_id}).status_code == 400
    assert client.post(at("area-nest", plan, area), {"band": other.area_id}).status_code == 400
    other.refresh_from_db()
    assert (other.version, other.instruments, other.deleted_at, plan.rows.count()) == (1, "Film", None, 1)


# ---- one field as JSON


def test_row_save_answers_with_the_version_and_the_reading(client, plan, row, person):
    answer = save(client, plan, row, field="timeframe", text="Neste høst 27?", base="")
    assert answer.status_code == 200
    assert answer["Cache-Control"].startswith("max-age=0") or "no-store" in answer["Cache-Control"]
    said = answer.json()
    assert (said["version"], said["text"], said["others"]) == (2, "Neste høst 27?", {})
    assert "2027" in said["remark"]
    assert stored(row, "timeframe_kind") == "next"


def test_row_save_of_a_field_changed_meanwhile_is_409_with_both_texts(client, plan, row, person):
    save(client, plan, row, text="Bok")
    answer = save(client, plan, row, text="Kurs")
    assert answer.status_code == 409
    said = answer.json()
    assert (said["mine"], said["theirs"], said["by"], said["version"]) == ("Kurs", "Bok", "Kari Fjell", 2)
    assert said["at"].startswith("kl. ")
    assert stored(row, "instruments") == "Bok"


def test_row_save_of_another_field_keeps_both(client, plan, row, person):
    save(client, plan, row, text="Bok")
    answer = save(client, plan, row, field="note", text="n", base="")
    assert (answer.status_code, answer.json()["others"]) == (200, {"instruments": "Bok"})


@pytest.mark.parametrize(
    "sent",
    [
        {"text": "a\0"},
        {"text": "\ud800"},
        {"text": "å" * 20_001},
        {"text": 5},
        {"text": None},
        {"base": ["Film"]},
        {"field": "version"},
        {"field": "area_id"},
        {"field": "status", "text": "finished", "base": ""},
        {"version": "1"},
        {"version": -1},
        {"version": 2**63},
        {"version": True},
    ],
    ids=lambda sent: str(sent)[:30],
)
def test_row_save_refuses_what_cannot_be_stored(client, plan, row, person, sent):
    assert save(client, plan, row, **sent).status_code == 400
    assert stored(row, "version") == 1


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"5", b"null", b'{"field": "note"}', b"\xff", b"[" * 100_000, b'"' + b"x" * 3_000_000],
    ids=lambda body: repr(body[:12]),
)
def test_row_save_refuses_what_is_no_field(client, plan, row, person, body):
    answer = client.post(at("row-save", plan, row), body, content_type="application/json")
    assert answer.status_code in (400, 413)
    assert stored(row, "version") == 1


def test_row_save_leaves_extra_fields_alone(client, plan, row, person):
    answer = save(client, plan, row, service=1, area=str(uuid.uuid4()), deleted_at="2020-01-01", by=1)
    assert answer.status_code == 200
    row.refresh_from_db()
    assert (row.version, row.deleted_at, row.history.first().history_user) == (2, None, person)


def test_row_save_of_a_deleted_row_is_404(client, plan, row, person):
    client.post(at("row-delete", plan, row))
    assert save(client, plan, row).status_code == 404


def test_row_save_wants_the_token(plan, row, person):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(person)
    assert save(strict, plan, row).status_code == 403
    assert stored(row, "instruments") == "Film"


def test_area_save(client, plan, area, person):
    def send(text, base):
        sent = {"field": "title", "text": text, "base": base, "version": 1}
        return client.post(at("area-save", plan, area), json.dumps(sent), content_type="application/json")

    assert send("Fagdager", "Kurs").json()["version"] == 2
    assert send("Film", "Kurs").status_code == 409
    assert send("å" * 501, "Fagdager").status_code == 400
    assert stored(area, "title") == "Fagdager"


# ---- the page


def test_the_page_holds_the_words_to_the_letter_and_the_rows_never_filled(client, plan, area, row, person):
    row.instruments = "\n<b>første</b>\n\n  siste &amp; "
    row.save()
    empty = make_row(area, measure="")
    html = client.get(at("edit", plan)).content.decode()
    assert ">\n\n&lt;b&gt;første&lt;/b&gt;\n\n  siste &amp;amp; </textarea>" in html
    assert f'id="rad-{empty.pk}"' in html


@pytest.mark.parametrize("template", ["dissemination", "dissemination_short", "action", "competence"])
def test_the_page_shows_the_columns_of_the_template_and_those_with_content(client, plan, area, row, person, template):
    plan.template = template
    plan.save()
    row.note = "En merknad"
    row.save()
    table = client.get(at("edit", plan)).context["table"]
    keys = {column.key for column in table.columns}
    assert {"area", "measure", "instruments", "note"} <= keys
    assert ("status" in keys) is (template == "dissemination")
    assert ("aim" in keys) is (template == "action")


def test_the_page_takes_the_same_number_of_queries_with_1_3_and_300_rows(client, plan, area, person):
    counts = []
    for number in (1, 2, 297):
        for _ in range(number):
            make_row(area)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(at("edit", plan)).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] == counts[2] < 15


def test_the_page_of_a_plan_without_rows_offers_one(client, plan, person):
    answer = client.get(at("edit", plan))
    assert answer.status_code == 200
    assert at("row-add", plan) in answer.content.decode()


# ---- without script


def key_in(html, action):
    form = html.split(f'action="{action}"')[1].split("</form>")[0]
    return form.split('name="key" value="')[1].split('"')[0]


def test_a_row_is_added_filled_ordered_and_deleted_by_forms(client, plan, area, row, person):
    add = at("row-add", plan)
    key = key_in(client.get(at("edit", plan)).content.decode(), add)
    for _ in range(5):
        answer = client.post(add, {"key": key})
        assert answer["Location"] == f"{at('edit', plan)}#rad-{key}"
    new = PlanRow.objects.get(pk=key)
    page = client.get(at("row-form", plan, new)).content.decode()
    assert 'name="base_measure"' in page
    sent = {"measure": "Film", "base_measure": "", "instruments": "En\r\nto", "base_instruments": ""}
    sent |= {"status": "done", "base_status": "", "version": "99", "area": "x", "deleted_at": "2020-01-01"}
    answer = client.post(at("row-form", plan, new), sent)
    assert answer["Location"] == f"{at('edit', plan)}#rad-{key}"
    new.refresh_from_db()
    assert (new.measure, new.instruments, new.status, new.version) == ("Film", "En\nto", "done", 2)

    client.post(at("row-move", plan, new), {"direction": "up"})
    assert [str(pk) for pk in plan.rows.order_by("rank").values_list("pk", flat=True)] == [key, str(row.pk)]
    answer = client.post(at("row-delete", plan, new))
    assert answer["Location"] == f"{at('edit', plan)}?slettet={key}#rad-{row.pk}"
    page = client.get(answer["Location"]).content.decode()
    assert at("row-restore", plan, new) in page
    client.post(at("row-restore", plan, new))
    assert plan.rows.count() == 2


def test_the_undo_of_another_plans_row_is_not_offered(client, plan, person):
    other = make_row()
    other.deleted_at = other.changed_at
    other.save()
    for key in (other.pk, "x", uuid.uuid4()):
        assert client.get(f"{at('edit', plan)}?slettet={key}").context["deleted"] is None


def test_a_row_is_copied_split_continued_and_moved_by_forms(client, plan, area, row, person):
    client.post(at("row-duplicate", plan, row), {"key": uuid.uuid4()})
    client.post(at("row-split", plan, row), {"key": uuid.uuid4()})
    client.post(at("row-add", plan), {"key": uuid.uuid4(), "after": row.pk, "continues": "on"})
    assert list(plan.rows.order_by("rank").values_list("continues", flat=True)) == [False, True, True, False]
    other = make_area(plan)
    client.post(at("row-area", plan, row), {"area": other.pk})
    assert other.rows.count() == 3


def test_areas_and_bands_are_made_named_nested_moved_and_deleted_by_forms(client, plan, area, person):
    key, band_key = uuid.uuid4(), uuid.uuid4()
    client.post(at("area-add", plan), {"key": key, "row_key": uuid.uuid4()})
    client.post(at("area-add", plan), {"key": band_key, "kind": "band"})
    new, band = Area.objects.get(pk=key), Area.objects.get(pk=band_key)
    assert (new.rows.count(), band.kind) == (1, "band")
    client.post(at("area-form", plan, new), {"title": "Film", "base": ""})
    client.post(at("area-nest", plan, new), {"band": band.pk})
    assert (stored(new, "title"), new.parent) == ("Film", band)
    client.post(at("area-nest", plan, new), {"band": ""})
    client.post(at("area-move", plan, new), {"direction": "up"})
    first = plan.areas.filter(kind="area").order_by("rank").first()
    assert (stored(new, "parent"), first) == (None, new)
    client.post(at("area-delete", plan, new))
    client.post(at("area-delete", plan, band))
    assert list(plan.areas.all()) == [area]


def test_an_area_with_rows_is_not_deleted_and_the_page_says_so(client, plan, area, row, person):
    answer = client.post(at("area-delete", plan, area), follow=True)
    assert [message.level_tag for message in answer.context["messages"]] == ["warning"]
    assert plan.areas.count() == 1


def test_a_text_that_is_too_long_is_a_form_error_and_is_kept(client, plan, row, person):
    answer = client.post(at("row-form", plan, row), {"instruments": "å" * 20_001, "base_instruments": "Film"})
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "å" * 20_001 in html
    assert "<title>Feil:" in html
    answer = client.post(at("row-form", plan, row), {"instruments": "a\0b", "base_instruments": "Film"})
    assert answer.status_code == 422
    assert stored(row, "instruments") == "Film"


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("row-move", {"direction": "sideways"}),
        ("row-move", {}),
        ("row-add", {"key": "x"}),
        ("row-add", {}),
        ("row-duplicate", {"key": ""}),
        ("row-area", {"area": "x"}),
        ("area-nest", {"band": "x"}),
        ("area-add", {"key": str(uuid.UUID(int=5)), "kind": "heap"}),
    ],
)
def test_a_button_that_is_not_ours_is_400(client, plan, area, row, person, name, body):
    assert client.post(at(name, plan, thing_of(name, area, row)), body).status_code == 400


def test_a_reading_is_corrected_on_the_rows_page(client, plan, row, person):
    save(client, plan, row, field="timeframe", text="Til våren", base="")
    sent = {"words": "Til våren", "kind": "range", "start": "1.3.2027", "end": "31.5.2027", "precision": "season"}
    client.post(at("row-reading", plan, row), sent)
    row.refresh_from_db()
    assert (row.timeframe_kind, str(row.timeframe_start), row.timeframe_corrected) == ("range", "2027-03-01", True)
    assert client.post(at("row-reading", plan, row), sent | {"end": "1.1.2020"}).status_code == 422
    assert client.post(at("row-reading", plan, row), sent | {"words": "Andre ord"}).status_code == 409


def test_a_save_that_comes_as_a_form_with_files_is_refused(person, plan, row):
    client = Client(enforce_csrf_checks=True)
    client.force_login(person)
    token = client.get(reverse("plans:list")) and client.cookies["csrftoken"].value
    boundary = "multipart/form-data; boundary=x"
    answer = client.post(at("row-save", plan, row), "{}", content_type=boundary, headers={"X-CSRFToken": token})
    assert answer.status_code == 400


def test_a_new_area_with_the_key_of_a_row_elsewhere_is_not_found(client, person, plan):
    elsewhere = make_row()
    answer = client.post(at("area-add", plan), {"key": uuid.uuid4(), "row_key": elsewhere.pk})
    assert answer.status_code == 404
    assert not Area.objects.filter(plan=plan).exists()


def test_the_form_of_a_row_says_of_no_field_that_it_is_optional_since_all_are(client, plan, person, row):
    assert "(valgfritt)" not in client.get(at("row-form", plan, row)).content.decode()
