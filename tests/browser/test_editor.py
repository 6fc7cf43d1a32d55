"""The table editor in Chromium: saving, conflicts, lost connections, keyboard, menus, narrow screens, axe."""

import re
import uuid

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from plans.actions import areas, row_steps, rows
from plans.models import Area, PlanRow
from tests.browser.conftest import axe, sideways, sign_in
from tests.factories import make_area, make_member, make_plan, make_row, make_service, make_user

pytestmark = pytest.mark.django_db(transaction=True)

SAVED = re.compile(r"saved at|lagret kl|lagra kl")


@pytest.fixture
def plan():
    plan = make_plan(make_service())
    first = make_area(plan, title="Nettsider")
    make_row(first, measure="Nettside", instruments="Artikler", status="done")
    band = make_area(plan, kind="band", title="Undervisning og kurs")
    area = make_area(plan, title="Kurs", parent=band)
    make_row(area, measure="Svelgkurs", target_group="Leger", instruments="Seminar", status="ongoing")
    make_row(area, measure="", continues=True, target_group="Foreldre", timeframe_text="2025")
    return plan


@pytest.fixture
def leader(plan):
    return make_member(plan.service, user=make_user("Kari Fjell"))


@pytest.fixture
def editor(page, live_server, plan, leader):
    return opened(page, live_server, plan, leader)


def opened(page, live_server, plan, user):
    sign_in(page, live_server, user)
    page.emulate_media(reduced_motion="reduce")  # axe must not judge a menu that is still fading in
    page.goto(f"{live_server.url}/planer/{plan.pk}/rediger/")
    expect(page.locator("#main[data-ready]")).to_be_attached()
    return page


def row_named(measure):
    return PlanRow.objects.get(measure=measure)


def field(page, row, name):
    return page.locator(f"#rad-{row.pk} [data-field={name}]")


def title(page, area):
    return page.locator(f"#omrade-{area.pk} [data-field=title]")


def saved(page):
    expect(page.locator("#save-state")).to_have_text(SAVED)
    expect(page.locator("#save-state")).to_have_attribute("data-s", "done")


def stored(row, name):
    row.refresh_from_db()
    return getattr(row, name)


def shown(page):
    return page.locator("tr[data-row]").evaluate_all("rows => rows.map(row => row.dataset.row)")


def on_field(page):
    """What has the focus, as "row:field"; the tag where it is no field."""
    return page.evaluate(
        """() => {
        const { dataset, localName } = document.activeElement;
        return dataset.field ? `${document.activeElement.closest('tr').dataset.row}:${dataset.field}` : localName }"""
    )


# ---- saving


def test_text_is_saved_two_seconds_after_the_last_key(editor):
    row = row_named("Nettside")
    field(editor, row, "instruments").press_sequentially("X")
    expect(editor.locator("#save-state")).to_have_attribute("data-s", "planned")
    saved(editor)
    assert "X" in stored(row, "instruments")


def test_text_is_saved_on_leaving_the_field_and_stands_after_a_reload(editor):
    row = row_named("Nettside")
    field(editor, row, "target_group").fill("\nLinje én\n\n  • innrykk <b>\n")
    editor.keyboard.press("Tab")
    saved(editor)
    editor.reload()
    assert field(editor, row, "target_group").input_value() == "\nLinje én\n\n  • innrykk <b>\n"
    assert stored(row, "target_group") == "\nLinje én\n\n  • innrykk <b>\n"


def test_status_is_saved_and_its_symbol_follows(editor):
    row = row_named("Nettside")
    field(editor, row, "status").select_option("planned")
    expect(editor.locator(f"#rad-{row.pk} .status[data-s=planned] use[href$='#st-planned']")).to_be_attached()
    saved(editor)
    assert stored(row, "status") == "planned"


def test_words_about_time_show_how_they_are_read(editor):
    row = row_named("Svelgkurs")
    field(editor, row, "timeframe").fill("Neste høst 27?")
    editor.keyboard.press("Tab")
    expect(editor.locator(f"#rad-{row.pk} .read-as")).to_contain_text("2027")
    assert stored(row, "timeframe_kind") == "next"


def test_titles_of_areas_and_bands_are_saved(editor):
    for name in ("Nettsider", "Undervisning og kurs"):
        area = Area.objects.get(title=name)
        title(editor, area).fill(f"{name} 2")
        editor.keyboard.press("Tab")
        saved(editor)
        assert stored(area, "title") == f"{name} 2"


