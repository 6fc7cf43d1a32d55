import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from notices.models import Notice
from reviews.actions import rounds
from reviews.models import Questionnaire, Response, ReviewRound
from tests.factories import make_group_member, make_member, make_region, make_service, make_staff, make_trust, make_user
from tests.reviews_factories import make_round

pytestmark = pytest.mark.django_db


def test_opening_makes_both_forms_of_each_service_and_tells_their_writers():
    service, other = make_service(), make_service()
    leader, editor = make_member(service, "leader"), make_member(service, "editor")
    member = make_group_member(service)
    make_member(service, "reader")
    made = make_round(service, other)
    rounds.open_round(round=made, by=make_staff())
    forms = Response.objects.filter(round=made, service=service)
    assert [(form.audience, form.state, form.number) for form in forms] == [
        ("leader", "draft", 1),
        ("group", "draft", 1),
    ]
    assert Response.objects.filter(round=made).count() == 4
    told = {(notice.receiver, notice.url) for notice in Notice.objects.filter(kind="review_opened")}
    of_leader, of_group = (form.get_absolute_url() for form in forms)
    assert told == {(leader, of_leader), (editor, of_leader), (member, of_group)}


def test_opening_twice_has_one_effect():
    staff = make_staff()
    made = make_round(make_service())
    rounds.open_round(round=made, by=staff)
    with pytest.raises(rounds.AlreadyOpened):
        rounds.open_round(round=made, by=staff)
    assert Response.objects.filter(round=made).count() == 2


def test_round_without_services_is_not_opened():
    made = make_round()
    made.services.clear()
    with pytest.raises(rounds.NobodyAsked):
        rounds.open_round(round=made, by=make_staff())
    made.refresh_from_db()
    assert not made.is_open


def test_only_national_staff_open_rounds():
    made = make_round()
    for user in (make_user(), make_staff(make_region()), make_member(make_service(), "leader")):
        with pytest.raises(PermissionDenied):
            rounds.open_round(round=made, by=user)


def test_round_is_seen_by_national_staff_and_once_opened_by_those_it_concerns():
    region = make_region()
    service = make_service(make_trust(region))
    reader, member = make_member(service, "reader"), make_group_member(service)
    national, regional, others = make_staff(), make_staff(region), make_staff(make_region())
    made = make_round(service, make_service())

    def seen_by(*users):
        return [ReviewRound.objects.visible_to(user).filter(pk=made.pk).count() for user in users]

    people = (national, reader, member, regional, others, make_user())
    assert seen_by(*people) == [1, 0, 0, 0, 0, 0]
    assert not Questionnaire.objects.visible_to(reader).exists()
    rounds.open_round(round=made, by=national)
    assert seen_by(*people) == [1, 1, 1, 1, 0, 0]
    assert Questionnaire.objects.visible_to(reader).count() == 2


def test_one_open_form_at_a_time_is_held_by_the_database():
    made = make_round(opened=True)
    form = made.responses.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        Response.objects.create(
            round=made,
            service=form.service,
            questionnaire=form.questionnaire,
            audience=form.audience,
            number=2,
            reference="x",
        )
