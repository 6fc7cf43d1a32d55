import pytest

from tests.browser.editor.pages import opened
from tests.factories import make_area, make_member, make_plan, make_row, make_service, make_user


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
