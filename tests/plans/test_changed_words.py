from hypothesis import given
from hypothesis import strategies as st

from plans.changed_words import Budget, changed_words


def test_only_the_changed_words_are_marked():
    assert changed_words("Kurs for leger i vest", "Kurs for logopeder i vest") == (
        ("", "Kurs for "),
        ("del", "leger"),
        ("ins", "logopeder"),
        ("", " i vest"),
    )


def test_very_long_texts_that_have_nothing_in_common_are_marked_whole():
    old, new = "a " * 9000, "b " * 9000
    assert [mark for mark, _ in changed_words(old, new)] == ["del", "ins", ""]


def test_what_stands_between_words_is_not_taken_for_kept_where_the_words_were_not():
    assert changed_words("Kurs, e-læring og film", "Bok, e-læring til alle") == (
        *(("del", "Kurs"), ("ins", "Bok"), ("", ", e-læring ")),
        *(("del", "og film"), ("ins", "til alle")),
    )


def test_when_the_budget_of_a_page_is_used_up_texts_are_marked_whole():
    budget = Budget(pairs=30)
    old, new = "Kurs for leger", "Film for pleiere"
    told = [changed_words(old, new, budget) for _ in range(2)]
    assert [len(parts) for parts in told] == [5, 2]
    assert told[1] == (("del", old), ("ins", new))


@given(st.text(alphabet="ab \n", max_size=60), st.text(alphabet="ab \n", max_size=60))
def test_the_parts_make_both_texts_again(old, new):
    parts = changed_words(old, new)
    assert "".join(text for mark, text in parts if mark != "ins") == old
    assert "".join(text for mark, text in parts if mark != "del") == new
