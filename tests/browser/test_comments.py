"""What people say to each other of a plan, in Chromium: on a row, answered, resolved; both widths; without script."""

import re

import pytest
from playwright.sync_api import expect

from notices.models import Notice
from plans.models import Comment
from tests import factories as make
from tests.browser.conftest import axe, sign_in
from tests.browser.test_every_page import LONG, too_wide

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def row():
    area = make.make_area(make.make_plan(make.make_service()))
    make.make_row(area, measure="Nettside")
    return make.make_row(area, measure=f"Svelgkurs {LONG}", target_group="Logopeder")


@pytest.fixture
def plan(row):
    return row.area.plan


@pytest.fixture
def leader(plan):
    return make.make_member(plan.service, user=make.make_user("Kari Fjell"))


@pytest.fixture
def member(plan):
    return make.make_group_member(plan.service, user=make.make_user("Mona Medlem"))


def opened(page, live_server, plan, user):
    sign_in(page, live_server, user)
    page.goto(live_server.url + plan.get_absolute_url())
    return page


def send(page):
    page.locator("main .form-foot button[type=submit]").click()


def comment_on(page, row, words, *tell):
    page.locator(f"#rad-{row.pk} a.talk").click()
    page.locator("[name=text]").fill(words)
    for name in tell:
        page.get_by_label(name).check()
    send(page)


def thread_on(row):
    return Comment.objects.get(row=row.pk, parent=None)


def resolve(page, to):
    page.locator(f"form:has([name=to][value={to}]) button").click()


def clean(page):
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert (width, axe(page), too_wide(page)) == (width, [], [])


def test_a_row_is_talked_of_until_it_is_resolved(someone_else, live_server, plan, row, leader, member):
    theirs = opened(someone_else(), live_server, plan, member)
    expect(theirs.locator(f"#rad-{row.pk} a.talk.none")).to_have_attribute("title", "Kommenter raden")
    comment_on(theirs, row, f"Hva med {LONG}?", "Kari Fjell")
    thread = thread_on(row)
    expect(theirs.locator(f"#comment-{thread.pk}")).to_contain_text("Kari Fjell")

    mine = opened(someone_else(), live_server, plan, leader)
    mine.goto(live_server.url + Notice.objects.get(kind="mention", receiver=leader).url)
    said = mine.locator(f"#comment-{thread.pk}")
    expect(said.locator("blockquote")).to_have_text(row.measure)
    said.locator("a[href$='/svar/']").click()
    mine.locator("[name=text]").fill("De er med fra høsten.")
    clean(mine)
    send(mine)
    expect(said.locator(".answers")).to_contain_text("De er med fra høsten.")

    said.locator(".place a").click()
    counted = mine.locator(f"#rad-{row.pk} a.talk")
    expect(counted).to_be_in_viewport()
    expect(counted).to_have_text(re.compile("^1"))
    counted.click()
    resolve(mine, "done")
    expect(mine.locator(f"#comment-{thread.pk}")).to_contain_text("Kari Fjell")
    mine.goto(live_server.url + plan.get_absolute_url())
    expect(mine.locator(f"#rad-{row.pk} a.talk.none")).to_have_count(1)


def test_list_shows_the_open_ones_and_all_when_asked(page, live_server, plan, row, leader):
    thread = make.make_comment(plan, leader, text="Er dette ferdig?")
    gone = make.make_comment(plan, leader, row=make.make_row(row.area).pk, quote="Et tiltak som var", text="Hvem?")
    plan.rows.get(pk=gone.row).delete()
    opened(page, live_server, plan, leader)
    page.locator("main a[href$='/kommentarer/']").first.click()
    threads = page.locator(".threads > li")
    expect(threads).to_have_count(2)
    expect(page.locator(f"#comment-{gone.pk} .place")).to_contain_text("Et tiltak som var")
    clean(page)
    page.locator(f"#comment-{thread.pk}").get_by_role("button").click()
    page.locator(".counts a").first.click()
    expect(threads).to_have_count(1)
    page.locator(".counts a").nth(1).click()
    expect(threads).to_have_count(2)
    resolve(page, "open")
    page.locator(".counts a").first.click()
    expect(threads).to_have_count(2)
    assert thread_of(thread).resolved_at is None


def thread_of(comment):
    return Comment.objects.get(pk=comment.pk)


def test_comment_without_words_is_refused_with_the_way_to_the_field(page, live_server, plan, row, leader):
    opened(page, live_server, plan, leader)
    comment_on(page, row, " ")
    expect(page).to_have_title(re.compile("^Feil:"))
    clean(page)
    page.locator(".ds-error-summary a").click()
    expect(page.locator("[name=text]")).to_be_focused()
    assert not Comment.objects.exists()


def test_all_of_it_works_without_script(someone_else, live_server, plan, row, leader, member):
    page = opened(someone_else(java_script_enabled=False), live_server, plan, leader)
    comment_on(page, row, "Hva med avtalespesialistene?", "Mona Medlem")
    thread = thread_on(row)
    assert Notice.objects.get(kind="mention").receiver == member
    page.locator(f"#comment-{thread.pk} a[href$='/svar/']").click()
    page.locator("[name=text]").fill("Jeg spør dem.")
    send(page)
    expect(page.locator(f"#comment-{thread.pk} .answers")).to_contain_text("Jeg spør dem.")
    resolve(page, "done")
    assert thread_of(thread).resolved_by == leader
    page.locator(f"#comment-{thread.pk} > .small a[href$='/trekk/']").click()
    page.locator("main form button[type=submit]").first.click()
    assert thread_of(thread).withdrawn_at
