"""Two people in the editor see each other, and no longer when one has left."""

import pytest
from django.core.cache import caches
from playwright.sync_api import expect

from tests.browser.conftest import axe
from tests.browser.editor.pages import opened
from tests.factories import make_member, make_user

pytestmark = pytest.mark.django_db(transaction=True)


def test_who_else_is_editing_is_said_while_they_are(page, live_server, plan, leader, someone_else):
    caches["presence"].clear()
    page.clock.install()
    opened(page, live_server, plan, leader)
    expect(page.locator("#others")).to_have_text("")
    ola = make_member(plan.service, "editor", user=make_user("Ola Dal"))
    other = opened(someone_else(), live_server, plan, ola)
    expect(other.locator("#others")).to_contain_text("Kari Fjell")
    page.clock.fast_forward(20_000)
    expect(page.locator("#others")).to_contain_text("Ola Dal")
    assert page.locator("#others").get_attribute("role") == "status"
    assert axe(page) == []
    other.close()
    caches["presence"].clear()
    page.clock.fast_forward(20_000)
    expect(page.locator("#others")).to_have_text("")
