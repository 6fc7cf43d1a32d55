"""The editor's addresses as a browser calls them."""

import json

from django.urls import reverse


def at(name, plan, thing=None):
    return reverse(f"plans:{name}", args=[plan.pk, thing.pk] if thing else [plan.pk])


def save(client, plan, row, **sent):
    body = {"field": "instruments", "text": "Bok", "base": "Film", "version": 1} | sent
    return client.post(at("row-save", plan, row), json.dumps(body), content_type="application/json")


def stored(thing, name):
    thing.refresh_from_db()
    return getattr(thing, name)


def thing_of(name, area, row):
    return None if name.endswith("-add") or name == "edit" else row if name.startswith("row") else area
