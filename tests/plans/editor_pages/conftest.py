import pytest

from tests.factories import (
    make_area,
    make_member,
    make_plan,
    make_row,
    make_service,
    make_user,
)


@pytest.fixture
def plan():
    return make_plan(make_service())


@pytest.fixture
def area(plan):
    return make_area(plan, title="Kurs")


@pytest.fixture
def row(area):
    return make_row(area, measure="Svelgkurs", instruments="Film")


@pytest.fixture
def person(client, plan):
    user = make_member(plan.service, "editor", make_user("Kari Fjell"))
    client.force_login(user)
    return user