def test_a_slow_save_loses_no_letter(editor):
    row = row_named("Nettside")
    slow = []

    def wait(route):
        slow.append(route.request.post_data_json["text"])
        editor.wait_for_timeout(1000)
        route.continue_()

    editor.route("**/lagre/", wait)
    box = field(editor, row, "instruments")
    box.fill("")
    for word in ("en ", "to ", "tre ", "fire"):
        box.press_sequentially(word, delay=20)
        editor.keyboard.press("Control+s")
    expect(editor.locator("#save-state")).to_have_text(SAVED, timeout=15_000)
    assert box.input_value() == "en to tre fire"
    assert stored(row, "instruments") == "en to tre fire"
    assert len(slow) > 1


def test_escape_takes_back_the_field(editor):
    row = row_named("Nettside")
    box = field(editor, row, "instruments")
    box.press_sequentially("feil")
    editor.keyboard.press("Escape")
    expect(box).to_have_value("Artikler")
    editor.keyboard.press("Control+s")
    expect(editor.locator("#said")).not_to_be_empty()
    assert stored(row, "instruments") == "Artikler"


def test_control_s_saves_now(editor):
    row = row_named("Nettside")
    field(editor, row, "instruments").fill("Straks")
    editor.keyboard.press("Control+s")
    expect(editor.locator("#said")).to_have_text(SAVED)
    assert stored(row, "instruments") == "Straks"


def test_leaving_by_a_link_saves_first(editor):
    row = row_named("Nettside")
    field(editor, row, "instruments").fill("Før jeg går")
    editor.locator(".done-link").click()
    expect(editor.locator("#rad-" + str(row.pk))).to_contain_text("Før jeg går")


# ---- two people


def test_two_people_in_two_fields_of_a_row_both_keep_their_text(editor, someone_else, live_server, plan):
    row = row_named("Nettside")
    other = opened(someone_else(), live_server, plan, make_member(plan.service, "editor"))
    answers = []
    other.on("response", lambda response: answers.append(response.status))
    field(editor, row, "instruments").fill("Min tekst")
    editor.keyboard.press("Tab")
    saved(editor)
    field(other, row, "target_group").fill("Din tekst")
    other.keyboard.press("Tab")
    saved(other)
    expect(field(other, row, "instruments")).to_have_value("Min tekst")
    assert 409 not in answers
    assert (stored(row, "instruments"), stored(row, "target_group")) == ("Min tekst", "Din tekst")


def clashing(editor, row, mine="Artikler og film", theirs="Artikler og bøker"):
    """Someone else saves the field while it is being written in."""
    box = field(editor, row, "instruments")
    box.fill(mine)
    by = make_user("Hanne Foss")
    rows.save_field(plan=row.area.plan, row_pk=row.pk, field="instruments", text=theirs, base="Artikler", seen=1, by=by)
    editor.keyboard.press("Tab")
    expect(editor.locator("tr.clash")).to_be_visible()
    return box


def test_two_people_in_one_field_see_both_texts(editor):
    row = row_named("Nettside")
    box = clashing(editor, row)
    clash = editor.locator("tr.clash")
    expect(clash).to_contain_text("Hanne Foss")
    expect(clash.locator("[data-slot=mine] ins")).to_have_text("film")
    expect(clash.locator("[data-slot=theirs] ins")).to_have_text("bøker")
    expect(box).to_have_value("Artikler og film")
    assert stored(row, "instruments") == "Artikler og bøker"
    assert axe(editor) == []


@pytest.mark.parametrize(
    ("choice", "result"),
    [
        ("mine", "Artikler og film"),
        ("theirs", "Artikler og bøker"),
        ("both", "Artikler og bøker\nArtikler og film"),
    ],
)
def test_a_conflict_is_ended_by_a_choice(editor, choice, result):
    row = row_named("Nettside")
    box = clashing(editor, row)
    editor.locator(f"[data-choose={choice}]").click()
    expect(editor.locator("tr.clash")).to_have_count(0)
    expect(box).to_be_focused()
    expect(box).to_have_value(result)
    editor.keyboard.press("Control+s")
    saved(editor)
    assert stored(row, "instruments") == result


def test_two_tabs_of_one_person_in_one_field_conflict_too(editor, context, live_server, plan, leader):
    row = row_named("Nettside")
    second = context.new_page()
    second.goto(editor.url)
    expect(second.locator("#main[data-ready]")).to_be_attached()
    field(second, row, "instruments").fill("Fra den andre fanen")
    second.keyboard.press("Tab")
    saved(second)
    field(editor, row, "instruments").fill("Fra den første fanen")
    editor.keyboard.press("Tab")
    expect(editor.locator("tr.clash")).to_be_visible()
    expect(editor.locator("[data-slot=theirs]")).to_have_text("Fra den andre fanen")


