"""The page that all pages build on, the pages of errors, the icons and the includes."""

import re
from pathlib import Path

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse
from django.utils import translation

from config import views
from tests.factories import make_user

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
ERROR_PAGES = ["400", "403", "403_csrf", "404", "409", "429", "500", "503"]
LANGUAGES = ["nb", "nn", "en"]


class Untouchable:
    """In place of what lies in the database or the session: whoever asks it anything fails the test."""

    def __getattr__(self, name):
        raise AssertionError(f"asked for {name}")


def icon_names():
    return re.findall(r'<symbol id="([^"]+)"', (ROOT / "static/icons.svg").read_text())


@pytest.mark.parametrize("name", ERROR_PAGES)
def test_error_page_needs_neither_request_nor_database(name):
    html = render_to_string(f"{name}.html")
    assert html.count("<h1") == 1
    assert 'href="/"' in html


def test_page_of_a_server_error_asks_neither_person_nor_session():
    request = RequestFactory().get("/")
    request.user = request.session = request._messages = Untouchable()
    response = views.server_error(request)
    assert response.status_code == 500
    assert b"<h1" in response.content


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_says_its_language(language):
    with translation.override(language):
        assert f'<html lang="{language}"' in render_to_string("404.html")


@pytest.mark.parametrize("page", ["help", "privacy", "accessibility"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_page_of_words_stands_in_every_language(client, page, language):
    client.cookies["django_language"] = language
    html = client.get(reverse(f"home:{page}")).content.decode()
    assert f'<html lang="{language}"' in html
    assert html.count("<h1") == 1
    assert html.count("<h2") >= 3


def test_signed_out_page_offers_sign_in_and_languages_but_no_menu(client):
    html = client.get(reverse("home:help")).content.decode()
    assert f'href="{reverse("account_login")}"' in html
    assert html.count('name="language"') == 3
    assert 'value="nb" lang="nb" aria-current="true"' in html
    assert reverse("plans:list") not in html


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "current"), [("plans:list", "page"), ("plans:new", "true")])
def test_menu_marks_where_one_is(client, name, current):
    client.force_login(make_user())
    html = client.get(reverse(name)).content.decode()
    assert f'<a href="{reverse("plans:list")}" aria-current="{current}">' in html
    assert f'<a href="{reverse("services:list")}">' in html


@pytest.mark.django_db
def test_only_an_administrator_sees_administration(client):
    user = make_user(name="Kari <Fjell>")
    client.force_login(user)
    html = client.get(reverse("home:help")).content.decode()
    assert "Kari &lt;Fjell&gt;" in html
    assert reverse("admin:index") not in html
    user.is_staff = True
    user.save()
    assert reverse("admin:index") in client.get(reverse("home:help")).content.decode()


def test_title_begins_with_error_when_a_form_has_errors():
    class Asking(forms.Form):
        name = forms.CharField()

    with translation.override("en"):
        assert "<title>Error: " in render_to_string("404.html", {"form": Asking({})})
        assert "<title>This page" in render_to_string("404.html", {"form": Asking()})
        assert "<title>Error: " in render_to_string("404.html", {"has_errors": True})


def test_every_icon_that_a_template_names_is_drawn():
    drawn = icon_names()
    assert len(drawn) == len(set(drawn))
    words = "\n".join(path.read_text() for path in TEMPLATES)
    named = {f"i-{name}" for name in re.findall(r'icon\.html" with name="([a-z-]+)"', words)}
    named |= {f"st-{name}" for name in re.findall(r'symbol\.html" with name="([a-z-]+)"', words)}
    named |= {f"i-{name}" for name in re.findall(r' (?:link_)?icon="([a-z-]+)"', words)}
    assert len(named) > 20
    assert named - set(drawn) == set()


def test_no_template_holds_what_the_policy_forbids():
    for path in TEMPLATES:
        words = path.read_text()
        if "print" in path.parts or "mail" in path.parts:
            continue
        assert not re.search(r"<[a-z][^>]*\s(style|on[a-z]+)=", words), path
        assert not re.search(r"<style|<script(?![^>]*\ssrc=)", words), path
        assert not re.search(r"(src|href|action)=\"(https?:)?//", words), path


def test_stylesheet_loads_our_own_files_only():
    sheets = [path.read_text() for path in (ROOT / "static").glob("*.css")]
    addresses = [address for sheet in sheets for address in re.findall(r"url\(\"?([^\")]+)", sheet)]
    assert len(addresses) > 10
    for address in addresses:
        assert (ROOT / "static" / address).is_file()


@pytest.mark.parametrize("status", ["done", "ongoing", "planned", ""])
def test_status_is_a_symbol_and_a_word(status):
    html = render_to_string("includes/status.html", {"status": status})
    assert f"icons.svg#st-{status or 'unset'}" in html
    assert re.search(r"</svg>\s*\w", html)


def page_of(number, query=""):
    request = RequestFactory().get(f"/planer/?{query}")
    page = Paginator(range(120), 50).get_page(number)
    return render_to_string("includes/pagination.html", {"page_obj": page}, request=request)


def test_pages_keep_the_filter_and_lead_to_neighbours_only():
    assert re.findall(r'rel="(\w+)" href="([^"]+)"', page_of(2, "q=kurs")) == [
        ("prev", "?q=kurs&amp;page=1"),
        ("next", "?q=kurs&amp;page=3"),
    ]
    assert "prev" not in page_of(1)
    assert "next" not in page_of(3)


class Filters(forms.Form):
    q = forms.CharField(label="Ord", required=False)
    region = forms.ChoiceField(label="Region", required=False, choices=[("", "Alle"), ("v", "Helse Vest")])
    mine = forms.BooleanField(label="Bare mine", required=False)


def test_chip_leads_to_the_list_without_it():
    html = render_to_string("includes/filters.html", {"form": Filters({"q": "kurs & møter", "region": "v"})})
    chips = dict(re.findall(r'data-removable href="([^"]+)">([^<]+)<', html))
    assert chips == {"?region=v&amp;": "«kurs &amp; møter»", "?q=kurs%20%26%20m%C3%B8ter&amp;": "Helse Vest"}
    assert 'href="?">' in html


def test_nothing_chosen_shows_no_chips():
    assert "chips" not in render_to_string("includes/filters.html", {"form": Filters({})})


@pytest.mark.parametrize(("level", "color"), [("success", "success"), ("error", "danger"), ("debug", "info")])
def test_message_is_announced_in_its_colour(level, color):
    message = {"level_tag": level, "__str__": None}
    html = render_to_string("includes/messages.html", {"messages": [message]})
    assert 'role="status"' in html
    assert f'data-color="{color}"' in html


def test_question_before_a_post_can_be_left():
    request = RequestFactory().get("/")
    html = render_to_string(
        "includes/confirm.html",
        {"question": "Slette?", "button": "Slett", "danger": True, "cancel_url": "/planer/"},
        request=request,
    )
    assert "csrfmiddlewaretoken" in html
    assert 'method="post"' in html
    assert re.search(r'data-color="danger">Slett</button>', html)
    assert 'href="/planer/"' in html
