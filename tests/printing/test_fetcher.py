"""A canary file lies on the disk; every known way to load it is tried, with our fetcher and, as control, without."""

import sys
from contextlib import suppress
from pathlib import Path

import pytest
from django.conf import settings
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetchingError

PAGE = '<!DOCTYPE html><html lang="nb"><head><title>t</title>{head}</head><body>{body}<p>words</p></body></html>'

# Each way: (head, body, style sheet). URL becomes the canary's address.
WAYS = {
    "link attachment": ('<link rel="attachment" href="URL">', "", ""),
    "a attachment": ("", '<a rel="attachment" href="URL">x</a>', ""),
    "image": ("", '<img src="URL" alt="x">', ""),
    "image by base": ('<base href="FOLDER">', '<img src="NAME" alt="x">', ""),
    "object": ("", '<object data="URL"></object>', ""),
    "embed": ("", '<embed src="URL">', ""),
    "svg image": ("", '<svg width="9" height="9"><image href="URL" width="9" height="9"/></svg>', ""),
    "link stylesheet": ('<link rel="stylesheet" href="URL">', "", ""),
    "import in style": ("<style>@import url(URL);</style>", "", ""),
    "font in style": ("<style>@font-face{font-family:c;src:url(URL)} p{font-family:c}</style>", "", ""),
    "profile in style": ("<style>@color-profile --c{src:url(URL)}</style>", "", ""),
    "background in style attribute": ("", '<p style="background:url(URL)">x</p>', ""),
    "import in sheet": ("", "", "@import url(URL);"),
    "font in sheet": ("", "", "@font-face{font-family:c;src:url(URL)} p{font-family:c}"),
    "profile in sheet": ("", "", "@color-profile --c{src:url(URL)}"),
    "background in sheet": ("", "", "p{background:url(URL)}"),
    "content in sheet": ("", "", "p::before{content:url(URL)}"),
    "list marker in sheet": ("", "<ul><li>x</ul>", "li{list-style-image:url(URL)}"),
    "border in sheet": ("", "", "p{border:9px solid;border-image:url(URL) 1}"),
    "page background in sheet": ("", "", "@page{background:url(URL)}"),
}

opened: set[str] = set()


def note_opened(event: str, arguments: tuple) -> None:
    if event == "open":
        opened.add(str(arguments[0]))


sys.addaudithook(note_opened)


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    path = tmp_path / "canary.svg"
    path.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><g id="a"/></svg>')
    opened.clear()
    return path


def aimed(text: str, canary: Path) -> str:
    text = text.replace("URL", canary.as_uri()).replace("FOLDER", canary.parent.as_uri() + "/")
    return text.replace("NAME", canary.name)


@pytest.mark.parametrize("way", WAYS)
def test_nothing_of_the_disk_is_loaded(press, canary, tmp_path, way):
    head, body, style = (aimed(text, canary) for text in WAYS[way])
    sheet = tmp_path / "sheet.css"
    sheet.write_text(style)
    html = PAGE.format(head=head, body=body)

    with suppress(URLFetchingError):  # a refused colour profile ends the printing, the rest is left out
        assert b"/EmbeddedFile" not in press.pdf(html, stylesheets=[sheet])

    assert str(sheet) in opened
    assert str(canary) not in opened


@pytest.mark.parametrize("way", WAYS)
def test_without_our_fetcher_the_way_leaks(canary, way):
    """The control: a way that does not leak here proves nothing above."""
    head, body, style = (aimed(text, canary) for text in WAYS[way])
    fonts = FontConfiguration()
    sheet = CSS(string=style, font_config=fonts)
    HTML(string=PAGE.format(head=head, body=body)).write_pdf(stylesheets=[sheet], font_config=fonts)
    assert str(canary) in opened


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:9/x.svg", "https://x.example/x.svg", "ftp://x.example/x", "data:image/svg+xml,<svg/>",
     "asset:../settings.py", "asset:/etc/hostname", "ASSET:symbols", "asset:nothing", "file:///etc/hostname", ""],
)  # fmt: skip
def test_only_named_assets_are_answered(press, address):
    with pytest.raises(ValueError):
        press._fetcher.fetch(address)


def test_an_asset_is_answered_by_its_name(press):
    answer = press._fetcher.fetch("asset:symbols")
    assert answer.content_type == "font/ttf"
    assert answer.read() == settings.PRINTING_ASSETS["symbols"].read_bytes()
