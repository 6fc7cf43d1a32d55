import pytest

from plans.readers.links import with_address


@pytest.mark.parametrize(
    ("text", "address", "words"),
    [
        ("Kurs", "https://a.example.org/kurs", "Kurs (https://a.example.org/kurs)"),
        ("A.example.org", "https://a.example.org/", "A.example.org"),
        ("https://a.example.org/kurs", "https://a.example.org/kurs/", "https://a.example.org/kurs"),
        ("skriv", "mailto:post@example.org", "skriv (mailto:post@example.org)"),
        ("post@example.org", "MAILTO:post@example.org", "post@example.org"),
        ("", "https://a.example.org", "https://a.example.org"),
        ("Kurs", "", "Kurs"),
        ("Kurs", "#her", "Kurs"),
        ("Kurs", "../kurs.html", "Kurs"),
        ("Kurs", "javascript:alert(1)", "Kurs"),
        ("Kurs", "file:///C:/plan.docx", "Kurs"),
        ("Kurs", "https://www.google.com/url?q=https://a.example.org/&sa=D", "Kurs (https://a.example.org/)"),
        ("Kurs", "https://www.google.com/url?sa=D", "Kurs (https://www.google.com/url?sa=D)"),
        ("Kurs", "https://www.google.com/url?" + "a&" * 30, "Kurs (https://www.google.com/url?" + "a&" * 30 + ")"),
    ],
)
def test_an_address_is_written_out_where_it_says_more(text, address, words):
    assert with_address(text, address) == words
