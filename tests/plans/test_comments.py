from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from notices.models import Notice
from plans.actions import comments, versions
from plans.actions.documents import document_of
from plans.models import Comment
from tests import factories as make


@pytest.fixture
def row(db):
    return make.make_row(measure="Lage kurs", instruments="Seminar")


@pytest.fixture
def plan(row):
    return row.area.plan


@pytest.fixture
def leader(plan):
    return make.make_member(plan.service)


@pytest.fixture
def member(plan):
    return make.make_group_member(plan.service, name="Mona Medlem")


@pytest.fixture
def staff(plan):
    return make.make_staff(plan.service.trust.region)


def say(plan, by, row=None, *, version=None, column="", audience="service", key=None, text="Hvem?", mentioned=()):
    document = version.plan_document if version else document_of(plan)
    spot = comments.spot_in(document, row=str(row.pk) if row else "", column=column)
    return comments.say(
        plan=plan,
        version=version,
        spot=spot,
        by=by,
        key=key or uuid4(),
        text=text,
        audience=audience,
        mentioned=mentioned,
    )


def submit(plan, by):
    return versions.submit(plan=plan, by=by, key=uuid4())


def test_comment_quotes_the_text_as_it_stood_and_outlives_the_row(plan, row, member, leader, client):
    comment = say(plan, member, row, column="instruments")
    row.instruments = "Nettkurs"
    row.save()
    client.force_login(leader)
    client.post(reverse("plans:row-delete", args=[plan.pk, row.pk]))
    page = client.get(reverse("plans:comments", args=[plan.pk])).content.decode()
    assert comment.quote == "Seminar"
    assert "Seminar" in page and "Hvem?" in page
    assert f"#rad-{row.pk}" not in page


def test_row_that_goes_on_with_a_measure_quotes_that(plan, row, member):
    follows = make.make_row(row.area, measure="", continues=True, target_group="Leger", rank=row.rank + 1)
    assert say(plan, member, follows).quote == "Lage kurs"


def test_same_key_says_it_once(plan, member, leader):
    key = uuid4()
    assert len({say(plan, member, key=key, mentioned=[leader]).pk for _ in range(5)}) == 1
    assert Comment.objects.count() == Notice.objects.count() == 1
    assert say(plan, leader, key=key).pk not in Comment.objects.filter(by=member).values_list("pk", flat=True)


def test_mentioned_person_is_told_with_the_very_place(plan, row, member, leader):
    comment = say(plan, member, row, mentioned=[leader, member])
    notice = Notice.objects.get()
    assert (notice.receiver, notice.kind) == (leader, "mention")
    assert notice.url.endswith(f"#comment-{comment.pk}")


@pytest.mark.parametrize("role", ["reader", "assessor"])
def test_readers_comment_nothing(plan, role):
    with pytest.raises(PermissionDenied):
        say(plan, make.make_member(plan.service, role))


def test_staff_read_what_was_said_to_them_once_the_plan_is_submitted(plan, row, leader, member, staff):
    inside, open_to_all = say(plan, member, row), say(plan, member, row, audience="authority")
    assert not Comment.objects.visible_to(staff).exists()
    submit(plan, leader)
    assert list(Comment.objects.visible_to(staff)) == [open_to_all]
    assert set(Comment.objects.visible_to(leader)) == {inside, open_to_all}


def test_staff_read_nothing_said_of_the_draft_after_the_submission(plan, leader, member, staff):
    version = submit(plan, leader)
    versions.take(version=version, verb="approve", by=staff)
    say(plan, member, audience="authority")
    assert not Comment.objects.visible_to(staff).exists()


def test_staff_of_another_region_read_nothing(plan, leader, member):
    say(plan, member, audience="authority")
    submit(plan, leader)
    assert not Comment.objects.visible_to(make.make_staff(make.make_region())).exists()


def test_staff_comment_on_a_submitted_version_and_never_on_the_draft(plan, row, leader, staff):
    version = submit(plan, leader)
    assert say(plan, staff, row, version=version).audience == "authority"
    with pytest.raises(PermissionDenied):
        say(plan, staff)


def test_people_to_mention_and_those_told_stand_in_norwegian_order(plan, leader, client):
    names = ["Anne Li", "Zoe Vik", "Ærlend By", "Øyvind Å", "Åse Dal"]
    people = [make.make_member(plan.service, user=make.make_user(name)) for name in reversed(names)]
    offered = [person.name for person in comments.people_to_mention(plan)]
    assert [name for name in offered if name in names] == names
    say(plan, leader, mentioned=people)
    client.force_login(leader)
    page = client.get(reverse("plans:comments", args=[plan.pk])).content.decode()
    assert "Varslet: " + ", ".join(names) in " ".join(page.split())


