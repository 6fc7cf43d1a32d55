import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings

from accounts.models import AuditRecord
from plans import document as doc
from plans.actions.documents import document_of, store
from plans.actions.store import DoesNotFit, not_kept
from plans.models import Area, Plan, PlanRow, Section
from plans.timeframe import Timeframe, read
from tests.factories import make_area, make_member, make_plan, make_row, make_service, make_user
from tests.sample_files import TWIN
from tests.strategies import documents

pytestmark = pytest.mark.django_db


def plain(document):
    """The document as it must come back: without what the database gives anew or has no place for."""
    return doc.PlanDocument(
        title=" ".join(document.title.split()),
        language=document.language,
        template=document.template,
        extra_columns=tuple(name for name in doc.COLUMNS if name in document.extra_columns),
        period_start=document.period_start,
        period_end=document.period_end,
        purpose=document.purpose,
        sections=tuple(replace(section, id="") for section in document.sections),
        areas=tuple(plain_area(area) for area in document.areas),
    )


def plain_area(area):
    rows, headless = [], True
    for row in area.rows:
        headless = headless if row.continues else row.is_empty
        if not row.is_empty:
            rows.append(replace(row, id="", continues=row.continues and not headless, tasks=(), goals=()))
            headless = False
    return replace(area, id="", areas=tuple(plain_area(inner) for inner in area.areas), rows=tuple(rows))


def test_store_gives_back_the_twin():
    plan = store(TWIN, service=make_service(), by=None)
    assert plain(document_of(plan)) == plain(TWIN)
    assert plan.rows.count() == 46


@hypothesis_settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(document=documents())
def test_store_gives_back_whatever_there_is_a_place_for(document):
    begins, ends = document.period_start, document.period_end
    if begins and ends and ends < begins:
        document = replace(document, period_start=ends, period_end=begins)
    plan = store(document, service=make_service(), by=None, title=" ".join(document.title.split()) or "Plan")
    back = plain(document_of(plan))
    assert replace(back, title="") == replace(plain(document), title="")


def test_store_makes_ids_of_its_own_and_leaves_gaps_between_the_ranks():
    row = doc.Row(id=str(uuid.uuid4()), measure="Kurs")
    area = doc.Area(id=str(uuid.uuid4()), title="Opplæring", rows=(row, row))
    first = store(doc.PlanDocument(title="Plan", areas=(area,)), service=make_service(), by=None)
    second = store(document_of(first), service=make_service(), by=None)
    assert not {row.pk for row in first.rows} & {row.pk for row in second.rows}
    low, high = second.rows.order_by("rank")
    assert high.rank - low.rank > 1


def test_store_writes_one_batch_of_history_in_the_persons_name_and_an_audit_record():
    by = make_user()
    section = doc.Section(heading="Bakgrunn")
    area = doc.Area(kind="band", title="B", areas=(doc.Area(title="A", rows=(doc.Row(measure="Kurs"),)),))
    plan = store(doc.PlanDocument(title="Plan", sections=(section,), areas=(area,)), service=make_service(), by=by)
    entries = [entry for model in (Plan, Section, Area, PlanRow) for entry in model.history.all()]
    assert len(entries) == 5
    assert len({entry.batch for entry in entries}) == 1
    assert entries[0].batch is not None
    assert {entry.history_user for entry in entries} == {by}
    record = AuditRecord.objects.get()
    assert (record.by, record.verb, record.target_id) == (by, "plan.imported", str(plan.pk))


def test_store_marks_the_newest_plan_as_current():
    service = make_service()
    old = store(doc.PlanDocument(title="Gammel"), service=service, by=None)
    new = store(doc.PlanDocument(title="Ny"), service=service, by=None)
    other = store(doc.PlanDocument(title="Annen"), service=make_service(), by=None)
    assert [Plan.objects.get(pk=plan.pk).is_current for plan in (old, new, other)] == [False, True, True]


@pytest.mark.parametrize(
    "document",
    [
        doc.PlanDocument(areas=(doc.Area(title="a" * 501),)),
        doc.PlanDocument(areas=(doc.Area(rows=(doc.Row(measure="a" * 20_001),)),)),
        doc.PlanDocument(areas=(doc.Area(rows=(doc.Row(note="a\0b"),)),)),
        doc.PlanDocument(areas=(doc.Area(rows=(doc.Row(timeframe=Timeframe(text="\ud83d")),)),)),
        doc.PlanDocument(sections=(doc.Section(heading="a" * 251),)),
        doc.PlanDocument(purpose="\udc00"),
    ],
)
def test_store_refuses_what_does_not_fit_and_stores_nothing(document):
    with pytest.raises(DoesNotFit):
        store(document, service=make_service(), by=None)
    assert not Plan.with_deleted.exists()
    assert not Area.with_deleted.exists()
    assert not Plan.history.exists()


def test_store_shortens_a_title_that_was_only_read_but_refuses_one_that_was_given():
    long = "Plan for svelg " * 30
    assert len(store(doc.PlanDocument(title=long), service=make_service(), by=None).title) == 250
    with pytest.raises(DoesNotFit):
        store(doc.PlanDocument(title="Plan"), service=make_service(), by=None, title=long)


