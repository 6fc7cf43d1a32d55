"""How every form for something Editable runs: asked for, sent, sent twice, wrong, in conflict."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.requests import SignedInRequest
from services.actions import editing
from services.conflicts import ChangedMeanwhile, differences_of, over_what_is_stored
from services.forms.base import EditableForm
from services.models import Editable, Service


def run_form(
    request: SignedInRequest,
    form: EditableForm,
    page: dict[str, Any],
    *,
    noun: str,
    done: Callable[[Any], str],
) -> HttpResponse:
    """`page`: service, heading and cancel (an address); `done(saved)`: where to go then."""
    if request.method != "POST":
        return show(request, form, page)
    valid = form.is_valid()
    # Asked after validation: a sending at the same moment may be what makes this one invalid (a code that is taken).
    if made := editing.made_before(form):
        return redirect(done(made))
    if not valid:
        return show(request, form, page, status=422)
    try:
        saved = editing.save(form=form, noun=noun, by=request.user)
    except ChangedMeanwhile as conflict:
        return show_conflict(request, form, page, conflict.stored)
    except IntegrityError:
        # Another sending of this very form, or somebody's of the same thing, came in between.
        if made := editing.made_before(form):
            return redirect(done(made))
        form.add_error(None, _("Somebody saved something like this at the same moment. Look at it, and try again."))
        return show(request, form, page, status=422)
    except ObjectDoesNotExist:
        form.add_error(None, _("This was deleted meanwhile, so it cannot be saved. Your text still stands here."))
        return show(request, form, page, status=422)
    messages.success(request, _("Saved"))
    return redirect(done(saved))


def show(request: SignedInRequest, form: Any, page: dict[str, Any], *, status: int = 200) -> HttpResponse:
    return render(request, "services/form.html", page | {"form": form}, status=status)


def show_conflict(request: SignedInRequest, form: EditableForm, page: dict[str, Any], stored: Editable) -> HttpResponse:
    """Both texts, and the form as it was sent; sending it again saves it over what is stored now."""
    context = page | {"form": form, "differences": differences_of(form, stored)}
    over_what_is_stored(form, stored)
    return render(request, "services/conflict.html", context, status=409)


def delete(request: SignedInRequest, thing: Editable, page: dict[str, Any], *, noun: str, done: str) -> HttpResponse:
    """Asks on GET, deletes on POST. `page`: service, heading, question, cancel."""
    if request.method != "POST":
        return render(request, "services/confirm.html", page)
    editing.delete(thing=thing, noun=noun, by=request.user)
    messages.success(request, _("Deleted"))
    return redirect(done)


def page_of(service: Service, heading: str, *, cancel: str, **more: Any) -> dict[str, Any]:
    return {"service": service, "heading": heading, "cancel": cancel} | more
