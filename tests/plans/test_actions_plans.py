import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import AuditRecord
from plans.actions import plans, sections
from plans.actions.documents import document_of
from plans.document import TEMPLATES
from plans.models import Plan, Section
from plans.suggestions import hints, suggestions
from services.conflicts import ChangedMeanwhile
from tests.factories import make_member, make_plan, make_service, make_user

pytestmark = pytest.mark.django_db


def create(service, by, **values):
    return plans.create(
        **{"service": service, "by": by, "key": uuid.uuid4(), "title": "Plan", "template": "dissemination"}
        | {"language": "nb"}
        | values
    )


def make_section(plan, **fields):
    return Section.objects.create(**{"plan": plan, "heading": "Bakgrunn", "rank": 1024} | fields)


def verbs():
    return list(AuditRecord.objects.order_by("pk").values_list("verb", flat=True))


def test_touch_notes_the_change_without_history_or_version():
    plan = make_plan(version=7)
    Plan.objects.filter(pk=plan.pk).update(changed_at=timezone.now() - timedelta(days=9))
    entries, by = plan.history.count(), make_user()
    plans.touch(plan, by)
    stored = Plan.objects.get(pk=plan.pk)
    assert timezone.now() - stored.changed_at < timedelta(minutes=1)
    assert (stored.changed_by, stored.version, stored.history.count()) == (by, 7, entries)


@pytest.mark.parametrize("template", ["dissemination", "dissemination_short", "action", "competence"])
def test_create_begins_with_one_example_row_in_the_columns_of_the_kind(template):
    service = make_service()
    plan = create(service, make_member(service), template=template, language="en")
    document = document_of(plan)
    ((_area, row, _measure),) = document.rows()
    assert "Example" in row.measure
    assert document.columns == TEMPLATES[template].columns


def test_create_with_the_same_key_makes_one_plan():
    service, key = make_service(), uuid.uuid4()
    by = make_member(service)
    first, second = create(service, by, key=key), create(service, by, key=key, title="En gang til")
    assert first == second
    assert Plan.with_deleted.count() == 1
    assert verbs() == ["plan.created"]


def test_create_with_somebody_elses_key_makes_a_plan_of_its_own():
    service, key = make_service(), uuid.uuid4()
    mine, theirs = create(service, make_member(service), key=key), create(service, make_member(service), key=key)
    elsewhere = create(make_service(), mine.changed_by, key=key)
    assert len({mine.pk, theirs.pk, elsewhere.pk}) == 3


def test_save_settings_writes_history_in_the_persons_name_and_raises_the_version():
    plan, by = make_plan(), make_user()
    saved = plans.save_settings(plan=plan, seen=1, values={"title": "Nytt navn", "period_end": date(2028, 1, 1)}, by=by)
    entry = saved.history.first()
    assert (saved.title, saved.version, saved.changed_by) == ("Nytt navn", 2, by)
    assert (entry.history_user, entry.title) == (by, "Nytt navn")
    assert verbs() == ["plan.changed"]


def test_save_settings_of_an_older_version_is_a_conflict_and_overwrites_nothing():
    plan, by = make_plan(title="Før"), make_user()
    plans.save_settings(plan=plan, seen=1, values={"title": "Den ene"}, by=by)
    with pytest.raises(ChangedMeanwhile) as conflict:
        plans.save_settings(plan=plan, seen=1, values={"title": "Den andre"}, by=by)
    assert conflict.value.stored.title == "Den ene"
    assert Plan.objects.get(pk=plan.pk).title == "Den ene"


def test_save_settings_that_are_stored_already_succeeds_whatever_was_seen():
    plan = make_plan(title="Samme", version=5)
    assert plans.save_settings(plan=plan, seen=1, values={"title": "Samme"}, by=make_user()).version == 5
    assert plan.history.count() == 1
    assert verbs() == []


def test_save_settings_of_a_deleted_plan_is_a_conflict():
    plan = make_plan(deleted_at=timezone.now())
    with pytest.raises(ChangedMeanwhile) as conflict:
        plans.save_settings(plan=plan, seen=1, values={"title": "Ny"}, by=make_user())
    assert conflict.value.stored is None


def test_the_mark_of_the_current_plan_moves_without_raising_a_version():
    service, by = make_service(), make_user()
    old, new = make_plan(service, is_current=True), make_plan(service)
    plans.save_settings(plan=new, seen=1, values={"title": new.title, "is_current": True}, by=by)
    stored = {plan.pk: plan for plan in Plan.objects.all()}
    assert [stored[old.pk].is_current, stored[new.pk].is_current] == [False, True]
    assert [stored[old.pk].version, stored[new.pk].version] == [1, 1]
    assert stored[old.pk].history.first().history_user == by