def test_answer_has_the_threads_readers_and_opens_it_again(plan, member, leader):
    thread = say(plan, member, audience="authority")
    comments.resolve(thread=thread, by=leader, is_done=True)
    assert not Comment.objects.open().exists()
    answer = comments.answer(thread=thread, by=leader, key=uuid4(), text="Leger.")
    assert (answer.parent, answer.audience) == (thread, "authority")
    assert list(Comment.objects.open()) == [thread]


def test_those_who_work_on_the_plan_and_who_began_it_resolve(plan, member, leader):
    thread = say(plan, member)
    with pytest.raises(PermissionDenied):
        comments.resolve(thread=thread, by=make.make_group_member(plan.service), is_done=True)
    assert comments.resolve(thread=thread, by=member, is_done=True).resolved_by == member
    assert comments.resolve(thread=thread, by=leader, is_done=True).resolved_by == member  # it was already
    assert comments.resolve(thread=thread, by=leader, is_done=False).resolved_at is None


def test_withdrawn_words_are_gone_and_the_answers_stay(plan, member, leader):
    thread = say(plan, member, text="Noe hemmelig")
    comments.answer(thread=thread, by=leader, key=uuid4(), text="Bra.")
    alone = say(plan, member)
    with pytest.raises(PermissionDenied):
        comments.withdraw(comment=thread, by=leader)
    for comment in (thread, alone):
        comments.withdraw(comment=comment, by=member)
    assert list(Comment.objects.threads()) == [thread]
    assert not Comment.objects.filter(text__contains="hemmelig").exists()


def test_counts_of_open_threads_stand_at_the_rows(plan, row, member, leader, client):
    for _ in range(2):
        say(plan, member, row)
    done = say(plan, member, row)
    comments.resolve(thread=done, by=leader, is_done=True)
    assert Comment.objects.open().counts() == {row.pk: 2}
    client.force_login(make.make_member(plan.service, "reader"))
    page = client.get(plan.get_absolute_url()).content.decode()
    assert f"{reverse('plans:comments', args=[plan.pk])}?row={row.pk}" in page


def test_form_keeps_bad_input_and_stores_nothing(plan, row, member, client):
    client.force_login(member)
    url = f"{reverse('plans:comments', args=[plan.pk])}?row={row.pk}"
    good = {"key": uuid4(), "text": "Hvem?", "audience": "service", "column": "instruments"}
    too_long = "ø" * 20_001
    answer = client.post(url, good | {"text": too_long})
    assert answer.status_code == 422 and too_long in answer.content.decode()
    for bad in ({"text": " \n"}, {"text": "a\0"}, {"audience": "all"}, {"column": "search"}, {"mentioned": 999_999}):
        assert client.post(url, good | bad).status_code == 422, bad
    assert not Comment.objects.exists()
    assert client.post(url, good).status_code == 302
    comment = Comment.objects.get()
    assert (comment.row, comment.column, comment.quote) == (row.pk, "instruments", "Seminar")


def test_row_of_another_plan_is_no_place_here(plan, member, client):
    client.force_login(member)
    foreign = make.make_row(measure="Hemmelig")
    url = f"{reverse('plans:comments', args=[plan.pk])}?row={foreign.pk}"
    assert "Hemmelig" not in client.get(url).content.decode()
    client.post(url, {"key": uuid4(), "text": "Hva?", "audience": "service"})
    assert not Comment.objects.exclude(row=None).exists()
    assert client.get(f"{reverse('plans:comments', args=[plan.pk])}?row=x").status_code == 404


@pytest.mark.parametrize("threads", [1, 3, 29])
def test_number_of_queries_is_the_same_for_any_number_of_threads(
    plan, row, member, leader, client, threads, django_assert_num_queries
):
    for _ in range(threads):
        thread = say(plan, member, row, mentioned=[leader])
        comments.answer(thread=thread, by=leader, key=uuid4(), text="Alle.")
    client.force_login(leader)
    url = reverse("plans:comments", args=[plan.pk])
    client.get(url)
    with django_assert_num_queries(QUERIES):
        client.get(url)


QUERIES = 22
