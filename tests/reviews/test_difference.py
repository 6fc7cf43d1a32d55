"""Pure: what is another in the second of two forms."""

from dataclasses import replace

from reviews.answers import empty
from reviews.difference import difference
from reviews.document import Attached
from tests.reviews.answer_sets import make_long_document

OLD = make_long_document()


def answered(document, key, **value):
    sections = tuple(
        replace(
            section,
            questions=tuple(
                replace(question, value=question.value | value) if question.key == key else question
                for question in section.questions
            ),
        )
        for section in document.sections
    )
    return replace(document, sections=sections)


def test_form_and_itself_have_no_difference():
    found = difference(OLD, make_long_document(number=2, reference="x", language="nn", signature=None))
    assert (found.facts, found.questions, found.attachments) == ((), (), ())


def test_changed_answers_are_named_by_their_parts():
    new = answered(answered(OLD, "related-services", text="To"), "main-tasks", rows=[])
    found = difference(OLD, new).questions
    assert [(each.new.key, each.kind, each.parts) for each in found] == [
        ("main-tasks", "changed", ("rows",)),
        ("related-services", "changed", ("text",)),
    ]


def test_text_that_no_choice_asks_for_is_nobodys_business():
    assert difference(OLD, answered(OLD, "patient-treatment", text="Noe helt annet")).questions == ()
    (found,) = difference(OLD, answered(OLD, "patient-treatment", choice="yes")).questions
    assert found.parts == ("choice", "text")


def test_questions_that_come_and_go_are_told():
    first, *rest = OLD.sections
    fewer = replace(OLD, sections=tuple(rest))
    assert {each.kind for each in difference(OLD, fewer).questions} == {"removed"}
    assert [each.new.number for each in difference(fewer, OLD).questions] == [1, 2, 3]
    assert difference(replace(OLD, sections=()), replace(OLD, sections=())).questions == ()
    assert first.questions[2].value != empty()


def test_attachments_are_the_same_by_slot_kind_and_name():
    plan, _publications, file, link = OLD.attachments
    other = replace(file, sha256="3c" * 32)
    new = Attached(slot=2, kind="text", name="Merknad", text="Mer kommer")
    found = difference(OLD, replace(OLD, attachments=(plan, other, link, new))).attachments
    assert [(each.kind, (each.new or each.old).name) for each in found] == [
        ("changed", "Behov og tidsplan.pdf"),
        ("added", "Merknad"),
        ("removed", "Publikasjoner"),
    ]


def test_two_equal_attachments_of_which_one_goes_are_one_removed():
    link = OLD.attachments[-1]
    found = difference(replace(OLD, attachments=(link, link)), replace(OLD, attachments=(link,))).attachments
    assert [each.kind for each in found] == ["removed"]


def test_place_and_writer_are_told():
    new = replace(OLD, written_by="", service=replace(OLD.service, location="Nordvik"))
    assert [(fact.name, fact.new) for fact in difference(OLD, new).facts] == [
        ("location", "Nordvik"),
        ("written_by", ""),
    ]
