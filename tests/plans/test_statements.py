from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from notices.models import Notice
from plans.actions import statements, versions
from plans.actions.documents import document_of
from plans.heard import heard_on
from plans.models import PlanVersion, Statement, StatementRequest
from plans.tasks import tasks_for
from services.conflicts import ChangedMeanwhile
from services.models import ReferenceGroupMember
from tests import factories as make

TODAY = timezone.localdate


@pytest.fixture
def plan(db):
    return make.make_row(measure="Lage kurs").area.plan


@pytest.fixture
def leader(plan):
    return make.make_member(plan.service)


@pytest.fixture
def member(plan):
    return make.make_group_member(plan.service, name="Mona Medlem")


@pytest.fixture
def asked(plan, leader, member):
    return statements.ask(plan=plan, by=leader, key=uuid4(), name="Til gruppen")


def state(asked, by, opinion="endorses", text="", seen=0):
    return statements.state(asked=asked, by=by, opinion=opinion, text=text, seen=seen)


def test_asking_freezes_a_named_version(asked, plan):
    assert (asked.version.state, asked.version.name, asked.version.number) == ("named", "Til gruppen", 1)
    assert asked.version.plan_document.areas == document_of(plan).areas


def test_same_form_asks_once(plan, leader, member):
    key = uuid4()
    assert len({statements.ask(plan=plan, by=leader, key=key, name="Til gruppen").pk for _ in range(5)}) == 1
    assert PlanVersion.objects.count() == 1


def test_group_without_anybody_who_can_sign_in_is_not_asked(plan, leader):
    ReferenceGroupMember.objects.create(service=plan.service, name="Uten Konto", represents="other")
    with pytest.raises(statements.NobodyToAsk):
        statements.ask(plan=plan, by=leader, key=uuid4(), name="Til gruppen")
    assert not PlanVersion.objects.exists()


def test_members_who_can_sign_in_are_told_once_with_the_way_there(plan, leader, member):
    closed = make.make_group_member(plan.service)
    closed.is_active = False
    closed.save()
    key = uuid4()
    for _ in range(2):
        asked = statements.ask(plan=plan, by=leader, key=key, name="Til gruppen")
    notice = Notice.objects.get()
    assert (notice.receiver, notice.url, notice.kind) == (member, asked.get_absolute_url(), "statement")


def test_only_the_leader_asks(plan, member):
    with pytest.raises(PermissionDenied):
        statements.ask(plan=plan, by=make.make_member(plan.service, "editor"), key=uuid4(), name="Til gruppen")


@pytest.mark.parametrize(
    ("begins", "ends", "may"),
    [(0, 0, True), (None, None, True), (1, None, False), (None, -1, False)],
    ids=["today", "open", "tomorrow", "until yesterday"],
)
def test_mandate_decides_who_may_state(asked, plan, begins, ends, may):
    def day(days):
        return None if days is None else TODAY() + timedelta(days=days)

    person = make.make_group_member(plan.service, from_date=day(begins), to_date=day(ends))
    if may:
        assert state(asked, person).name == person.name
    else:
        with pytest.raises(PermissionDenied):
            state(asked, person)


def test_statement_is_changed_in_place_and_keeps_its_history(asked, member):
    state(asked, member)
    changed = state(asked, member, "remarks", "Si mer om opplæring.", seen=1)
    assert Statement.objects.count() == 1
    assert (changed.version, changed.opinion) == (2, "remarks")
    assert [record.opinion for record in changed.history.order_by("history_id")] == ["endorses", "remarks"]


def test_statement_changed_in_another_window_is_a_conflict_but_not_with_itself(asked, member):
    state(asked, member)
    assert state(asked, member, seen=0).version == 1
    with pytest.raises(ChangedMeanwhile):
        state(asked, member, "opposes", "Nei.", seen=0)


def test_page_shows_who_has_answered_and_who_has_not(asked, plan, member, client):
    make.make_group_member(plan.service, name="Nils Neste")
    state(asked, member, "opposes", "Planen mangler mål.")
    client.force_login(make.make_member(plan.service, "reader"))
    page = client.get(asked.get_absolute_url()).content.decode()
    assert "Mona Medlem" in page and "Planen mangler mål." in page
    assert "Nils Neste" in page
    voices = heard_on(plan, document_of(plan)).voices
    assert [(voice.name, voice.opinion) for voice in voices] == [("Mona Medlem", "opposes"), ("Nils Neste", "")]


