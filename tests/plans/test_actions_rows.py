import random
import uuid
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from plans import timeframe
from plans.actions import areas, moves, row_steps, rows
from plans.actions.documents import document_of
from plans.actions.words import Unacceptable
from plans.models import RANK_STEP, Area, PlanRow
from plans.timeframe import Timeframe
from tests.factories import make_area, make_plan, make_row, make_user

pytestmark = pytest.mark.django_db


def save(row, field, text, base, seen=None, by=None):
    return rows.save_field(
        plan=row.area.plan, row_pk=row.pk, field=field, text=text, base=base, seen=seen or row.version, by=by
    )


def make_group(area, measure="Kurs", length=3):
    head = make_row(area, measure=measure)
    return [head, *(make_row(area, measure="", continues=True) for _ in range(length - 1))]


def order(area):
    return list(PlanRow.objects.filter(area=area).order_by("rank", "id").values_list("pk", flat=True))


def keys(*things):
    return [thing.pk for thing in things]


def measures(plan):
    """The effective measure of every live row."""
    found = {}
    for area in plan.areas.filter(kind="area"):
        for row in PlanRow.objects.filter(area=area).order_by("rank", "id"):
            measure = measure if row.continues else row.measure  # noqa: F821 - unbound if the first one continues
            found[row.pk] = measure
    return found


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


def test_saves_close_in_time_by_one_person_are_one_entry():
    row, kari, ola = make_row(), make_user(), make_user()
    save(row, "note", "a", "", by=kari)
    save(row, "note", "ab", "a", by=kari)
    save(row, "instruments", "c", "", by=kari)
    assert [entry.note for entry in row.history.all()] == ["ab", ""]
    save(row, "note", "abc", "ab", by=ola)
    save(row, "note", "abcd", "abc", by=kari)
    assert [entry.note for entry in row.history.all()] == ["abcd", "abc", "ab", ""]


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


# ---- adding


def test_add_row_comes_below_the_whole_group_and_once():
    area = make_area()
    head, second, third = make_group(area)
    last = make_row(area)
    key = uuid.uuid4()
    for _ in range(2):
        row_steps.add_row(plan=area.plan, key=key, after=head.pk, by=None)
    assert order(area) == [*keys(head, second, third), key, last.pk]


def test_add_row_that_continues_comes_right_below():
    area = make_area()
    head, second = make_group(area, length=2)
    new = row_steps.add_row(plan=area.plan, key=uuid.uuid4(), after=head.pk, continues=True, by=None)
    assert order(area) == keys(head, new, second)
    assert measures(area.plan) == dict.fromkeys(keys(head, new, second), "Kurs")


def test_add_row_first_in_an_area_never_continues():
    area = make_area()
    new = row_steps.add_row(plan=area.plan, key=uuid.uuid4(), area=area.pk, continues=True, by=None)
    assert not new.continues


def test_add_row_to_a_plan_without_areas_makes_one():
    plan = make_plan()
    row = row_steps.add_row(plan=plan, key=uuid.uuid4(), by=None)
    assert list(plan.areas.all()) == [row.area]


def test_add_row_with_the_key_of_another_plans_row_finds_nothing():
    other, plan = make_row(), make_plan()
    with pytest.raises(PlanRow.DoesNotExist):
        row_steps.add_row(plan=plan, key=other.pk, by=None)
    assert not plan.rows.exists()


def test_a_row_never_filled_in_is_not_in_the_document():
    area = make_area()
    row_steps.add_row(plan=area.plan, key=uuid.uuid4(), area=area.pk, by=None)
    assert not list(document_of(area.plan).rows())


# ---- duplicating, splitting


def test_duplicate_of_a_head_takes_the_group_and_all_its_words():
    area = make_area()
    head = make_row(area, measure="Kurs", timeframe_text="2025", timeframe_kind="year", status="done")
    follow = make_row(area, measure="", continues=True, note="n")
    last = make_row(area)
    key = uuid.uuid4()
    for _ in range(2):
        copy = row_steps.duplicate_row(plan=area.plan, row_pk=head.pk, key=key, by=None)
    made = PlanRow.objects.exclude(pk__in=keys(head, follow, last)).order_by("rank")
    assert [(row.measure, row.continues, row.status, row.note) for row in made] == [
        ("Kurs", False, "done", ""),
        ("", True, "", "n"),
    ]
    assert order(area) == [*keys(head, follow), *keys(*made), last.pk]
    assert (copy.pk, copy.timeframe) == (key, head.timeframe)


def test_split_leaves_the_first_line_and_moves_the_rest_to_a_row_that_continues():
    area = make_area()
    row = make_row(area, instruments="Kurs\nFilm\nBok", timeframe_text="2025\n2026", target_group="Alle", status="done")
    rest = row_steps.split_row(plan=area.plan, row_pk=row.pk, key=uuid.uuid4(), by=None)
    row.refresh_from_db()
    assert (row.instruments, row.timeframe_text, row.target_group) == ("Kurs", "2025", "Alle")
    assert (rest.instruments, rest.timeframe_text, rest.target_group) == ("Film\nBok", "2026", "")
    assert (rest.continues, rest.status, rest.timeframe_kind) == (True, "done", "year")
    assert row.history.first().batch == rest.history.first().batch


