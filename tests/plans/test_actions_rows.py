import uuid
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from plans import timeframe
from plans.actions import moves, row_steps, rows
from plans.actions.words import Unacceptable
from plans.models import PlanRow
from plans.timeframe import Timeframe
from tests.factories import make_area, make_plan, make_row, make_user
from tests.plans.groups import make_group, measures

pytestmark = pytest.mark.django_db


def save(row, field, text, base, seen=None, by=None):
    return rows.save_field(
        plan=row.area.plan, row_pk=row.pk, field=field, text=text, base=base, seen=seen or row.version, by=by
    )


# ---- words in cells


def test_save_field_stores_the_text_and_raises_the_version():
    row, user = make_row(), make_user()
    saved = save(row, "instruments", "Kurs\nog film", "", by=user)
    row.refresh_from_db()
    assert (row.instruments, row.version) == ("Kurs\nog film", 2)
    assert (saved.text, saved.version, saved.others) == ("Kurs\nog film", 2, {})
    plan = row.area.plan
    plan.refresh_from_db()
    assert plan.changed_by == user
    assert row.history.first().history_user == user


@pytest.mark.parametrize("field", ["aim", "measure", "target_group", "instruments", "responsible", "note", "timeframe"])
def test_save_field_keeps_words_to_the_letter(field):
    row = make_row(measure="")
    words = "  • første – «punkt»\t\n\n<b>&amp;</b> čáhppes 😀 \n"
    save(row, field, words, "")
    row.refresh_from_db()
    assert rows.words_of(row, field) == words


def test_save_field_makes_line_endings_one_kind():
    row = make_row(instruments="a\nb")
    assert save(row, "instruments", "a\r\nb\rc", "a\r\nb").text == "a\nb\nc"


def test_save_field_of_a_field_changed_meanwhile_is_a_conflict_with_both_texts():
    row, kari, ola = make_row(), make_user("Kari Fjell"), make_user("Ola Dal")
    save(row, "instruments", "Kurs", "", by=kari)
    with pytest.raises(rows.CellChanged) as caught:
        save(row, "instruments", "Film", "", by=ola)
    conflict = caught.value
    assert (conflict.text, conflict.theirs, conflict.by, conflict.field) == ("Film", "Kurs", kari, "instruments")
    row.refresh_from_db()
    assert row.instruments == "Kurs"


def test_save_field_conflict_names_who_changed_that_field_not_who_changed_the_row_last():
    row, kari, ola = make_row(), make_user("Kari Fjell"), make_user("Ola Dal")
    save(row, "instruments", "Kurs", "", by=kari)
    save(row, "note", "Sett på dette", "", by=ola)
    with pytest.raises(rows.CellChanged) as caught:
        save(row, "instruments", "Film", "", by=ola)
    assert caught.value.by == kari


def test_save_field_keeps_two_fields_of_one_row_and_tells_of_the_other():
    row = make_row()
    save(row, "instruments", "Kurs", "", by=make_user())
    saved = save(row, "target_group", "Fastleger", "", seen=1, by=make_user())
    assert saved.others == {"instruments": "Kurs"}
    row.refresh_from_db()
    assert (row.instruments, row.target_group, row.version) == ("Kurs", "Fastleger", 3)


def test_save_field_of_what_is_stored_succeeds_whatever_was_seen():
    row = make_row(instruments="Kurs", version=7)
    saved = save(row, "instruments", "Kurs", "noe helt annet", seen=1)
    row.refresh_from_db()
    assert (saved.version, row.version) == (7, 7)
    assert row.history.count() == 1


def test_save_field_with_an_unknown_version_hands_back_all_other_cells():
    row = make_row(version=9, note="n")
    assert save(row, "instruments", "Kurs", "", seen=3).others["note"] == "n"


@pytest.mark.parametrize("text", ["a\0b", "\ud800", None, 5, ["a"]])
def test_save_field_refuses_what_is_no_text(text):
    with pytest.raises(Unacceptable, match="characters"):
        save(make_row(), "note", text, "")


def test_save_field_takes_twenty_thousand_characters_and_no_more():
    row = make_row()
    save(row, "note", "å" * 20_000, "")
    with pytest.raises(Unacceptable, match="long"):
        save(row, "note", "å" * 20_001, "å" * 20_000)


@pytest.mark.parametrize("field", ["version", "id", "area", "deleted_at", "timeframe_text", "search"])
def test_save_field_knows_only_the_fields_of_the_table(field):
    with pytest.raises(Unacceptable, match="field"):
        save(make_row(), field, "x", "")


def test_save_field_status():
    row = make_row()
    assert save(row, "status", "done", "").text == "done"
    with pytest.raises(Unacceptable, match="status"):
        save(row, "status", "finished", "done")


def test_save_field_of_another_plans_row_or_of_a_deleted_one_finds_nothing():
    row = make_row()
    with pytest.raises(PlanRow.DoesNotExist):
        rows.save_field(plan=make_plan(), row_pk=row.pk, field="note", text="x", base="", seen=1, by=None)
    row_steps.delete_row(plan=row.area.plan, row_pk=row.pk, by=None)
    with pytest.raises(PlanRow.DoesNotExist):
        save(row, "note", "x", "")