def test_statement_counts_for_what_is_the_same_and_not_for_what_was_changed(asked, plan, leader, member):
    state(asked, member)
    assert not heard_on(plan, document_of(plan)).has_changed
    submitted = versions.submit(plan=plan, by=leader, key=uuid4())
    assert not heard_on(plan, submitted.plan_document, number=submitted.number).has_changed
    versions.take(version=submitted, verb="withdraw", by=leader)
    make.make_row(plan.areas.first(), measure="Ett tiltak til")
    later = versions.submit(plan=plan, by=leader, key=uuid4())
    assert heard_on(plan, later.plan_document, number=later.number).has_changed
    assert not heard_on(plan, asked.version.plan_document, number=1).has_changed


def test_leader_who_changes_is_no_change_of_the_plan(asked, plan, member):
    make.make_member(plan.service)
    assert not heard_on(plan, document_of(plan)).has_changed


def test_staff_read_the_statements_beside_what_was_submitted(asked, plan, leader, member, client):
    state(asked, member, "remarks", "Mer om opplæring.")
    submitted = versions.submit(plan=plan, by=leader, key=uuid4())
    client.force_login(make.make_staff(plan.service.trust.region))
    page = client.get(submitted.get_absolute_url()).content.decode()
    assert "Mer om opplæring." in page
    assert asked.get_absolute_url() not in page
    assert client.get(asked.get_absolute_url()).status_code == 404


def test_member_finds_the_question_among_what_waits_until_it_is_answered(asked, plan, leader, member):
    def waiting():
        return [task for task in tasks_for(member, TODAY()) if task.url == asked.get_absolute_url()]

    assert waiting()
    again = statements.ask(plan=plan, by=leader, key=uuid4(), name="Til gruppen igjen", due=date(2030, 1, 1))
    assert not waiting()  # the newest question took its place
    state(again, member)
    assert not [task for task in tasks_for(member, TODAY()) if "uttalelse" in task.url]


def test_form_refuses_remarks_without_words_and_keeps_the_text(asked, member, client):
    client.force_login(member)
    url = asked.get_absolute_url()
    assert client.post(url, {"version": 0, "opinion": "remarks", "text": " "}).status_code == 422
    too_long = "æ" * 20_001
    answer = client.post(url, {"version": 0, "opinion": "opposes", "text": too_long})
    assert answer.status_code == 422 and too_long in answer.content.decode()
    assert client.post(url, {"version": 0, "opinion": "perhaps", "text": "x"}).status_code == 422
    assert client.post(url, {"version": 0, "opinion": "opposes", "text": "a\0b"}).status_code == 422
    assert not Statement.objects.exists()
    assert client.post(url, {"version": 0, "opinion": "opposes", "text": "Nei.\r\nOg nei."}).status_code == 302
    assert Statement.objects.get().text == "Nei.\nOg nei."


def test_conflict_shows_both_and_can_be_sent_again(asked, member, client):
    state(asked, member, "remarks", "Fra det andre vinduet")
    client.force_login(member)
    answer = client.post(asked.get_absolute_url(), {"version": 0, "opinion": "opposes", "text": "Fra dette"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Fra det andre vinduet" in page and "Fra dette" in page and 'name="version" value="1"' in page


def test_leader_asks_by_the_form(plan, leader, member, client):
    client.force_login(leader)
    url = reverse("plans:statement-ask", args=[plan.pk])
    data = {"key": uuid4(), "name": "Til gruppen", "message": "Les del to.", "due": "1.2.2020"}
    assert client.post(url, data).status_code == 422
    answer = client.post(url, data | {"due": "1.2.2099"})
    asked = StatementRequest.objects.get()
    assert answer.url == asked.get_absolute_url()
    assert (asked.message, asked.due) == ("Les del to.", date(2099, 2, 1))
    assert asked.version.pdf is not None


def test_number_of_queries_does_not_grow_with_the_group(asked, plan, client, django_assert_max_num_queries):
    for number in range(30):
        person = make.make_group_member(plan.service, name=f"Medlem {number}")
        if number % 2:
            state(asked, person)
    client.force_login(make.make_member(plan.service, "reader"))
    with django_assert_max_num_queries(20):
        client.get(asked.get_absolute_url())
