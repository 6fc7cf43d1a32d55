import pytest

from tests.factories import make_member, make_service, make_user


@pytest.fixture
def service():
    return make_service()


@pytest.fixture
def person(service):
    return make_member(service, "editor", make_user("Kari Fjell"))
