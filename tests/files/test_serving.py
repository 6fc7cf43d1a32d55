"""While hostile files are refused, a server goes on answering everybody else."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor, wait
from urllib.request import urlopen

import pytest

from files import checks, child, limits
from files.refused import Refused
from tests.files import bombs, hostile

pytestmark = [pytest.mark.usefixtures("nothing_left"), pytest.mark.django_db(transaction=True)]

WITHIN = 4  # seconds for a page that takes hundredths, on a machine with other work; less than what hangs is given


def refused(name: str, data: bytes, function: str) -> str:
    try:
        checks.checked(name, data)
        child.run(function, name, data)
    except Refused as refusal:
        return refusal.code
    return "taken"


def seconds_of_a_page(server) -> float:
    began = time.monotonic()
    with urlopen(f"{server.url}/konto/logg-inn/", timeout=30) as answer:  # noqa: S310 our own server
        assert b"<form" in answer.read()
    return time.monotonic() - began


def test_pages_are_answered_while_hostile_files_are_refused(live_server, monkeypatch):
    """In the process that serves, as in a real one: the server's threads and those that read share everything."""
    monkeypatch.setattr(limits, "SECONDS", WITHIN + 1)
    seconds_of_a_page(live_server)
    hanging, working = (f"{hostile.__name__}:{function}" for function in ("hang", "work"))
    bomb = bombs.half_a_megabyte()
    with ThreadPoolExecutor(5) as pool:
        codes = [
            pool.submit(refused, "plan.json", b"{}", hanging),
            pool.submit(refused, "plan.json", b"{}", working),
            *(pool.submit(refused, "plan.docx", bomb, hanging) for _ in range(3)),
        ]
        pages = []
        while wait(codes, timeout=0.05).not_done:
            pages.append(seconds_of_a_page(live_server))
    assert [code.result() for code in codes] == ["too_slow"] * 2 + ["unpacked_too_large"] * 3
    assert len(pages) > 10
    assert max(pages) < WITHIN
    assert threading.active_count() < 20
