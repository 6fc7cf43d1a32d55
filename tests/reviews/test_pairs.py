import pytest

from reviews.document import AboutQuestionnaire, AnsweredQuestion, AnsweredSection, ResponseDocument
from reviews.pairs import side_by_side


def form(audience, **related):
    """A form with a question of each key, in that order, and the key of the other form's question it names."""
    questions = [
        AnsweredQuestion(key=key, number=number, kind="text", text=key, related=other)
        for number, (key, other) in enumerate(related.items(), start=1)
    ]
    return ResponseDocument(
        reference=audience,
        questionnaire=AboutQuestionnaire(audience=audience, year=2018),
        sections=(
            AnsweredSection(number=1, title="Første", questions=tuple(questions[:2])),
            AnsweredSection(number=2, title="Andre", questions=tuple(questions[2:])),
        ),
    )


def keys(laid):
    return (
        [(pair.leader and pair.leader.key, pair.group and pair.group.key) for pair in laid.pairs],
        [question.key for question in laid.leader_only],
        [question.key for question in laid.group_only],
    )


@pytest.mark.parametrize(
    ("leader", "group"),
    [
        ({"staff": "", "measures": "regions", "need": "goes_on"}, {"mandate": "", "goes_on": "", "regions": ""}),
        ({"staff": "", "measures": "", "need": ""}, {"mandate": "", "goes_on": "need", "regions": "measures"}),
        (
            {"staff": "", "measures": "regions", "need": "goes_on"},
            {"mandate": "", "goes_on": "need", "regions": "measures"},
        ),
    ],
)
def test_questions_meet_whichever_of_them_names_the_other(leader, group):
    laid = side_by_side(form("leader", **leader), form("group", **group))
    assert keys(laid) == ([("measures", "regions"), ("need", "goes_on")], ["staff"], ["mandate"])


def test_question_that_two_name_meets_the_first_only():
    laid = side_by_side(form("leader", a="x", b="x"), form("group", x="a", y=""))
    assert keys(laid) == ([("a", "x")], ["b"], ["y"])


def test_question_that_names_none_there_is_stands_alone():
    laid = side_by_side(form("leader", a="gone"), form("group", x=""))
    assert keys(laid) == ([], ["a"], ["x"])


def test_only_one_form_leaves_the_others_place_open():
    assert keys(side_by_side(form("leader", a="x", b=""), None)) == ([("a", None)], ["b"], [])
    assert keys(side_by_side(None, form("group", x="a", y=""))) == ([(None, "x")], [], ["y"])
    assert keys(side_by_side(None, None)) == ([], [], [])
