import pytest

from tests.factories import make_member, make_plan, make_service, make_user


@pytest.fixture
def service():
    return make_service()


@pytest.fixture
def plan(service):
    return make_plan(service)


@pytest.fixture
def person(client, service):
    user = make_member(service, "editor", make_user("Kari Fjell", language="en"))
    client.force_login(user)
    return user