def test_split_of_single_lines_gives_an_empty_row():
    row = make_row(instruments="Kurs")
    rest = row_steps.split_row(plan=row.area.plan, row_pk=row.pk, key=uuid.uuid4(), by=None)
    assert (rest.continues, rest.instruments, rest.status) == (True, "", "")
    row.refresh_from_db()
    assert row.version == 1


# ---- deleting, restoring


def test_delete_of_a_groups_first_row_writes_the_measure_into_the_next_in_one_batch():
    area = make_area()
    head, second, third = make_group(area)
    row_steps.delete_row(plan=area.plan, row_pk=head.pk, by=None)
    assert measures(area.plan) == dict.fromkeys(keys(second, third), "Kurs")
    second.refresh_from_db()
    assert not second.continues
    assert head.history.first().batch == second.history.first().batch is not None


@pytest.mark.parametrize("which", [0, 1, 2])
def test_restore_closes_the_group_again(which):
    area = make_area()
    group = make_group(area)
    row_steps.delete_row(plan=area.plan, row_pk=group[which].pk, by=None)
    row_steps.restore_row(plan=area.plan, row_pk=group[which].pk, by=None)
    assert order(area) == keys(*group)
    assert list(PlanRow.objects.order_by("rank").values_list("measure", "continues")) == [
        ("Kurs", False),
        ("", True),
        ("", True),
    ]


def test_restored_row_never_takes_over_rows_of_another_group():
    area = make_area()
    lone = make_row(area, measure="Alene", rank=3000)
    row_steps.delete_row(plan=area.plan, row_pk=lone.pk, by=None)
    head = make_row(area, measure="Kurs", rank=2000)
    follow = make_row(area, measure="", continues=True, rank=4000)
    row_steps.restore_row(plan=area.plan, row_pk=lone.pk, by=None)
    assert order(area) == keys(head, follow, lone)


def test_restored_continuing_row_keeps_its_measure_when_its_group_went_elsewhere():
    area = make_area()
    other = make_area(area.plan)
    make_row(area, measure="Annet")
    head, second = make_group(area, length=2)
    row_steps.delete_row(plan=area.plan, row_pk=second.pk, by=None)
    moves.move_to_area(plan=area.plan, row_pk=head.pk, area_pk=other.pk, by=None)
    row_steps.restore_row(plan=area.plan, row_pk=second.pk, by=None)
    assert measures(area.plan)[second.pk] == "Kurs"


def test_restore_brings_the_area_and_its_band_back():
    band = make_area(kind="band")
    area = make_area(band.plan, parent=band)
    row = make_row(area, measure="")
    areas.delete_area(plan=band.plan, area_pk=area.pk, by=None)
    areas.delete_area(plan=band.plan, area_pk=band.pk, by=None)
    row_steps.restore_row(plan=band.plan, row_pk=row.pk, by=None)
    assert Area.objects.filter(plan=band.plan).count() == 2
    assert order(area) == [row.pk]


def test_delete_and_restore_twice_have_one_effect():
    row = make_row()
    for action in (row_steps.delete_row, row_steps.restore_row):
        for _ in range(2):
            action(plan=row.area.plan, row_pk=row.pk, by=None)
    assert row.history.count() == 3


# ---- moving


def test_step_moves_one_row_without_raising_its_version_and_with_one_entry():
    area = make_area()
    first, second = make_row(area), make_row(area)
    assert moves.step_row(plan=area.plan, row_pk=second.pk, direction="up", by=None)
    assert order(area) == keys(second, first)
    second.refresh_from_db()
    assert (second.version, second.history.count(), first.history.count()) == (1, 2, 1)


def test_step_moves_a_group_past_a_group():
    area = make_area()
    one, two = make_group(area, "En"), make_group(area, "To", 2)
    moves.step_row(plan=area.plan, row_pk=one[0].pk, direction="down", by=None)
    assert order(area) == keys(*two, *one)
    moves.step_row(plan=area.plan, row_pk=one[0].pk, direction="up", by=None)
    assert order(area) == keys(*one, *two)
    assert all(row.continues for row in PlanRow.objects.filter(pk__in=keys(*one[1:], *two[1:])))


def test_step_crosses_the_borders_of_areas_and_bands_and_stops_at_the_ends():
    plan = make_plan()
    first = make_area(plan, rank=1)
    band = make_area(plan, kind="band", rank=2)
    second = make_area(plan, parent=band, rank=1)
    row, other = make_row(first), make_row(second)
    assert not moves.step_row(plan=plan, row_pk=row.pk, direction="up", by=None)
    assert moves.step_row(plan=plan, row_pk=row.pk, direction="down", by=None)
    assert (order(first), order(second)) == ([], keys(row, other))
    assert moves.step_row(plan=plan, row_pk=row.pk, direction="down", by=None)
    assert not moves.step_row(plan=plan, row_pk=row.pk, direction="down", by=None)
    assert moves.step_row(plan=plan, row_pk=other.pk, direction="up", by=None)
    assert (order(first), order(second)) == ([other.pk], [row.pk])