def test_a_conflict_survives_a_step_and_other_fields_go_on_saving(editor):
    row = row_named("Nettside")
    clashing(editor, row)
    field(editor, row, "target_group").fill("Fastleger")
    editor.keyboard.press("Control+Enter")
    expect(editor.locator("tr[data-row]")).to_have_count(4)
    expect(editor.locator("tr.clash")).to_have_count(1)
    expect(field(editor, row, "instruments")).to_have_value("Artikler og film")
    assert stored(row, "target_group") == "Fastleger"


def test_a_row_deleted_by_someone_else_can_be_fetched_back_and_the_text_is_saved(editor, plan):
    row = row_named("Nettside")
    row_steps.delete_row(plan=plan, row_pk=row.pk, by=None)
    box = field(editor, row, "instruments")
    box.fill("Skrevet likevel")
    editor.keyboard.press("Tab")
    editor.locator("[data-fetch-back]").click()
    saved(editor)
    expect(box).to_have_value("Skrevet likevel")
    assert stored(row, "instruments") == "Skrevet likevel"
    assert row.deleted_at is None


# ---- lost connection, session, crash


def test_a_lost_connection_is_told_and_the_text_is_saved_when_it_is_back(editor, context):
    row = row_named("Nettside")
    context.set_offline(True)
    field(editor, row, "instruments").fill("Uten nett")
    editor.keyboard.press("Tab")
    expect(editor.locator("#save-state[data-s=missing]")).to_be_visible()
    field(editor, row, "target_group").fill("Fortsatt uten")
    context.set_offline(False)
    saved(editor)
    assert (stored(row, "instruments"), stored(row, "target_group")) == ("Uten nett", "Fortsatt uten")


def test_an_expired_session_keeps_the_text_and_saves_it_after_a_new_sign_in(editor, live_server, plan, leader):
    row = row_named("Nettside")
    Session.objects.all().delete()
    field(editor, row, "instruments").fill("Skrevet etter utløp")
    editor.keyboard.press("Tab")
    notice = editor.locator("[data-notice=signed-out]")
    expect(notice.locator("a[target=_blank]")).to_have_attribute("href", re.compile(r"next=/planer/\d+/rediger/"))
    assert stored(row, "instruments") == "Artikler"
    sign_in(editor, live_server, leader)
    editor.locator("[data-retry]").click()
    saved(editor)
    expect(notice).to_have_count(0)
    assert stored(row, "instruments") == "Skrevet etter utløp"


def test_unsaved_text_is_offered_back_after_a_crash(editor, context, live_server, plan):
    row = row_named("Nettside")
    context.set_offline(True)  # else the last act of a page that is closed is to save
    field(editor, row, "instruments").fill("Aldri lagret")
    editor.keyboard.press("Tab")
    expect(editor.locator("#save-state[data-s=missing]")).to_be_visible()
    editor.close()
    context.set_offline(False)
    page = context.new_page()
    page.goto(f"{live_server.url}/planer/{plan.pk}/rediger/")
    notice = page.locator("[data-notice=drafts]")
    expect(notice).to_contain_text("Aldri lagret")
    assert axe(page) == []
    notice.locator("[data-drafts=use]").click()
    saved(page)
    assert stored(row, "instruments") == "Aldri lagret"


def test_unsaved_text_is_wiped_at_sign_out(editor, context):
    row = row_named("Nettside")
    editor.route("**/lagre/", lambda route: route.abort("internetdisconnected"))
    editor.on("dialog", lambda dialog: dialog.accept())
    field(editor, row, "instruments").fill("Hemmelig")
    keys = "() => Object.keys(localStorage).filter(key => key.startsWith('kompetanseplan:')).length"
    assert editor.evaluate(keys) == 1
    editor.locator("form[data-sign-out]").first.evaluate("form => form.requestSubmit()")
    expect(editor.locator("#plan-table")).to_have_count(0)
    assert editor.evaluate(keys) == 0


def test_another_persons_unsaved_text_is_not_offered(editor, live_server, plan):
    row = row_named("Nettside")
    editor.evaluate(
        '([plan, row]) => localStorage.setItem(`kompetanseplan:999999:${plan}:${row}:note`, \'{"text":"x"}\')',
        [plan.pk, str(row.pk)],
    )
    editor.reload()
    expect(editor.locator("#main[data-ready]")).to_be_attached()
    expect(editor.locator("[data-notice=drafts]")).to_have_count(0)


