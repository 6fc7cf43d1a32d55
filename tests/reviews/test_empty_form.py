import pytest

from reviews.models import Questionnaire
from reviews.pdf import empty_form_html, empty_form_pdf
from tests.printing.pdf_checks import check
from tests.reviews_factories import make_questionnaire

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["nb", "nn"])
@pytest.mark.parametrize("audience", ["leader", "group"])
def test_empty_form_is_a_marked_pdf_in_its_language(audience, language):
    form = Questionnaire.objects.get(audience=audience, year=2018)
    report = check(empty_form_pdf(form, language=language))
    assert report.faults == []
    assert report.tags["H3"] == form.questions.count()
    html = empty_form_html(form, language=language)
    assert f'<html lang="{language}">' in html
    assert all(form_words in html for form_words in (form.said("title", language), form.said("intro", language)))


def test_every_question_has_room_for_its_answer():
    html = empty_form_html(make_questionnaire(), language="nb")
    assert html.count('<div class="lines">') == 6 + 1  # all kinds but the split; attachment 1
    assert html.count('<p class="boxes">') == 3
    assert html.count("<table>") == 2


def test_empty_form_is_printed_in_constant_queries(django_assert_num_queries):
    form = Questionnaire.objects.get(audience="leader", year=2018)
    with django_assert_num_queries(2):
        empty_form_html(form, language="nb")