def test_step_of_a_continuing_row_stays_in_its_group_and_then_leaves_it_with_the_measure():
    area = make_area()
    head, second, third = make_group(area)
    moves.step_row(plan=area.plan, row_pk=third.pk, direction="up", by=None)
    assert order(area) == keys(head, third, second)
    third.refresh_from_db()
    assert third.continues
    moves.step_row(plan=area.plan, row_pk=third.pk, direction="up", by=None)
    assert order(area) == keys(third, head, second)
    assert measures(area.plan) == dict.fromkeys(keys(head, second, third), "Kurs")


def test_move_row_takes_the_group_below_the_group_of_the_row_named():
    plan = make_plan()
    one, two = make_area(plan), make_area(plan)
    group, other = make_group(one, "En", 2), make_group(two, "To", 2)
    moves.move_row(plan=plan, row_pk=group[0].pk, after=other[0].pk, by=None)
    assert order(two) == keys(*other, *group)
    assert not moves.move_row(plan=plan, row_pk=group[0].pk, after=group[1].pk, by=None)


def test_move_of_a_continuing_row_to_another_area_writes_the_measure_in():
    plan = make_plan()
    one, two = make_area(plan), make_area(plan)
    _, second, _ = make_group(one)
    moves.move_to_area(plan=plan, row_pk=second.pk, area_pk=two.pk, by=None)
    second.refresh_from_db()
    assert (second.measure, second.continues, second.area, second.version) == ("Kurs", False, two, 2)


def test_move_to_another_plans_area_or_a_band_finds_nothing():
    row = make_row()
    plan = row.area.plan
    for area in (make_area(), make_area(plan, kind="band")):
        with pytest.raises(Area.DoesNotExist):
            moves.move_to_area(plan=plan, row_pk=row.pk, area_pk=area.pk, by=None)


def test_moves_into_one_gap_renumber_when_it_is_used_up_and_keep_the_order():
    area = make_area()
    first, last = make_row(area, rank=RANK_STEP), make_row(area, rank=RANK_STEP + 4)
    made = [row_steps.add_row(plan=area.plan, key=uuid.uuid4(), after=first.pk, by=None).pk for _ in range(20)]
    assert order(area) == [first.pk, *reversed(made), last.pk]
    assert first.history.count() == 1


def test_renumbering_keeps_the_place_of_a_deleted_row():
    area = make_area()
    first, gone, last = (make_row(area, rank=rank) for rank in (1, 2, 3))
    row_steps.delete_row(plan=area.plan, row_pk=gone.pk, by=None)
    new = row_steps.add_row(plan=area.plan, key=uuid.uuid4(), after=last.pk, by=None)
    moves.move_row(plan=area.plan, row_pk=new.pk, after=first.pk, by=None)
    row_steps.restore_row(plan=area.plan, row_pk=gone.pk, by=None)
    found = order(area)
    assert found.index(first.pk) < found.index(gone.pk) < found.index(last.pk)


@pytest.mark.parametrize("seed", range(6))
def test_no_step_changes_a_rows_measure_or_lets_an_area_begin_with_a_row_that_continues(seed):
    chance = random.Random(seed)  # noqa: S311 - no secret
    plan = make_plan()
    band = make_area(plan, kind="band")
    homes = [make_area(plan), make_area(plan), make_area(plan, parent=band), make_area(plan, parent=band)]
    for number in range(6):
        make_group(chance.choice(homes), f"Tiltak {number}", chance.randint(1, 4))
    known = measures(plan)
    everyone = list(known)

    def key():
        everyone.append(uuid.uuid4())
        return everyone[-1]

    steps = [
        lambda row: row_steps.delete_row(plan=plan, row_pk=row, by=None),
        lambda row: row_steps.restore_row(plan=plan, row_pk=chance.choice(everyone), by=None),
        lambda row: row_steps.add_row(plan=plan, key=key(), after=row, by=None),
        lambda row: row_steps.add_row(plan=plan, key=key(), after=row, continues=True, by=None),
        lambda row: row_steps.duplicate_row(plan=plan, row_pk=row, key=key(), by=None),
        lambda row: moves.step_row(plan=plan, row_pk=row, direction=chance.choice(["up", "down"]), by=None),
        lambda row: moves.step_row(plan=plan, row_pk=row, direction=chance.choice(["up", "down"]), by=None),
        lambda row: moves.move_row(plan=plan, row_pk=row, after=chance.choice(list(measures(plan))), by=None),
        lambda row: moves.move_to_area(plan=plan, row_pk=row, area_pk=chance.choice(homes).pk, by=None),
        lambda row: areas.step_area(plan=plan, area_pk=chance.choice(homes).pk, direction="down", by=None),
    ]
    for _ in range(60):
        live = list(measures(plan))
        if not live:
            break
        chance.choice(steps)(chance.choice(live))
        now = measures(plan)  # raises if an area begins with a row that continues
        known = now | known
        assert now == {pk: known[pk] for pk in now}
