"""A new plan from an earlier one: what is carried, the link from row to row, one step, one effect."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import AuditRecord
from plans.actions import rows as row_actions
from plans.actions import successors
from plans.actions.documents import document_of
from plans.actions.row_steps import delete_row
from plans.chronicle import plan_entries
from plans.models import Area, Plan, PlanRow, Section
from plans.successor import Renewal, fingerprint
from plans.telling import told
from plans.timeframe import read
from services.conflicts import ChangedMeanwhile
from tests.factories import make_area, make_member, make_plan, make_row, make_version

pytestmark = pytest.mark.django_db


def when(words):
    time = read(words)
    parts = {
        "text": time.text,
        "kind": time.kind,
        "start": time.start,
        "end": time.end,
        "precision": time.precision or "",
    }
    return {f"timeframe_{name}": value for name, value in parts.items()}


@pytest.fixture
def source():
    plan = make_plan(
        title="Plan 2019–2021",
        template="action",
        language="nn",
        extra_columns=["note"],
        period_start=date(2019, 1, 1),
        period_end=date(2021, 12, 31),
        purpose="Kunnskap til alle",
        is_current=True,
    )
    Section.objects.create(plan=plan, heading="Bakgrunn", text="Tekst", place="after", rank=1)
    band = make_area(plan, kind="band", title="Undervisning")
    area = make_area(plan, parent=band, title="Kurs")
    make_row(area, measure="Kurs A", status="done", **when("2019"))
    make_row(area, measure="", continues=True, target_group="Leger", note="Husk")
    make_row(area, measure="", continues=True, target_group="Foreldre")
    make_area(plan, title="Tomt")
    make_row(make_area(plan, title="Film"), measure="Film")
    return plan


@pytest.fixture
def by(source):
    return make_member(source.service)


def succeed(source, by, *, rows=None, key=None, seen=None, **values):
    document = document_of(source)
    keys = [row.id for _area, row, _measure in document.rows()] if rows is None else rows
    return successors.create(
        source=source,
        rows=keys,
        seen=fingerprint(document) if seen is None else seen,
        renewal=Renewal(**{"title": "Plan 2022–2024"} | values),
        by=by,
        key=key or uuid.uuid4(),
    )


def row_of(plan, **fields):
    return PlanRow.objects.get(area__plan=plan, **fields)


def test_create_carries_everything_but_what_is_new(source, by):
    made = succeed(source, by, period_start=date(2022, 1, 1), period_end=date(2024, 12, 31))
    assert (made.title, made.template, made.language, made.extra_columns) == (
        "Plan 2022–2024",
        "action",
        "nn",
        ["note"],
    )
    assert (made.period_start, made.period_end, made.purpose) == (
        date(2022, 1, 1),
        date(2024, 12, 31),
        "Kunnskap til alle",
    )
    assert (made.is_current, Plan.objects.get(pk=source.pk).is_current) == (True, False)
    old, new = document_of(source), document_of(made)
    assert [(each.heading, each.text, each.place) for each in new.sections] == [("Bakgrunn", "Tekst", "after")]
    assert [(area.kind, area.title) for area in new.areas] == [(area.kind, area.title) for area in old.areas]
    assert [(row.continues, row.target_group, row.note, row.status, measure) for _area, row, measure in new.rows()] == [
        (row.continues, row.target_group, row.note, row.status, measure) for _area, row, measure in old.rows()
    ]


def test_create_links_each_row_to_the_one_it_was_made_from(source, by):
    made = succeed(source, by)
    pairs = {row.pk: row.origin_id for row in made.rows}
    assert set(pairs.values()) == set(source.rows.values_list("pk", flat=True))
    assert not set(pairs) & set(pairs.values())
    film = row_of(made, measure="Film")
    assert film.origin == row_of(source, measure="Film")
    assert film.history.get().origin_id == film.origin_id
    assert list(film.origin.successors.all()) == [film]


def test_create_writes_the_measure_into_the_first_chosen_row_of_a_group(source, by):
    chosen = [str(row_of(source, target_group=words).pk) for words in ("Leger", "Foreldre")]
    made = succeed(source, by, rows=chosen)
    rows = list(made.rows.order_by("rank"))
    assert [(row.measure, row.continues) for row in rows] == [("Kurs A", False), ("", True)]
    assert [area.title for area in Area.objects.filter(plan=made).order_by("rank")] == ["Undervisning", "Kurs", "Tomt"]


def test_create_moves_years_and_begins_statuses_anew(source, by):
    row = row_of(succeed(source, by, years=3, reset=True), measure="Kurs A")
    assert (row.timeframe_text, row.timeframe_start, row.timeframe_end) == (
        "2022",
        date(2022, 1, 1),
        date(2022, 12, 31),
    )
    assert (row.status, row.timeframe_corrected) == ("planned", False)


def test_create_keeps_a_persons_own_reading_of_the_words(source, by):
    old = row_of(source, measure="Film")
    old.timeframe_text, old.timeframe_kind, old.timeframe_corrected = "Når den er klar", "year", True
    old.timeframe_start, old.timeframe_end, old.timeframe_precision = date(2020, 1, 1), date(2020, 12, 31), "year"
    old.save()
    row = row_of(succeed(source, by, years=3), measure="Film")
    assert (row.timeframe_text, row.timeframe_start, row.timeframe_corrected) == (
        "Når den er klar",
        date(2023, 1, 1),
        True,
    )


def test_create_leaves_the_earlier_plan_as_it_is(source, by):
    before = document_of(source)
    history = PlanRow.history.filter(area__plan=source.pk).count()
    succeed(source, by, rows=[], years=3, reset=True)
    assert document_of(Plan.objects.get(pk=source.pk)) == before
    assert PlanRow.history.filter(area__plan=source.pk).count() == history


def test_create_is_one_step_of_the_history_and_says_where_from(source, by):
    made = succeed(source, by)
    (entry,) = plan_entries(made)
    assert {happening.verb for happening in entry.happenings} == {"added"}
    (said,) = told([entry], made)
    assert "Plan 2019–2021" in said.title
    records = AuditRecord.objects.filter(by=by)
    assert [(record.verb, record.target_id) for record in records] == [("plan.renewed", str(made.pk))]


def test_create_with_the_same_key_makes_one_plan(source, by):
    key = uuid.uuid4()
    assert succeed(source, by, key=key) == succeed(source, by, key=key, rows=[])
    assert Plan.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_five_simultaneous_posts_make_one_plan(source, by):
    key, seen = uuid.uuid4(), fingerprint(document_of(source))

    def post(number):
        try:
            return succeed(source, by, key=key, seen=seen).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as threads:
        made = set(threads.map(post, range(5)))
    assert len(made) == 1
    assert Plan.objects.filter(service=source.service).count() == 2
    assert PlanRow.objects.count() == 8


def test_create_of_rows_that_are_no_longer_as_seen_is_a_conflict_and_makes_nothing(source, by):
    seen = fingerprint(document_of(source))
    delete_row(plan=source, row_pk=row_of(source, measure="Film").pk, by=by)
    with pytest.raises(ChangedMeanwhile):
        succeed(source, by, seen=seen)
    assert Plan.objects.count() == 1


def test_create_takes_the_words_as_they_stand_now(source, by):
    seen, row = fingerprint(document_of(source)), row_of(source, measure="Film")
    row_actions.save_field(plan=source, row_pk=row.pk, field="measure", text="Film og lyd", base="Film", seen=1, by=by)
    assert row_of(succeed(source, by, seen=seen), measure="Film og lyd").origin == row


def test_create_passes_over_rows_of_other_plans(source, by):
    stranger = make_row()
    made = succeed(source, by, rows=[str(stranger.pk), "ikke en rad"])
    assert not made.rows.exists()


def test_create_from_a_version_takes_what_was_frozen_and_links_it_to_the_rows_of_the_plan(source, by):
    film = row_of(source, measure="Film")
    version = make_version(source, by=by)
    PlanRow.objects.filter(pk=film.pk).update(deleted_at="2026-01-01T00:00Z", instruments="Nye ord")
    document = version.plan_document
    made = successors.create(
        source=source,
        version=version,
        rows=[row.id for _area, row, _measure in document.rows()],
        seen=fingerprint(document),
        renewal=Renewal(title="Neste"),
        by=by,
        key=uuid.uuid4(),
    )
    row = row_of(made, measure="Film")
    assert (row.instruments, row.origin_id) == ("", film.pk)


def test_create_takes_as_many_queries_for_many_rows_as_for_few(source, by):
    def queries():
        with CaptureQueriesContext(connection) as context:
            succeed(source, by)
        return len(context)

    few = queries()
    area = make_area(source)
    PlanRow.objects.bulk_create(PlanRow(area=area, measure=f"Tiltak {n}", rank=n) for n in range(180))
    assert queries() == few
