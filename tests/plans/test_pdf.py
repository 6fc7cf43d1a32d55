import re
import resource
from dataclasses import replace
from pathlib import Path
from time import monotonic

import pytest
from django.core.cache import caches

from plans import pdf
from plans.document import from_json
from plans.pdf import plan_html, plan_pdf
from printing import render
from printing.render import CouldNotPrint
from tests.printing.documents import make_document, make_stress_document
from tests.printing.pdf_checks import attached, check


@pytest.fixture(autouse=True)
def own_cache(settings, tmp_path) -> Path:
    settings.CACHES = settings.CACHES | {"pdf": settings.CACHES["pdf"] | {"LOCATION": tmp_path / "pdf"}}
    return tmp_path / "pdf"


@pytest.fixture(scope="module")
def printed() -> bytes:
    return plan_pdf(make_document(), language="nn", seconds=60)  # it may be the first of its process


def test_the_plan_is_a_marked_pdf_of_one_table(printed):
    report = check(printed)
    assert report.faults == []
    assert report.tags["Table"] == 1


def test_the_pdf_carries_the_whole_plan(printed):
    files = attached(printed)
    assert list(files) == ["plan.json"]
    assert from_json(files["plan.json"]) == make_document()


def test_the_same_content_is_not_printed_twice(own_cache):
    document = make_document(5)
    with pytest.raises(CouldNotPrint):
        plan_pdf(document, language="en", seconds=0)  # no time to print: so the next one with it comes from the cache
    first = plan_pdf(document, language="en", seconds=60)
    assert plan_pdf(make_document(5), language="en", seconds=0) == first
    assert len(list(own_cache.iterdir())) == 1


@pytest.mark.parametrize(
    ("changes", "language"),
    [
        ({"title": "Annen tittel"}, "en"),
        ({"version": 1}, "en"),
        ({"language": "nn"}, "en"),
        ({"depths": ("kjennskap",)}, "en"),
    ],
    ids=["title", "version", "language of the words", "only in what is carried"],
)
def test_other_content_is_printed(changes, language):
    plan_pdf(make_document(5), language="en")
    with pytest.raises(CouldNotPrint):
        plan_pdf(make_document(5, **changes), language=language, seconds=0)


def test_a_changed_stylesheet_is_printed(monkeypatch, tmp_path):
    plan_pdf(make_document(5), language="en")
    sheet = tmp_path / "print.css"
    sheet.write_text(pdf.STYLESHEETS[0].read_text() + "h1 { color: red }")
    monkeypatch.setattr(pdf, "STYLESHEETS", (sheet,))
    with pytest.raises(CouldNotPrint):
        plan_pdf(make_document(5), language="en", seconds=0)


def test_what_could_not_be_printed_is_not_soon_tried_again_but_with_more_time(own_cache):
    document = make_document(5)
    for words in ("too long", "a short while ago"):
        with pytest.raises(CouldNotPrint, match=words):
            plan_pdf(document, language="en", seconds=0.001)
    (path,) = own_cache.iterdir()
    with pytest.raises(CouldNotPrint, match="too long"):
        plan_pdf(document, language="en", seconds=0.002)
    assert list(own_cache.iterdir()) == [path]
    assert plan_pdf(document, language="en").startswith(b"%PDF")


def test_a_failure_is_remembered_for_a_while_only(monkeypatch):
    monkeypatch.setattr(pdf, "FAILURE_SECONDS", 0)
    for _ in range(2):
        with pytest.raises(CouldNotPrint, match="too long"):
            plan_pdf(make_document(5), language="en", seconds=0.001)


def test_what_found_no_place_is_not_remembered(own_cache, settings):
    places = settings.PRINTING_PLACES
    settings.PRINTING_PLACES = 0
    render.end()
    render.begin()
    try:
        with pytest.raises(render.NoPlace):
            plan_pdf(make_document(5), language="en", seconds=0.001)
    finally:
        settings.PRINTING_PLACES = places
        render.begin()
    assert not list(own_cache.iterdir())


def test_what_failed_after_a_long_wait_for_its_place_is_not_remembered(own_cache, monkeypatch):
    monkeypatch.setattr(render, "LONG_WAIT", -1)
    with pytest.raises(render.NoPlace, match="too long"):
        plan_pdf(make_document(5), language="en", seconds=0.001)
    assert not list(own_cache.iterdir())


def test_a_hostile_plan_is_refused_within_its_time():
    (area,) = make_document(1).areas
    row = replace(area.rows[0], measure="a\n" * 10_000, note="a\n" * 10_000)
    document = make_document(areas=(replace(area, rows=(row,) * 500),))
    begun = monotonic()
    with pytest.raises(CouldNotPrint, match="too large"):
        plan_pdf(document, language="en", seconds=3)
    assert monotonic() - begun < 6


def test_equal_content_gives_equal_bytes_without_the_cache(printed):
    caches["pdf"].clear()
    assert plan_pdf(make_document(), language="nn", seconds=60) == printed


def test_a_full_disk_costs_no_pdf_and_leaves_no_file(own_cache):
    render.end()  # one that has printed much may end with its next document
    plan_pdf(make_document(1), language="en", seconds=60)  # a printing process stands, it is not limited below
    kept = set(own_cache.iterdir())
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        content = plan_pdf(make_document(5), language="en")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert content.startswith(b"%PDF")
    assert set(own_cache.iterdir()) == kept


@pytest.mark.parametrize("rest", [0, 30], ids=["empty", "cut"])
def test_a_broken_kept_file_is_printed_again(own_cache, rest):
    first = plan_pdf(make_document(5), language="en")
    (path,) = own_cache.iterdir()
    path.write_bytes(path.read_bytes()[:rest])
    assert plan_pdf(make_document(5), language="en") == first


def test_peoples_words_are_text_and_never_markup():
    evil = '</td></table><link rel="attachment" href="file:///etc/passwd"><script>x</script>"\'&'
    row = (
        make_document(1)
        .areas[0]
        .rows[0]
        .__class__(aim=evil, measure=evil, target_group=evil, instruments=evil, responsible=evil, note=evil)
    )
    area = make_document(1).areas[0].__class__(title=evil, rows=(row, row))
    band = area.__class__(kind="band", title=evil, areas=(area,))
    service = make_document(1).service.__class__(name=evil, abbreviation=evil, trust=evil, region=evil, leader=evil)
    html = plan_html(make_document(areas=(area, band), title=evil, purpose=evil, service=service), language="en")
    assert "<link" not in html
    assert "<script" not in html
    assert html.count("</table>") == 1
    assert check(plan_pdf(make_stress_document(title=evil, service=service), language="en")).faults == []


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_plan_without_rows_prints_in_each_language(language):
    report = check(plan_pdf(make_document(areas=()), language=language))
    assert report.faults == []
    assert report.tags["Table"] == 0
    assert report.tags["H1"] == 1


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_column_widths_are_numbers_to_css_in_every_language(language):
    html = plan_html(make_document(), language=language)
    widths = [float(width) for width in re.findall(r'<col style="width:([0-9.]+)%">', html)]
    assert len(widths) == html.count("<col ") == 6
    assert sum(widths) == pytest.approx(100)
