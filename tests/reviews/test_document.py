import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from reviews import document as doc
from reviews.actions.answers import save_part
from reviews.actions.documents import document_of
from reviews.answers import empty
from tests.factories import make_version
from tests.reviews_factories import leader_of, make_response

SIGNED = doc.Signature(name="Kari Nordmann", role="leder av tjenesten", at=datetime(2018, 3, 1, 12, tzinfo=UTC))


def make_document(**fields):
    question = doc.AnsweredQuestion(
        key="split",
        number=2,
        kind="split",
        text="Hvordan fordeler arbeidet seg?",
        value=empty() | {"rows": [{"label": "Forskning – å", "percent": "12,5"}]},
    )
    return doc.ResponseDocument(
        **{
            "reference": "2018-1-NKT-01-L",
            "questionnaire": doc.AboutQuestionnaire(audience="leader", year=2018, title="Spørsmål"),
            "sections": (doc.AnsweredSection(number=1, title="Innhold", questions=(question,)),),
            "attachments": (doc.Attached(slot=1, kind="file", name="plan.pdf", size=3, sha256="a" * 64),),
        }
        | fields
    )


def test_document_comes_back_from_its_own_json():
    document = make_document(signature=SIGNED)
    assert doc.from_json(doc.to_bytes(document)) == document


def test_json_is_canonical():
    text = doc.to_json(make_document())
    assert text == json.dumps(json.loads(text), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert "Forskning – å" in text


def test_fingerprint_is_of_all_but_the_signature():
    document = make_document()
    print_of = doc.fingerprint(document)
    assert doc.fingerprint(replace(document, signature=SIGNED)) == print_of
    (section,) = document.sections
    (question,) = section.questions
    asked_else = replace(section, questions=(replace(question, text="Hva?"),))
    answered_else = replace(section, questions=(replace(question, value=empty()),))
    (attached,) = document.attachments
    for other in (
        replace(document, sections=(asked_else,)),
        replace(document, sections=(answered_else,)),
        replace(document, attachments=(replace(attached, sha256="b" * 64),)),
        replace(document, attachments=()),
        replace(document, written_by="En annen"),
        replace(document, language="nn"),
    ):
        assert doc.fingerprint(other) != print_of


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.update(schema=2),
        lambda data: data.pop("reference"),
        lambda data: data["sections"][0]["questions"][0].update(kind="poem"),
        lambda data: data["sections"][0]["questions"][0].update(value=[]),
        lambda data: data["sections"][0]["questions"][0]["value"].update(text="i en fordeling"),
        lambda data: data["sections"][0]["questions"][0]["value"].update(rows=[{"label": "a\0"}]),
        lambda data: data["sections"][0]["questions"][0]["value"].update(more=1),
    ],
)
def test_what_is_no_form_is_refused(change):
    data = json.loads(doc.to_json(make_document()))
    change(data)
    with pytest.raises(doc.NotAForm):
        doc.from_json(json.dumps(data))


@pytest.mark.parametrize("text", ["", "[]", "[" * 100_000, "null", b"\xff"])
def test_what_is_no_json_is_refused(text):
    with pytest.raises(doc.NotAForm):
        doc.from_json(text)


def test_form_in_the_database_becomes_a_document_in_the_language_shown(db, django_assert_num_queries):
    response = make_response()
    by = leader_of(response)
    save_part(response=response, key="yes_no", part="text", value="Skjult tekst", base="", seen=0, by=by)
    save_part(response=response, key="yes_no", part="choice", value="no", base="", seen=1, by=by)
    version = make_version(state="named")
    response.attachments.create(slot=1, kind="plan", name="Planen", plan_version=version)
    response.attachments.create(slot=2, kind="link", name="Årsrapport", url="https://rapport.example/2017")
    with django_assert_num_queries(7):
        document = document_of(response, "nn")
    assert doc.from_json(doc.to_json(document)) == document
    answered = {question.key: question.value for question in document.questions()}
    assert answered["yes_no"] == {"choice": "no", "text": "Skjult tekst", "rows": []}
    assert answered["text"] == empty()
    assert [question.number for question in document.questions()] == [1, 2, 3, 4, 5, 6, 7]
    assert next(document.questions()).text.endswith("(nn)")
    assert document.questionnaire.title == "Spørsmål til leiar av tenesta"
    assert (document.language, document.signature, document.reference) == ("nn", None, response.reference)
    plan, link = document.attachments
    assert (plan.kind, plan.version, plan.sha256) == ("plan", version.number, version.sha256)
    assert (link.slot, link.url) == (2, "https://rapport.example/2017")


@pytest.mark.parametrize("language", ["nb", "en", "se", None])
def test_questions_are_shown_in_bokmaal_where_they_are_not_in_nynorsk(db, language):
    document = document_of(make_response(), language)
    assert document.language == "nb"
    assert next(document.questions()).text == "Hvem er målgruppen?"