def test_archive_hands_the_mark_to_the_newest_plan_left_and_fetch_back_does_not_take_it():
    service, by = make_service(), make_user()
    older, newer, current = make_plan(service), make_plan(service), make_plan(service, is_current=True)
    plans.archive(plan=current, by=by)
    plans.archive(plan=current, by=by)
    assert [Plan.objects.get(pk=p.pk).is_current for p in (older, newer, current)] == [False, True, False]
    plans.fetch_back(plan=current, by=by)
    assert [Plan.objects.get(pk=p.pk).is_current for p in (older, newer, current)] == [False, True, False]
    assert Plan.objects.get(pk=current.pk).archived_at is None
    assert verbs() == ["plan.archived", "plan.fetched_back"]


def test_the_only_plan_gets_its_mark_back_when_fetched_back():
    plan, by = make_plan(is_current=True), make_user()
    plans.archive(plan=plan, by=by)
    assert not Plan.objects.get(pk=plan.pk).is_current
    assert plans.fetch_back(plan=plan, by=by).is_current


def test_archiving_is_a_conflict_for_settings_opened_before():
    plan, by = make_plan(), make_user()
    plans.archive(plan=plan, by=by)
    with pytest.raises(ChangedMeanwhile):
        plans.save_settings(plan=plan, seen=1, values={"title": "Ny"}, by=by)


def test_delete_hides_the_plan_and_keeps_its_words():
    plan, by = make_plan(is_current=True), make_user()
    plans.delete(plan=plan, by=by)
    assert not Plan.objects.exists()
    stored = Plan.with_deleted.get()
    assert stored.deleted_at
    assert stored.history.first().history_user == by
    assert verbs() == ["plan.deleted"]


def test_section_add_with_the_same_key_is_one_section_and_never_anothers():
    plan, by, key = make_plan(), make_user(), uuid.uuid4()
    values = {"heading": "Bakgrunn", "text": "", "place": "before"}
    first = sections.add(plan=plan, key=key, values=values, by=by)
    assert sections.add(plan=plan, key=key, values=values, by=by) == first
    other = sections.add(plan=make_plan(), key=key, values=values, by=by)
    assert other.pk != first.pk
    assert Section.objects.count() == 2
    assert first.history.get().history_user == by
    assert Plan.objects.get(pk=plan.pk).changed_by == by


def test_section_save_checks_the_version_and_moves_to_the_end_of_another_place():
    plan, by = make_plan(), make_user()
    first, last = make_section(plan), make_section(plan, place="after", rank=2048)
    saved = sections.save(section=first, seen=1, values={"heading": "Ny", "place": "after"}, by=by)
    assert saved.version == 2
    assert list(Section.objects.filter(place="after").order_by("rank")) == [last, first]
    with pytest.raises(ChangedMeanwhile) as conflict:
        sections.save(section=first, seen=1, values={"heading": "Annen"}, by=by)
    assert conflict.value.stored.heading == "Ny"
    assert sections.save(section=first, seen=1, values={"heading": "Ny"}, by=by).version == 2


def test_section_move_writes_one_entry_and_keeps_the_version():
    plan, by = make_plan(), make_user()
    one, two, three = (make_section(plan, heading=name, rank=rank) for rank, name in enumerate("ABC", 1))
    for after, expected in ((two, "BAC"), (three, "BCA"), (None, "ABC")):
        before = Section.history.count()
        sections.move(section=one, after=after, by=by)
        assert "".join(Section.objects.order_by("rank").values_list("heading", flat=True)) == expected
        assert Section.history.count() == before + 1
    assert Section.objects.get(pk=one.pk).version == 1


def test_section_delete_takes_it_out_of_the_plan_and_keeps_its_words():
    plan, by = make_plan(), make_user()
    section = make_section(plan)
    sections.delete(section=section, by=by)
    assert document_of(plan).sections == ()
    with pytest.raises(ChangedMeanwhile):
        sections.save(section=section, seen=1, values={"heading": "Ny"}, by=by)
    assert Section.with_deleted.get().history.first().history_user == by


def test_suggestions_are_said_in_the_plans_language():
    assert set(suggestions("en")) >= {"measure", "instruments"}
    assert "E-learning" in suggestions("en")["instruments"]
    assert hints("nn")["timeframe"] == "Til dømes: kontinuerleg, pågåande"


@pytest.mark.django_db(transaction=True)
def test_create_five_times_at_once_with_one_key_is_one_plan_and_leaves_one_current():
    service, key = make_service(), uuid.uuid4()
    by = make_member(service)
    make_plan(service, is_current=True)

    def send(_number):
        try:
            return create(service, by, key=key).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as pool:
        made = set(pool.map(send, range(5)))
    assert len(made) == 1
    assert Plan.objects.count() == 2
    assert Plan.objects.get(is_current=True).pk in made
