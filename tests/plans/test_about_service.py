"""What the preview tells of the service that a file names."""

import pytest

from plans.actions import about_service
from plans.document import ServiceFacts
from tests.factories import make_member, make_service, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def service():
    return make_service(name_nb="Nasjonal tjeneste for svelging", name_nn="Nasjonal teneste for svelging")


def told(service, **facts):
    found = ServiceFacts(**facts)
    return (
        [(doubt.code, doubt.detail) for doubt in about_service.doubts(found, service)],
        [one.text for one in about_service.left_out(found, service)],
    )


def test_a_file_that_names_no_service_or_the_right_one_says_nothing(service):
    assert told(service) == ([], [])
    assert told(service, name="nasjonal teneste  for svelging") == ([], [])
    assert told(service, code=service.code, trust=service.trust.name, region=service.trust.region.name) == ([], [])


def test_a_file_of_another_service_is_asked_about(service):
    doubts, left_out = told(service, name="Nasjonal tjeneste for stemmen", abbreviation="NTS")
    assert doubts == [("other_service", "Nasjonal tjeneste for stemmen")]
    assert left_out == ["Nasjonal tjeneste for stemmen", "NTS"]


def test_facts_that_the_service_does_not_say_are_left_out_in_words(service):
    make_member(service, user=make_user("Kari Fjell"))
    assert told(service, name=service.name_nb, leader="Kari Fjell") == ([], [])
    assert told(service, name=service.name_nb, leader="Ola Dal", trust="Et helseforetak") == (
        [],
        ["Et helseforetak", "Ola Dal"],
    )
