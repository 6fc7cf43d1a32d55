"""What the editor's views share: forms that must be right, things that must exist, and the way back to a row."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import BadRequest, ObjectDoesNotExist
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext as _

from plans.actions.words import Unacceptable
from plans.editing import Editing
from plans.models import Plan
from plans.table import one_line
from plans.wording import why_not_stored
from services.conflicts import ChangedMeanwhile


@contextmanager
def found() -> Iterator[None]:
    """What is not in this plan is a 404, whatever else it may be, and so is what was deleted a moment ago."""
    try:
        yield
    except ObjectDoesNotExist as error:
        raise Http404 from error
    except ChangedMeanwhile as conflict:
        if conflict.stored is None:
            raise Http404 from conflict
        raise


def sent(form: Form) -> dict:
    """The values of a form of hidden fields and buttons: nobody can get those wrong by accident."""
    if not form.is_valid():
        raise BadRequest("not a form of ours")
    return form.cleaned_data


def back_to(plan: Plan, key: uuid.UUID | str | None = None, *, kind: str = "rad", query: str = "") -> HttpResponse:
    """To the editor, at a row ("rad") or an area ("omrade")."""
    place = f"#{kind}-{key}" if key else ""
    return redirect(f"{resolve_url('plans:edit', plan.pk)}{query}{place}")


def said(problem: Unacceptable) -> str:
    """Why words could not be stored."""
    return why_not_stored(problem.code, problem.limit)


def area_names(table: Editing) -> list[tuple[str, str]]:
    """The areas in order as choices: (key, title with the band it lies in)."""
    names, band = [], ""
    for body in table.bodies:
        if body.kind == "band":
            band = one_line(body.title)
        else:
            title = one_line(body.title) or _("Area without a title")
            names.append((body.id, f"{band}: {title}" if band else title))
    return names