def test_a_text_the_server_refuses_is_told_at_the_field_and_kept(editor):
    row = row_named("Nettside")
    box = field(editor, row, "instruments")
    box.fill("å" * 20_001)
    editor.keyboard.press("Tab")
    expect(editor.locator(f"#rad-{row.pk} .ds-validation-message")).to_be_visible()
    assert axe(editor) == []
    assert len(box.input_value()) == 20_001
    box.fill("kort")
    editor.keyboard.press("Tab")
    saved(editor)
    assert stored(row, "instruments") == "kort"


# ---- keyboard


def test_a_row_is_made_filled_moved_deleted_and_fetched_back_by_keyboard_alone(editor, plan):
    first, second = row_named("Nettside"), row_named("Svelgkurs")
    field(editor, first, "measure").focus()
    editor.keyboard.press("Control+Enter")
    expect(editor.locator("tr[data-row]")).to_have_count(4)
    new = PlanRow.objects.exclude(pk__in=[first.pk, second.pk]).get(continues=False)
    assert on_field(editor) == f"{new.pk}:measure"
    for text in ("Film", "Alle", "Linje 1\nLinje 2", "2027"):
        for line in text.split("\n"):
            editor.keyboard.type(line)
            if line == "Linje 1":
                editor.keyboard.press("Enter")
        editor.keyboard.press("Tab")
    assert on_field(editor) == f"{new.pk}:status"
    editor.keyboard.press("Shift+Tab")
    assert on_field(editor) == f"{new.pk}:timeframe"

    editor.keyboard.press("Alt+ArrowUp")
    expect(editor.locator("#said")).to_contain_text("1")
    assert on_field(editor) == f"{new.pk}:timeframe"
    assert shown(editor)[:2] == [str(new.pk), str(first.pk)]
    for _ in range(3):
        editor.keyboard.press("Alt+ArrowDown")
    expect(editor.locator(f"#rad-{new.pk}[data-number='4']")).to_be_attached()
    expect(editor.locator(f"#omrade-{second.area_id} #rad-{new.pk}")).to_be_attached()
    assert on_field(editor) == f"{new.pk}:timeframe"
    saved(editor)
    new.refresh_from_db()
    assert (new.measure, new.target_group, new.instruments, new.timeframe_text) == (
        "Film",
        "Alle",
        "Linje 1\nLinje 2",
        "2027",
    )

    editor.keyboard.press("Tab")
    editor.keyboard.press("Tab")
    editor.keyboard.press("Enter")
    expect(editor.locator("#row-menu")).to_be_visible()
    editor.keyboard.press("End")
    editor.keyboard.press("Enter")
    expect(editor.locator(f"#rad-{new.pk}")).to_have_count(0)
    assert on_field(editor).endswith(":target_group")
    undo = editor.locator("[data-restore] button")
    undo.focus()
    editor.keyboard.press("Enter")
    expect(editor.locator(f"#rad-{new.pk}")).to_be_attached()
    expect(field(editor, new, "measure")).to_be_focused()
    assert shown(editor)[-1] == str(new.pk)


def test_the_focus_goes_to_the_next_row_when_a_row_is_deleted(editor):
    first, second = row_named("Nettside"), row_named("Svelgkurs")
    editor.locator(f"#rad-{first.pk} [data-menu=row]").click()
    editor.locator("#row-menu [data-do=delete]").click()
    expect(field(editor, second, "measure")).to_be_focused()
    expect(editor.locator("[data-notice=deleted]")).to_be_visible()


def test_the_menu_opens_walks_and_closes_by_keyboard(editor):
    row = row_named("Nettside")
    button = editor.locator(f"#rad-{row.pk} [data-menu=row]")
    button.focus()
    editor.keyboard.press("Enter")
    expect(editor.locator("#row-menu [data-do=up]")).to_be_focused()
    editor.keyboard.press("ArrowDown")
    expect(editor.locator("#row-menu [data-do=down]")).to_be_focused()
    assert axe(editor) == []
    editor.keyboard.press("Escape")
    expect(editor.locator("#row-menu")).to_be_hidden()
    expect(button).to_be_focused()


def test_typing_goes_on_while_a_step_is_under_way(editor):
    row = row_named("Nettside")
    editor.route("**/flytt/", lambda route: (editor.wait_for_timeout(700), route.continue_()))
    box = field(editor, row, "instruments")
    box.fill("")
    box.press_sequentially("før ")
    editor.keyboard.press("Alt+ArrowDown")
    box.press_sequentially("under", delay=30)
    expect(editor.locator(f"#omrade-{row_named('Svelgkurs').area_id} #rad-{row.pk}")).to_be_attached()
    expect(box).to_be_focused()
    box.press_sequentially(" etter")
    expect(box).to_have_value("før under etter")
    editor.keyboard.press("Control+s")
    saved(editor)
    assert stored(row, "instruments") == "før under etter"


