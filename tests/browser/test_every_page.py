"""Every page that a GET can reach, as the one who sees most of it, in both Norwegian languages and both widths."""

import pytest

from accounts import audit
from tests.browser.conftest import axe, sideways, sign_in
from tests.factories import make_member, make_plan, make_service, make_user
from tests.test_matrix import LOGIN, MATRIX, address
from tests.world import make_world

LONG = "Tverrspesialitetskommunikasjonsforbedringsgruppemedlemskapet"  # 60 letters
KINDS = ("pdf", "docx", "xlsx", "csv", "json")
FILES = {"home:plan-schema", "plans:import-file", "plans:compare-pdf", "reviews:attachment", "reviews:archive"}
FILES |= {"reviews:pdf", "reviews:bundle", "reviews:questionnaire-empty", "reviews:questionnaire-file"}
FILES |= {f"reviews:round-{kind}" for kind in ("xlsx", "csv", "json")}
FILES |= {f"plans:{way}{kind}" for way in ("", "version-") for kind in KINDS}
NOT_PAGES = FILES | {"live", "plans:import-state"}

# The innermost elements that reach past the window's edge and are not clipped, in short.
TOO_WIDE = """() => {
  const edge = document.documentElement.clientWidth;
  const past = one => one.getBoundingClientRect().left + Math.max(one.offsetWidth, one.scrollWidth) > edge;
  const hides = one => getComputedStyle(one).overflowX !== "visible";
  const clipped = one => one !== document.body && (hides(one) || clipped(one.parentElement));
  const found = [...document.body.querySelectorAll("*")].filter(one => past(one) && !clipped(one.parentElement));
  const innermost = found.filter(one => !found.some(other => other !== one && one.contains(other)));
  return innermost.slice(0, 3).map(one => one.outerHTML.slice(0, 160));
}"""


def pages(role):
    """The routes that answer the role with a page."""
    return [name for name, (get, _) in MATRIX.items() if get[role] == 200 and name not in NOT_PAGES]


def too_wide(page):
    """What reaches past the window's right edge, if anything can be scrolled to there."""
    return page.evaluate(TOO_WIDE) if sideways(page) > 0 else []


def faults(page, live_server, paths, language):
    found = {}
    for name, path in paths.items():
        page.goto(live_server.url + path)
        assert page.locator("html").get_attribute("lang") == language, name
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 900})
            found[name, width] = [*axe(page), *too_wide(page)]
    return {place: list(what) for place, what in found.items() if what}


@pytest.mark.parametrize("language", ["nb", "nn"])
@pytest.mark.parametrize("role", ["leader", "administrator", "national_staff", "anonymous"])
def test_every_page_is_accessible_and_fits_its_window(page, live_server, role, language):
    world = make_world(LONG)
    person = world.people[role]
    if person:
        person.language = language
        person.save()
        sign_in(page, live_server, person)
    else:
        page.context.add_cookies([{"name": "django_language", "value": language, "url": live_server.url}])
    paths = {name: address(name, world) for name in pages(role)}
    assert len(paths) > 5 and LOGIN not in paths
    assert faults(page, live_server, paths, language) == {}


@pytest.mark.parametrize("width", [1280, 800, 320])
def test_a_title_of_one_word_of_250_letters_fits_the_window(page, live_server, width):
    person = make_user(is_staff=True, is_superuser=True)
    plan = make_plan(make_service(), title=(LONG * 5)[:250])
    make_member(plan.service, user=person)
    audit.record(person, "plan.created", plan)
    sign_in(page, live_server, person)
    page.set_viewport_size({"width": width, "height": 900})
    for path in ("/", "/planer/", "/konto/logg/", f"/planer/{plan.pk}/", f"/planer/{plan.pk}/rediger/"):
        page.goto(live_server.url + path)
        assert page.get_by_text(plan.title).count() > 0, path
        assert too_wide(page) == [], path
