import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from files import limits
from files.names import cleaned, ending_of


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("Kompetanseplan 2025–2028 (utkast).docx", "Kompetanseplan 2025–2028 (utkast).docx"),
        ("Čáhci ja girjjit.pdf", "Čáhci ja girjjit.pdf"),
        ("計画 – план.xlsx", "計画 – план.xlsx"),
        ("a\u030a.docx", "å.docx"),
        ("👩‍⚕️.docx", "👩‍⚕️.docx"),
        ("../../etc/passwd", "passwd"),
        (r"C:\Users\kari\Plan.docx", "Plan.docx"),
        ("plan\r\nX-Header: ja.docx", "plan X-Header ja.docx"),
        ("plan\u202excod.exe", "planxcod.exe"),
        ("\u200f\u2067plan\u2069.docx", "plan.docx"),
        ("pl\u00adan.docx", "plan.docx"),
        ("\ud800plan\u2028.docx", "plan .docx"),
        ('a<b>"c"|d?*.docx', "a b c d .docx"),
        ("  mange   blanke .docx", "mange blanke .docx"),
        ("...docx", "docx"),
        ("..", "file"),
        ("", "file"),
        ("\0\u202e\u200d", "file"),
    ],
)
def test_cleaned_keeps_letters_and_takes_away_what_misleads(name, clean):
    assert cleaned(name) == clean


def test_a_long_name_is_cut_and_keeps_its_ending():
    longest = "å" * (limits.NAME - 5) + ".docx"
    assert cleaned(longest) == longest
    assert cleaned("å" + longest) == longest
    assert cleaned("å" * 500) == "å" * limits.NAME
    assert cleaned("a." + "b" * 500) == ("a." + "b" * 500)[: limits.NAME]


@given(st.text(st.characters(), max_size=400))
def test_cleaned_is_fit_for_database_header_and_disk_and_stays_so(name):
    clean = cleaned(name)
    assert 0 < len(clean) <= limits.NAME
    assert clean.encode()
    assert not set(clean) & set('/\\:*?"<>|')
    assert all(unicodedata.category(letter) not in {"Cc", "Cs"} for letter in clean)
    assert not set(clean) & set("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert cleaned(clean) == clean


@pytest.mark.parametrize(("name", "ending"), [("Plan.DOCX", "docx"), ("plan", ""), (".docx", "docx"), ("a.b ", "b")])
def test_ending_of(name, ending):
    assert ending_of(name) == ending
