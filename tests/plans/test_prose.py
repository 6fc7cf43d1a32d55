import pytest

from plans.prose import prose


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        (" \n ", ""),
        ("Leger", "Leger"),
        ("2025 – 2027", "2025 – 2027"),
        ("<script>x</script> & \"a\" 'b'", "&lt;script&gt;x&lt;/script&gt; &amp; &quot;a&quot; &#x27;b&#x27;"),
        ("Leger\nLogopeder", "<p>Leger<br>Logopeder</p>"),
        ("Leger\r\n\r\nLogopeder", "<p>Leger</p><p>Logopeder</p>"),
        ("Kurs:\n• ett\n– to\n\nMer", "<p>Kurs:</p><ul><li>ett</li><li>to</li></ul><p>Mer</p>"),
        ("- <b>", "<ul><li>&lt;b&gt;</li></ul>"),
        ("-5 grader", "-5 grader"),
    ],
)
def test_prose(text, html):
    assert prose(text) == html


@pytest.mark.parametrize(
    ("text", "target", "after"),
    [
        ("Se https://example.org/a?b=1&c=2.", "https://example.org/a?b=1&amp;c=2", "."),
        ("(www.example.org)", "https://www.example.org", ")"),
        ("https://example.org/a_(b), og", "https://example.org/a_(b)", ", og"),
        ("«https://example.org»", "https://example.org", "»"),
    ],
)
def test_addresses_are_links_without_what_ends_the_sentence(text, target, after):
    html = prose(text)
    assert f'href="{target}"' in html
    assert f"</a>{after}" in html


def test_no_other_scheme_becomes_a_link_and_no_quote_leaves_the_attribute():
    assert "<a" not in prose("javascript:alert(1) ftp://example.org")
    assert 'href="https://example.org/"' in prose('https://example.org/"onclick="x')
    assert "onclick=&quot;" in prose('https://example.org/"onclick="x')
