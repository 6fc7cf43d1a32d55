"""The editor's page as the tests see it: its rows and fields, and what the server has stored."""

import re

from playwright.sync_api import expect

from plans.actions import rows
from plans.models import PlanRow
from tests.browser.conftest import sign_in
from tests.factories import make_user

SAVED = re.compile(r"saved at|lagret kl|lagra kl")


def opened(page, live_server, plan, user):
    sign_in(page, live_server, user)
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


def clashing(editor, row, mine="Artikler og film", theirs="Artikler og bøker"):
    """Someone else saves the field while it is being written in."""
    box = field(editor, row, "instruments")
    box.fill(mine)
    by = make_user("Hanne Foss")
    rows.save_field(plan=row.area.plan, row_pk=row.pk, field="instruments", text=theirs, base="Artikler", seen=1, by=by)
    editor.keyboard.press("Tab")
    expect(editor.locator("tr.clash")).to_be_visible()
    return box


def do(page, row, name):
    page.locator(f"#rad-{row.pk} [data-menu=row]").click()
    page.locator(f"#row-menu [data-do={name}]").click()