def test_store_names_a_plan_without_a_title():
    assert store(doc.PlanDocument(), service=make_service(), by=None).title


def test_store_keeps_the_rows_of_a_document_nested_otherwise():
    inner = doc.Area(kind="band", title="Innerst", rows=(doc.Row(measure="Tre"),))
    odd = doc.Area(title="Ytre", rows=(doc.Row(measure="To"),), areas=(inner,))
    band = doc.Area(kind="band", title="Bolk", rows=(doc.Row(measure="En"),), areas=(odd,))
    document = document_of(store(doc.PlanDocument(areas=(band,)), service=make_service(), by=None))
    assert [(area.title, row.measure) for area, row, _ in document.rows()] == [
        ("", "En"),
        ("Ytre", "To"),
        ("Innerst", "Tre"),
    ]


def test_store_cuts_only_the_tie_of_a_row_that_cannot_continue():
    rows = (doc.Row(continues=True, target_group="Leger"), doc.Row(continues=True, measure="Kurs"))
    plan = store(doc.PlanDocument(areas=(doc.Area(rows=rows),)), service=make_service(), by=None)
    assert [(row.continues, row.measure, row.target_group) for row in plan.rows.order_by("rank")] == [
        (False, "", "Leger"),
        (False, "Kurs", ""),
    ]


def test_store_keeps_a_persons_reading_of_a_timeframe():
    corrected = replace(read("Neste høst 23?"), start=date(2024, 9, 1), end=date(2024, 11, 30))
    turned = Timeframe(text="2024", kind="year", start=date(2024, 12, 31), end=date(2024, 1, 1), precision="year")
    rows = (doc.Row(timeframe=corrected), doc.Row(timeframe=read("2022")), doc.Row(timeframe=turned))
    plan = store(doc.PlanDocument(areas=(doc.Area(rows=rows),)), service=make_service(), by=None)
    stored = list(plan.rows.order_by("rank"))
    assert [row.timeframe_corrected for row in stored] == [True, False, False]
    assert [row.timeframe for row in stored] == [corrected, read("2022"), read("2024")]


def test_store_drops_a_period_that_ends_before_it_begins():
    document = doc.PlanDocument(period_start=date(2028, 1, 1), period_end=date(2025, 1, 1))
    assert store(document, service=make_service(), by=None).period_start is None


def test_not_kept_names_the_parts_without_a_place():
    document = doc.PlanDocument(
        parties=(doc.Party(name="Koordinator"),), areas=(doc.Area(rows=(doc.Row(tasks=("a",)),)),)
    )
    assert not_kept(document) == ["parties", "tasks"]
    assert not_kept(TWIN) == []


def test_document_of_takes_a_constant_number_of_queries(django_assert_num_queries):
    for count in (1, 3, 300):
        rows = tuple(doc.Row(measure=f"Tiltak {number}") for number in range(count))
        areas = tuple(doc.Area(title=f"Område {number}", rows=rows[:1]) for number in range(min(count, 30)))
        document = doc.PlanDocument(areas=(*areas, doc.Area(rows=rows)))
        plan = store(document, service=make_service(), by=None)
        with django_assert_num_queries(5):
            document_of(plan)


def test_document_of_leaves_out_what_was_deleted_and_rows_never_filled():
    plan = make_plan()
    area = make_area(plan, title="A")
    make_row(area, measure="Slettet", deleted_at=timezone.now())
    make_row(area, measure="")
    make_row(area, measure="Kurs")
    gone = make_area(plan, title="Borte", deleted_at=timezone.now())
    make_row(gone, measure="I et slettet område")
    document = document_of(plan)
    assert [area.title for area in document.areas] == ["A"]
    assert [row.measure for _, row, _ in document.rows()] == ["Kurs"]


def test_document_of_lets_the_next_row_lead_where_the_first_of_a_group_is_left_out():
    area = make_area()
    make_row(area, measure="Kurs")
    make_row(area, measure="")
    make_row(area, measure="", continues=True, target_group="Leger")
    make_row(area, measure="", continues=True, target_group="Foreldre")
    measures = [(row.target_group, row.continues, measure) for _, row, measure in document_of(area.plan).rows()]
    assert measures == [("", False, "Kurs"), ("Leger", False, ""), ("Foreldre", True, "")]


def test_document_of_names_the_service_in_the_plans_language_and_its_leaders_of_today():
    service = make_service(name_nn="Nasjonal kompetanseteneste")
    leader = make_member(service, user=make_user("Marit Strand"))
    make_member(service, user=make_user("Gammel Leder"), to_date=timezone.localdate() - timedelta(days=1))
    make_member(service, "editor", user=make_user("Ikke Leder"))
    plan = make_plan(service, language="nn")
    facts = document_of(plan).service
    assert (facts.code, facts.name, facts.leader) == (service.code, "Nasjonal kompetanseteneste", leader.name)
    assert (facts.trust, facts.region) == (service.trust.name, service.trust.region.name)


def test_document_of_orders_by_rank_then_id():
    area = make_area()
    rows = sorted((make_row(area, rank=1, measure=str(number)) for number in range(5)), key=lambda row: row.pk)
    assert [row.id for _, row, _ in document_of(area.plan).rows()] == [str(row.pk) for row in rows]
