"""The editor over HTTP: everything by ordinary forms."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from plans.models import Area, PlanRow
from tests.factories import (
    make_area,
    make_row,
)
from tests.plans.editor_pages.calls import at, save, stored, thing_of

pytestmark = pytest.mark.django_db


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
