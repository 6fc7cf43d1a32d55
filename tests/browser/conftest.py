"""Chromium against a live server. Every test fails on an error in the console and on a request to another host."""

import os
import re
import shutil

import pytest
from django.conf import settings as django_settings
from django.test import Client

# Playwright's loop runs in the test's own thread, where Django else takes every query for one from async code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

AXE = (django_settings.BASE_DIR / "node_modules/axe-core/axe.min.js").read_text()
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Without `preload` axe fetches no style sheet anew; no rule of these tags looks at them.
RUN_AXE = """tags => axe.run({runOnly: {type: "tag", values: tags}, resultTypes: ["violations"], preload: false})
  .then(found => ({violations: found.violations}))"""
# The browser reports every answer over 399; these are how the server says "changed meanwhile", "look again", "locked".
# The third comes of tests that take the connection away. The last is an icon in the library's style sheet: where the
# machine is busy, Chromium may ask for it before app.css, which puts a file of ours in its place, has come.
EXPECTED = re.compile(
    r"Failed to load resource: (the server responded with a status of (409|422|423)|net::ERR_INTERNET_D)"
    r"|^Loading the image 'data:image/svg\+xml;charset=utf-8,%3Csvg"
)


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return browser_type_launch_args | {
        "executable_path": os.environ.get("CHROMIUM") or shutil.which("chromium"),
        "args": ["--no-sandbox", "--disable-background-networking", "--disable-component-update"],
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return browser_context_args | {"viewport": {"width": 1280, "height": 900}}


@pytest.fixture
def watched(live_server):
    """A function that watches a browser context; at the end of the test nothing bad may have happened in any."""
    bad = []

    def watch(context):
        context.on("console", lambda message: bad.append(message.text) if is_error(message) else None)
        context.on("weberror", lambda error: bad.append(str(error.error)))
        context.on("request", lambda request: bad.append(request.url) if is_foreign(request.url) else None)
        context.set_default_timeout(10_000)
        return context

    def is_error(message):
        # A save or a paste answers with these when the session is over, the row is gone or the text is too long: the
        # page says so.
        is_ours = message.location.get("url", "").endswith(("/lagre/", "/lim-inn/", "/til-stede/"))
        is_said = is_ours and re.search("status of 4(0[0134]|13)", message.text)
        return message.type == "error" and not is_said and not EXPECTED.search(message.text)

    def is_foreign(address):
        return not address.startswith((live_server.url, "data:", "blob:"))

    yield watch
    assert bad == []


@pytest.fixture
def context(context, watched):
    return watched(context)


@pytest.fixture
def someone_else(browser, browser_context_args, watched):
    """A function that opens a page in a browser context of its own: a second person."""
    opened = []

    def open_page(**options):
        opened.append(watched(browser.new_context(**(browser_context_args | options))))
        return opened[-1].new_page()

    yield open_page
    for context in opened:
        context.close()


def sign_in(page, live_server, user):
    client = Client()
    client.force_login(user)
    value = client.cookies[django_settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": django_settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])


def axe(page):
    """The violations of WCAG 2.0–2.2 A and AA and of best practice on the page as it stands, in short."""
    if page.evaluate("!window.axe"):
        page.evaluate(AXE)
    found = page.evaluate(RUN_AXE, AXE_TAGS)
    return [(fault["id"], [node["html"][:200] for node in fault["nodes"]][:3]) for fault in found["violations"]]


def sideways(page):
    """By how many pixels the page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
