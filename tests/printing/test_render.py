import os
import signal
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic

import pytest

from printing import render, worker
from printing.render import Attachment, CouldNotPrint, to_pdf
from tests.printing.pdf_checks import attached, check

PAGE = '<!DOCTYPE html><html lang="nb"><head><title>t</title></head><body>{}</body></html>'


def free_children() -> list[int]:
    return [child._process.pid for child in render._press._free]


def test_equal_html_gives_equal_bytes_in_any_process_after_any_document():
    html = PAGE.format("<h1>x</h1><p>Čálli 😀 ✓</p>")
    first = to_pdf(html, stylesheets=[])
    to_pdf(PAGE.format("<p style='font: 600 12pt Inter'>another</p>"), stylesheets=[])
    again = to_pdf(html, stylesheets=[])
    render.end()
    in_new_process = to_pdf(html, stylesheets=[])
    assert first == again == in_new_process


def test_texts_are_carried_as_files_in_equal_bytes():
    texts = {"plan.json": '{"å": "Čálli 😀"}', "notes.txt": "file:///etc/passwd"}
    files = [Attachment(name=name, text=text, description="what it is") for name, text in texts.items()]
    pdf = to_pdf(PAGE.format("<p>x</p>"), stylesheets=[], attachments=files)
    assert {name: content.decode() for name, content in attached(pdf).items()} == texts
    assert check(pdf).faults == []
    render.end()
    assert to_pdf(PAGE.format("<p>x</p>"), stylesheets=[], attachments=files) == pdf


def test_without_files_a_pdf_carries_none():
    pdf = to_pdf(PAGE.format("<p>x</p>"), stylesheets=[])
    assert (attached(pdf), check(pdf).faults) == ({}, [])


def test_a_process_prints_more_than_one_document():
    to_pdf(PAGE.format("one"), stylesheets=[])
    before = free_children()
    to_pdf(PAGE.format("two"), stylesheets=[])
    assert free_children() == before


def test_several_threads_print_at_a_time():
    documents = [PAGE.format(f"<p>{number}</p>") for number in range(6)]
    with ThreadPoolExecutor(6) as pool:
        together = list(pool.map(lambda html: to_pdf(html, stylesheets=[]), documents))
    assert together == [to_pdf(html, stylesheets=[]) for html in documents]


def test_what_takes_too_long_is_given_up_and_the_next_is_printed():
    slow = PAGE.format("<table>" + "<tr><td>word word word" * 50_000 + "</table>")
    begun = monotonic()
    with pytest.raises(CouldNotPrint, match="too long"):
        to_pdf(slow, stylesheets=[], seconds=3)
    assert monotonic() - begun < 6
    assert to_pdf(PAGE.format("next"), stylesheets=[]).startswith(b"%PDF")


def test_where_no_time_is_left_no_process_is_asked():
    to_pdf(PAGE.format("one"), stylesheets=[])
    before = free_children()
    with pytest.raises(CouldNotPrint, match="too long"):
        to_pdf(PAGE.format("two"), stylesheets=[], seconds=0)
    assert free_children() == before


@pytest.mark.parametrize(
    "html",
    [
        PAGE.format("<div>" * 5000 + "x"),
        PAGE.format("<p>x").replace(' lang="nb"', ""),
        PAGE.format("<p>x").replace("<title>t</title>", ""),
        PAGE.format("<p>\ud800"),
        "",
    ],
    ids=["deep", "no language", "no title", "no text", "nothing"],
)
def test_what_cannot_be_printed_is_said_so(html):
    with pytest.raises(CouldNotPrint):
        to_pdf(html, stylesheets=[])
    assert to_pdf(PAGE.format("next"), stylesheets=[]).startswith(b"%PDF")


def test_what_takes_too_much_memory_is_given_up():
    large = PAGE.format("<table><tr><td rowspan=5000 colspan=20000>x" + "<tr>" * 5000 + "</table>")
    with pytest.raises(CouldNotPrint, match=r"MemoryError|ended"):
        to_pdf(large, stylesheets=[], seconds=120)


def test_a_child_that_was_killed_costs_no_document():
    to_pdf(PAGE.format("one"), stylesheets=[])
    for child in free_children():
        os.kill(child, signal.SIGKILL)
    assert to_pdf(PAGE.format("two"), stylesheets=[]).startswith(b"%PDF")


def test_a_child_sees_no_secret():
    to_pdf(PAGE.format("one"), stylesheets=[])
    for child in free_children():
        assert b"SECRET" not in Path(f"/proc/{child}/environ").read_bytes()


def test_the_edition_changes_with_a_stylesheet(tmp_path):
    sheet = tmp_path / "a.css"
    sheet.write_text("p{color:red}")
    first = render.edition([sheet])
    assert render.edition([sheet]) == first
    sheet.write_text("p{color:blue}")
    os.utime(sheet, ns=(1, 1))
    assert render.edition([sheet]) != first


def test_a_large_parent_does_not_cost_its_children_their_place():
    render.end()
    ballast = b"x" * (2 * 1024 * worker.KEEP_BELOW)
    to_pdf(PAGE.format("one"), stylesheets=[])
    assert ballast and free_children() != []
