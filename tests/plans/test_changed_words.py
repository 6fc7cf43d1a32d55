from hypothesis import given
from hypothesis import strategies as st

from plans.changed_words import changed_words


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


@given(st.text(alphabet="ab \n", max_size=60), st.text(alphabet="ab \n", max_size=60))
def test_the_parts_make_both_texts_again(old, new):
    parts = changed_words(old, new)
    assert "".join(text for mark, text in parts if mark != "ins") == old
    assert "".join(text for mark, text in parts if mark != "del") == new
