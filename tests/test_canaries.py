"""Nothing of one service's drafts, people or minutes shows to the people of another, wherever they look."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client

from plans.frozen import print_version
from tests.factories import make_version
from tests.printing.pdf_checks import attached
from tests.test_matrix import MATRIX, address
from tests.world import make_world

CANARY = "kanarifugl7319"
SINCE = "gulspurv8240"  # written after a version was frozen
# What every signed-in person may see of any service: its facts, links and publications.
OPEN = {"services:list", "home:service"}
# Pages for one who belongs elsewhere, staff and administrators: none of them may see a draft.
OUTSIDERS = ["stranger", "other_leader", "region_staff", "national_staff", "administrator"]
SEARCHES = ["/planer/?words=", "/tjenester/?words="]


@pytest.fixture
def world(db):
    made = make_world(CANARY)
    made.service.description = "Alle kan lese om tjenesten."
    made.service.save()
    made.service.links.all().delete()
    made.service.publications.all().delete()
    return made


def reading(person, world, routes=MATRIX):
    """The text of every page that a GET gives this person, by route."""
    client = Client(raise_request_exception=False)
    client.force_login(person)
    pages = {
        name: client.get(address(name, world)) for name in routes if "link" not in name and "publication-" not in name
    }
    pages |= {path: client.get(path + CANARY) for path in SEARCHES}
    return {name: page for name, page in pages.items() if page.status_code < 400}


@pytest.mark.parametrize("role", ["stranger", "other_leader"])
def test_people_of_other_services_find_no_trace(world, role):
    leaks = [name for name, page in reading(world.people[role], world).items() if shows(page)]
    assert leaks == []


@pytest.mark.parametrize("role", ["region_staff", "national_staff", "administrator"])
def test_staff_find_no_trace_of_a_draft(world, role):
    pages = reading(world.people[role], world)
    assert not any(shows(page) for name, page in pages.items() if name.startswith(("plans:", "/planer")))
    assert f"Plan {CANARY}" not in "".join(map(text_of, pages.values()))


@pytest.mark.parametrize("role", ["region_staff", "other_leader"])
@pytest.mark.parametrize("state", ["returned", "published"])
def test_who_may_read_what_was_submitted_finds_no_trace_of_what_was_written_since(world, role, state):
    world.version = make_version(world.plan, state)
    assert print_version(world.version)
    for thing, name in ((world.row, "measure"), (world.plan, "title"), (world.section, "text"), (world.area, "title")):
        setattr(thing, name, f"{getattr(thing, name)} {SINCE}")
        thing.save()
    assert [name for name, page in reading(world.people[role], world).items() if shows(page, SINCE)] == []


def test_the_crawl_does_find_the_canary_where_it_may_be_seen(world):
    seen = {name for name, page in reading(world.people["leader"], world).items() if shows(page)}
    files = {f"plans:{kind}" for kind in ("pdf", "docx", "xlsx", "csv", "json")}
    pages = {"plans:plan", "plans:edit", "plans:history", "plans:area-restore", "plans:list", "home:service"}
    assert files | pages | {"notices:notices"} <= seen


def shows(page, word: str = CANARY) -> bool:
    """Whether the canary is on the page in anything but the words that were searched for."""
    text = text_of(page)
    searched = text.count(f'value="{word}"') + text.count(f"={word}") + text.count(f"«{word}»")
    return text.count(word) > searched


def text_of(page) -> str:
    """What a page or a file says, also where it is packed: in a Word or Excel file, a zip, or carried by a PDF."""
    content = page.getvalue()
    if page.streaming:
        page.streaming_content = [content]  # so that it can be read again
    return "\n".join(part.decode("utf-8", "replace") for part in unpacked(content))


def unpacked(content: bytes) -> list[bytes]:
    if content.startswith(b"PK"):
        with ZipFile(BytesIO(content)) as packed:
            return [part for name in packed.namelist() for part in (name.encode(), *unpacked(packed.read(name)))]
    if content.startswith(b"%PDF"):
        return [content, *attached(content).values()]
    return [content]
