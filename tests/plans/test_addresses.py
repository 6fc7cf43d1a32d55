import time

import pytest

from plans.addresses import linked


@pytest.mark.parametrize(
    ("words", "html"),
    [
        ("ola@x.example og", '<a href="mailto:ola@x.example">ola@x.example</a> og'),
        ("+ola.k-n@x-y.example.", '<a href="mailto:+ola.k-n@x-y.example">+ola.k-n@x-y.example</a>.'),
        ("ola@x", "ola@x"),
        ("[www.x.example/a_[b]]", '[<a href="https://www.x.example/a_[b]">www.x.example/a_[b]</a>]'),
        ("awww.x.example", "awww.x.example"),
        ("https://x.example/'\"onclick=", '<a href="https://x.example/">https://x.example/</a>&#x27;&quot;onclick='),
    ],
)
def test_addresses_become_links(words, html):
    assert linked(words) == html


def test_attributes_stand_in_the_link():
    assert linked("www.x.example", ' class="a"') == '<a class="a" href="https://www.x.example">www.x.example</a>'


HOSTILE = ["a", "1", "a-", "1.", "2021-", "-", "a@", "a@a-", "²", "www.", "http://", "http://)"]


@pytest.mark.parametrize("words", [*(piece * 100_000 for piece in HOSTILE), "http://x" + ")" * 200_000])
def test_time_does_not_grow_by_the_square(words):
    """A thousandfold margin on both sides: by the square these take minutes, else some hundredths of a second."""
    began = time.process_time()
    linked(words)
    assert time.process_time() - began < 10
