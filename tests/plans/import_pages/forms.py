"""The pages of an import as a browser sends their forms."""

import re
import uuid

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.sample_files import word_twin

HTML = b"<table><tr><th>Tiltak</th><th>M\xc3\xa5lgruppe</th></tr><tr><td>Svelgkurs</td><td>Leger</td></tr></table>"
TEXT = "Tiltak\tMålgruppe\nSvelgkurs\tLeger\n"


def at(name, thing):
    return reverse(f"plans:{name}", args=[thing.pk])


def send(client, url, **values):
    return client.post(url, {"key": str(uuid.uuid4())} | values)


def upload(name="plan.docx", data=None):
    return SimpleUploadedFile(name, data if data is not None else word_twin())


def page(client, imported, **query):
    return client.get(imported.get_absolute_url(), query).content.decode()


def held(html, name):
    """The values that a browser would send for a name: of hidden fields, ticked boxes and chosen options."""
    if re.search(rf'<select name="{name}"', html):
        select = re.search(rf'<select name="{name}".*?</select>', html, re.S)[0]
        return re.findall(r'<option value="([^"]*)" selected', select)
    tags = [tag for tag in re.findall(r"<input[^>]*>", html) if f'name="{name}"' in tag]
    tags = [tag for tag in tags if 'type="checkbox"' not in tag or " checked" in tag]
    return [re.search(r'value="([^"]*)"', tag)[1] for tag in tags if "value=" in tag]


def form_of(html, **values):
    names = set(
        re.findall(
            r'name="((?:seen|shown|sections|page|take|section|title|template|language|colour|column)[^"]*)"', html
        )
    )
    return {name: held(html, name) for name in names if held(html, name)} | values


def errors(response):
    return re.findall(r'class="ds-validation-message"[^>]*>(.*?)</p>', response.content.decode(), re.S)