# ---- menus, areas


def do(page, row, name):
    page.locator(f"#rad-{row.pk} [data-menu=row]").click()
    page.locator(f"#row-menu [data-do={name}]").click()


def test_the_menu_duplicates_splits_and_continues(editor):
    row = row_named("Nettside")
    field(editor, row, "instruments").fill("Film\nBok")
    do(editor, row, "split")
    expect(editor.locator("tr[data-row]")).to_have_count(4)
    do(editor, row, "continue")
    expect(editor.locator("tr[data-row]")).to_have_count(5)
    do(editor, row, "duplicate")
    expect(editor.locator("tr[data-row]")).to_have_count(8)
    expect(editor.locator("tr[data-row] .cont", has_text="Nettside")).to_have_count(4)
    assert stored(row, "instruments") == "Film"


def test_the_menu_moves_a_row_to_another_area(editor):
    row, area = row_named("Nettside"), Area.objects.get(title="Kurs")
    do(editor, row, "area")
    dialog = editor.locator("#area-dialog")
    expect(dialog).to_be_visible()
    assert axe(editor) == []
    dialog.locator("button[value=move]").click()
    expect(editor.locator(f"#omrade-{area.pk} #rad-{row.pk}")).to_be_attached()
    assert stored(row, "area") == area


def test_areas_and_headings_are_added_moved_and_deleted(editor, plan):
    row = row_named("Svelgkurs")
    field(editor, row, "measure").focus()
    editor.locator("[data-add=area]").click()
    expect(editor.locator("tbody[data-area]")).to_have_count(4)
    new = plan.areas.get(title="")
    expect(title(editor, new)).to_be_focused()
    assert new.parent == row.area.parent
    editor.keyboard.type("Film")
    editor.keyboard.press("Alt+ArrowUp")
    expect(editor.locator("tbody[data-area]").nth(2)).to_have_attribute("id", f"omrade-{new.pk}")
    expect(title(editor, new)).to_be_focused()
    assert stored(new, "title") == "Film"
    editor.locator("[data-add=band]").click()
    expect(editor.locator("tbody[data-kind=band]")).to_have_count(2)
    editor.locator(f"#omrade-{new.pk} [data-menu=area]").click()
    editor.locator("#area-menu [data-do=area-delete]").click()
    expect(editor.locator(f"#omrade-{new.pk}")).to_have_count(0)
    editor.locator(f"#omrade-{row.area_id} [data-menu=area]").click()
    editor.locator("#area-menu [data-do=area-delete]").click()
    expect(editor.locator(".messages")).to_be_visible()
    expect(editor.locator(f"#omrade-{row.area_id}")).to_be_attached()


def test_an_empty_area_offers_a_row(editor, plan):
    area = areas.add_area(plan=plan, key=uuid.uuid4(), title="Tomt", by=None)
    editor.reload()
    expect(editor.locator("#main[data-ready]")).to_be_attached()
    editor.locator(f"#omrade-{area.pk} [data-add=row]").click()
    expect(editor.locator(f"#omrade-{area.pk} tr[data-row]")).to_have_count(1)


# ---- looks


@pytest.mark.parametrize("width", [320, 900, 1280])
def test_the_editor_is_accessible_and_no_wider_than_the_window(page, live_server, plan, leader, width):
    row = row_named("Svelgkurs")
    row.instruments = "Spesialisthelsetjenesteutviklingsprosjektkoordinatorområde " * 3
    row.save()
    page.set_viewport_size({"width": width, "height": 800})
    opened(page, live_server, plan, leader)
    assert axe(page) == []
    assert sideways(page) == 0
    page.locator(f"#rad-{row.pk} [data-menu=row]").click()
    expect(page.locator("#row-menu")).to_be_in_viewport()
    assert axe(page) == []
    page.keyboard.press("Escape")
    clashing(page, row_named("Nettside"))
    assert axe(page) == []
    assert sideways(page) == 0


def test_the_editor_of_450_rows_opens_and_saves(page, live_server, plan, leader):
    area = Area.objects.get(title="Kurs")
    PlanRow.objects.bulk_create(
        PlanRow(area=area, measure=f"Tiltak {number}", instruments="Kurs og film", rank=10**6 + number)
        for number in range(450)
    )
    opened(page, live_server, plan, leader)
    row = row_named("Tiltak 400")
    field(page, row, "instruments").fill("Annet")
    page.keyboard.press("Control+Enter")
    expect(page.locator("tr[data-row]")).to_have_count(454, timeout=30_000)
    assert stored(row, "instruments") == "Annet"
