import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from reviews.actions.questionnaires import definition_of, store
from reviews.definition_file import read
from reviews.models import Questionnaire
from tests.factories import make_member, make_service, make_staff
from tests.reviews.test_definition import GOOD
from tests.reviews_factories import make_questionnaire, make_round
from tests.services.test_at_once import five_times

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client):
    user = make_staff()
    client.force_login(user)
    return user


def fields_of(response):
    """What the form of the page holds, as a browser would send it."""
    form = response.context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: "on" if value is True else str(value) for name, value in values.items() if value not in (None, False)}


@pytest.fixture
def last_year():
    return store(definition=read(GOOD), by=None)


def next_of(questionnaire):
    return reverse("reviews:questionnaire-next", args=[questionnaire.pk])


@pytest.mark.parametrize(
    ("name", "status"),
    [("", 404), ("-empty", 404), ("-file", 404), ("-next", 404)],
)
def test_form_that_no_opened_round_uses_is_unseen_by_others(client, name, status):
    form = make_questionnaire()
    make_round(leader_questionnaire=form)
    client.force_login(make_member(make_service(), "leader"))
    assert client.get(reverse(f"reviews:questionnaire{name}", args=[form.pk])).status_code == status
    assert form not in client.get(reverse("reviews:questionnaires")).context["questionnaires"]


def test_list_says_which_forms_are_in_use(client, staff):
    used, unused = make_questionnaire(), make_questionnaire()
    make_round(opened=True, leader_questionnaire=used)
    listed = {each.pk: each for each in client.get(reverse("reviews:questionnaires")).context["questionnaires"]}
    assert (listed[used.pk].is_in_use, listed[unused.pk].is_in_use) == (True, False)
    assert listed[used.pk].question_count == 7
    assert [each.audience for each in listed.values() if each.edition == 1] == ["leader", "group"]


def test_pages_take_a_constant_number_of_queries(client, staff, django_assert_max_num_queries):
    for _form in range(5):
        make_questionnaire()
    client.get("/")
    with django_assert_max_num_queries(8):
        client.get(reverse("reviews:questionnaires"))
    with django_assert_max_num_queries(9):
        client.get(Questionnaire.objects.latest("pk").get_absolute_url())


def test_form_is_shown_and_printed_in_the_language_of_the_page(client, staff):
    form = Questionnaire.objects.get(audience="leader", year=2018)
    assert "Hvordan er tjenesten organisert" in client.get(form.get_absolute_url()).content.decode()
    client.cookies.load({"django_language": "nn"})
    page = client.get(form.get_absolute_url(), headers={"Accept-Language": "nn"})
    assert page.status_code == 200
    pdf = client.get(reverse("reviews:questionnaire-empty", args=[form.pk]), {"language": "nn"})
    assert pdf.content.startswith(b"%PDF")
    assert (
        "Spørsmål til leiaren" in pdf.headers["Content-Disposition"] or "leiaren" in pdf.headers["Content-Disposition"]
    )


def test_definition_file_is_stored_and_comes_out_the_same(client, staff):
    file = SimpleUploadedFile("form.yaml", GOOD.encode())
    response = client.post(reverse("reviews:questionnaire-new"), {"key": uuid.uuid4(), "file": file})
    stored = Questionnaire.objects.get(year=2030)
    assert response.headers["Location"] == stored.get_absolute_url()
    fetched = client.get(reverse("reviews:questionnaire-file", args=[stored.pk]))
    assert read(fetched.content) == read(GOOD)
    assert "2030-leader.yaml" in fetched.headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (GOOD.replace("2030", "soon").replace("key: second", "key: first").encode(), [2, 13]),
        (b"", [1]),
        (b"a: b\n\xff", [2]),
        (b"x" * 1_100_000, [1]),
        (b"PK\x03\x04 not a form", [1]),
    ],
    ids=["two problems", "empty", "not UTF-8", "too large", "binary"],
)
def test_bad_definition_file_is_told_by_line_and_stores_nothing(client, staff, content, lines):
    before = Questionnaire.objects.count()
    response = client.post(
        reverse("reviews:questionnaire-new"),
        {"key": uuid.uuid4(), "file": SimpleUploadedFile("form.yaml", content)},
    )
    assert response.status_code == 422
    assert [line for line, _words in response.context["problems"]] == lines
    assert Questionnaire.objects.count() == before


def test_next_years_form_keeps_keys_and_takes_new_words(client, staff, last_year):
    sent = fields_of(client.get(next_of(last_year)))
    assert sent["year"] == "2031"
    sent["q1_text_nb"] = "Hvem?\r\nOg hvorfor?"
    del sent["q2_keep"]
    response = client.post(next_of(last_year), sent)
    made = Questionnaire.objects.get(year=2031)
    assert response.headers["Location"] == made.get_absolute_url()
    questions = list(definition_of(made).questions())
    assert [(each.key, each.number) for each in questions] == [("first", 1), ("third", 2)]
    assert questions[0].text.nb == "Hvem?\nOg hvorfor?"
    assert questions[1].options == list(definition_of(last_year).questions())[2].options
    assert definition_of(last_year) == read(GOOD)


def test_unchanged_next_year_differs_only_by_its_year(client, staff):
    earlier = Questionnaire.objects.get(audience="leader", year=2018)
    client.post(next_of(earlier), fields_of(client.get(next_of(earlier))))
    made = definition_of(Questionnaire.objects.get(audience="leader", year=2019))
    assert (made.sections, made.title, made.intro) == (lambda old: (old.sections, old.title, old.intro))(
        definition_of(earlier)
    )


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"year": "1999"}, "year"),
        ({"title_nn": ""}, "title_nn"),
        ({"q1_text_nb": "  "}, "q1_text_nb"),
        ({"q1_help_nb": "Bare på bokmål"}, "q1_help_nn"),
        ({"q2_follow_up_nn": ""}, "q2_follow_up_nn"),
        ({"q1_text_nb": "x" * 1001}, "q1_text_nb"),
        ({"q1_text_nb": "a\0b"}, "q1_text_nb"),
        ({"q1_keep": None, "q2_keep": None, "q3_keep": None}, "__all__"),
    ],
)
def test_bad_next_year_is_refused_with_the_text_kept(client, staff, last_year, changes, field):
    sent = fields_of(client.get(next_of(last_year))) | {"q3_text_nn": "Det eg skreiv"} | changes
    response = client.post(next_of(last_year), {name: value for name, value in sent.items() if value is not None})
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert "Det eg skreiv" in response.content.decode()
    assert not Questionnaire.objects.filter(year=2031).exists()


def test_question_that_is_left_out_needs_no_words(client, staff, last_year):
    sent = fields_of(client.get(next_of(last_year))) | {"q2_text_nb": "", "q2_text_nn": "", "q2_follow_up_nb": "x"}
    del sent["q2_keep"]
    del sent["q2_follow_up_nn"]
    assert client.post(next_of(last_year), sent).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_five_posts_at_once_make_one_form():
    last_year, user = store(definition=read(GOOD), by=None), make_staff()
    client = Client()
    client.force_login(user)
    assert five_times(user, next_of(last_year), fields_of(client.get(next_of(last_year)))) == [302] * 5
    assert Questionnaire.objects.filter(year=2031).count() == 1