def test_save_field_in_an_archived_plan_is_refused():
    row = make_row(make_area(make_plan(archived_at=timezone.now())))
    with pytest.raises(PermissionDenied):
        save(row, "note", "x", "")


def test_save_field_reads_the_timeframe_and_a_correction_lasts_until_the_words_change():
    row = make_row()
    plan = row.area.plan
    assert save(row, "timeframe", "Neste høst 23?", "").timeframe == timeframe.read("Neste høst 23?")
    reading = Timeframe(text="Neste høst 23?", kind="range", start=date(2024, 1, 1), end=date(2024, 5, 1))
    rows.correct_timeframe(plan=plan, row_pk=row.pk, reading=reading, by=None)
    row.refresh_from_db()
    assert row.timeframe == reading
    assert row.timeframe_corrected
    save(row, "note", "x", "")
    row.refresh_from_db()
    assert row.timeframe_corrected
    save(row, "timeframe", "2025", "Neste høst 23?")
    row.refresh_from_db()
    assert row.timeframe == timeframe.read("2025")
    assert not row.timeframe_corrected


def test_correct_timeframe_of_words_that_changed_meanwhile_is_a_conflict():
    row = make_row()
    save(row, "timeframe", "2025", "")
    with pytest.raises(rows.CellChanged):
        rows.correct_timeframe(plan=row.area.plan, row_pk=row.pk, reading=Timeframe(text="2024", kind="year"), by=None)


def test_correct_timeframe_that_ends_before_it_begins_is_refused():
    row = make_row()
    reading = Timeframe(kind="range", start=date(2025, 1, 1), end=date(2024, 1, 1))
    with pytest.raises(Unacceptable, match="reading"):
        rows.correct_timeframe(plan=row.area.plan, row_pk=row.pk, reading=reading, by=None)


def test_save_row_hands_back_conflicts_and_stores_the_rest():
    row = make_row(instruments="Kurs", note="ny")
    conflicts = rows.save_row(
        plan=row.area.plan,
        row_pk=row.pk,
        texts={"instruments": "Film", "note": "min", "target_group": "Leger"},
        bases={"instruments": "Kurs", "note": "gammel", "target_group": ""},
        by=None,
    )
    row.refresh_from_db()
    assert [conflict.field for conflict in conflicts] == ["note"]
    assert (row.instruments, row.note, row.target_group, row.version) == ("Film", "ny", "Leger", 2)


def test_writing_a_measure_in_a_row_that_continues_makes_it_a_row_of_its_own():
    area = make_area()
    _, second, third = make_group(area)
    save(second, "measure", "Film", "")
    assert measures(area.plan)[third.pk] == "Film"


# ---- history


def test_saves_of_one_field_close_in_time_by_one_person_are_one_entry():
    row, kari, ola = make_row(), make_user(), make_user()
    save(row, "note", "a", "", by=kari)
    save(row, "note", "ab", "a", by=kari)
    assert [entry.note for entry in row.history.all()] == ["ab", ""]
    save(row, "note", "abc", "ab", by=ola)
    save(row, "note", "abcd", "abc", by=kari)
    assert [entry.note for entry in row.history.all()] == ["abcd", "abc", "ab", ""]


def test_saves_of_two_fields_or_with_a_deed_between_are_two_entries():
    """One entry is what "undo" takes back."""
    row, kari = make_row(), make_user()
    save(row, "note", "a", "", by=kari)
    save(row, "instruments", "c", "", by=kari)
    save(row, "note", "ab", "a", by=kari)
    assert row.history.count() == 4
    row_steps.add_row(plan=row.area.plan, key=uuid.uuid4(), by=kari)
    save(row, "note", "abc", "ab", by=kari)
    assert row.history.count() == 5


def test_words_that_are_as_before_again_leave_no_entry():
    row, kari = make_row(note="0"), make_user()
    assert save(row, "note", "01", "0", by=kari).step
    saved = save(row, "note", "0", "01", by=kari)
    assert (saved.step, saved.version) == ("", 3)
    assert row.history.count() == 1


def test_saves_more_than_two_minutes_apart_are_two_entries():
    row, kari = make_row(), make_user()
    save(row, "note", "a", "", by=kari)
    row.history.update(history_date=timezone.now() - timedelta(minutes=2, seconds=1))
    save(row, "note", "ab", "a", by=kari)
    assert row.history.count() == 3


def test_words_are_not_written_over_the_entry_of_a_move():
    area, kari = make_area(), make_user()
    make_row(area)
    row = make_row(area)
    moves.step_row(plan=area.plan, row_pk=row.pk, direction="up", by=kari)
    save(row, "note", "a", "", by=kari)
    assert [bool(entry.batch) for entry in row.history.all()[:2]] == [False, True]
