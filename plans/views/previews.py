"""The preview of an import: looked over, answered, stored."""

import json
import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import SignedInRequest
from plans.actions import imports as actions
from plans.document import NotAPlan
from plans.forms.imports import AnswersForm, as_ranges
from plans.imported import AS_NOTE
from plans.importing import Showing, button_forms, showing_of
from plans.models import PlanImport
from plans.views.imports import get_import, place_of, reason_of
from plans.views.posts import found
from plans.views.words import lang_attributes
from plans.wording import refusal_words
from services.conflicts import ChangedMeanwhile

State = PlanImport.State


@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: SignedInRequest, import_pk: uuid.UUID) -> HttpResponse:
    """Whatever there is to see of an import; a POST keeps the answers."""
    imported = get_import(request, import_pk)
    if elsewhere := _not_ready(request, imported):
        return redirect(imported) if request.method == "POST" else elsewhere
    if "forget" in request.POST:  # asked where the answers left nothing of the file
        actions.answer(imported=imported, answers={})
        return redirect(imported)
    shown = _read(imported)
    if isinstance(shown, str):
        return _refused(request, imported, shown)
    if request.method != "POST":
        return _page(request, imported, shown)
    form = AnswersForm(request.POST, imported=imported, reading=shown.reading)
    if not _kept(request, imported, form):
        return _again(request, imported, form)
    return redirect(f"{imported.get_absolute_url()}{_where(request)}")


@require_POST
def import_store(request: SignedInRequest, import_pk: uuid.UUID) -> HttpResponse:
    """The answers are kept, then the rows are stored, if they are what the person has seen."""
    imported = get_import(request, import_pk)
    if elsewhere := _not_ready(request, imported):
        return elsewhere
    before = _read(imported)
    if isinstance(before, str):
        return _refused(request, imported, before)
    form = AnswersForm(request.POST, imported=imported, reading=before.reading)
    if not _kept(request, imported, form):
        return _again(request, imported, form)
    if form.cleaned_data["seen"] != before.seen:
        return _meanwhile(request, imported)
    if form.reads_anew:
        messages.info(request, _("You have changed what is read from the file. Look over the rows, then add them."))
        return redirect(f"{imported.get_absolute_url()}#rader")
    return _store(request, imported, form, before)


def _store(request: SignedInRequest, imported: PlanImport, form: AnswersForm, before: actions.Preview) -> HttpResponse:
    """`before` is what the person saw. Since then the answers were kept, and nothing else may have happened."""
    shown = _read(imported) if form.changes_reading else actions.answered(imported, before)
    if isinstance(shown, str):
        return _refused(request, imported, shown)
    if _changed_at(shown) != _changed_at(before):
        return _meanwhile(request, imported)
    left = set(imported.answers.get("left", ()))
    if not any(match.kind != "unchanged" and match.row not in left for match in shown.matches):
        form.add_error(None, _("No row is ticked. Tick those that you want."))
        return _page(request, imported, shown, form, status=422)
    try:
        with found():
            actions.store(imported=imported, by=request.user, seen=shown.seen)
    except ChangedMeanwhile:
        return _meanwhile(request, imported)
    except (actions.FileAgain, actions.TooManyRows, actions.DoesNotFit) as error:
        _say_why(form, error)
        return _page(request, imported, shown, form, status=422)
    return redirect(imported)


def _say_why(form: AnswersForm, error: Exception) -> None:
    if isinstance(error, actions.FileAgain):
        form.add_error("again", _("Tick here if the same file shall come in once more."))
    elif isinstance(error, actions.TooManyRows):
        words = _("The plan would have %(rows)d rows. It can have at most %(limit)d.")
        form.add_error(None, words % {"rows": error.rows, "limit": error.limit})
    elif isinstance(error, actions.DoesNotFit):
        words = _("A text in the file is too long: here it can have at most %(limit)d characters.")
        form.add_error(None, words % {"limit": error.limit})


def _not_ready(request: SignedInRequest, imported: PlanImport) -> HttpResponse | None:
    """The page of an import that is not to be looked over: waited for, refused, or in the plan."""
    if imported.state == State.DONE:
        return redirect(place_of(imported))
    if imported.state == State.REFUSED:
        return _refused(request, imported, reason_of(imported))
    if imported.state in (State.WAITING, State.STORING):
        done, total = actions.progress(imported) or (0, 0)
        context = {"imported": imported, "plan": imported.plan, "done": done, "total": total}
        return render(request, "plans/import_wait.html", context)
    return None


def _refused(request: SignedInRequest, imported: PlanImport, reason: str) -> HttpResponse:
    context = {"imported": imported, "plan": imported.plan, "reason": reason, "has_answers": bool(imported.answers)}
    return render(request, "plans/import_refused.html", context)


def _read(imported: PlanImport) -> actions.Preview | str:
    """The preview, or why there is none: the answers may leave nothing of the file."""
    try:
        with found():
            return actions.preview(imported)
    except NotAPlan as error:
        return refusal_words(error.code)


def _kept(request: SignedInRequest, imported: PlanImport, form: AnswersForm) -> bool:
    """Keeps the answers, of a form with errors those that have none. Whether it has none."""
    is_valid = form.is_valid()
    answers = form.answers
    if form.reads_anew and imported.answers.get("left"):
        messages.info(request, _("The rows are read anew, so all of them are ticked again."))
    if answers != imported.answers:
        actions.answer(imported=imported, answers=answers)
    return is_valid


def _again(request: SignedInRequest, imported: PlanImport, form: AnswersForm) -> HttpResponse:
    """The page with the form's errors, and the rows as they were ticked."""
    shown = _read(imported)
    if isinstance(shown, str):
        return _refused(request, imported, shown)
    return _page(request, imported, shown, form, status=422)


def _meanwhile(request: SignedInRequest, imported: PlanImport) -> HttpResponse:
    """What the person has seen is not what would be stored: shown anew, with their answers."""
    shown = _read(imported)
    if isinstance(shown, str):
        return _refused(request, imported, shown)
    return _page(request, imported, shown, is_old=True, status=409)


def _changed_at(shown: actions.Preview) -> object:
    return shown.target.changed_at if shown.target else None


def _where(request: SignedInRequest) -> str:
    """The page and place that a button or the script asks for."""
    side = request.POST.get("to_page", "") or request.POST.get("page", "")
    place = request.POST.get("to_place", "")
    number = int(side[:6]) if side.isascii() and side.isdigit() else 1
    query = f"?side={number}" if number > 1 else ""
    known = place.startswith("tvil-") and place.removeprefix("tvil-").isdigit()
    return f"{query}#{place}" if known else f"{query}#rader"


def _showing(imported: PlanImport, shown: actions.Preview, page: int, own_lang: str = "") -> Showing:
    answers = imported.answers
    return showing_of(
        shown.reading,
        shown.matches,
        plan=shown.target,
        has_name=bool(imported.name),
        left=answers.get("left", ()),
        left_sections=answers.get("left_sections", ()),
        template=answers.get("template", ""),
        page=page,
        sprite=static("icons.svg"),
        own_lang=own_lang,
    )


def _page(
    request: SignedInRequest,
    imported: PlanImport,
    shown: actions.Preview,
    form: AnswersForm | None = None,
    *,
    is_old: bool = False,
    status: int = 200,
) -> HttpResponse:
    attributes = lang_attributes((shown.target or shown.reading.document).language)
    showing = _showing(imported, shown, _page_number(request), attributes["own_lang"])
    tables, colours = shown.reading.tables, shown.reading.colours
    context = {
        "imported": imported,
        "plan": imported.plan,
        "form": form or AnswersForm(imported=imported, reading=shown.reading),
        "show": showing,
        "seen": shown.seen,
        "sprite": static("icons.svg"),
        "ranges": as_ranges(showing.shown),
        "section_ranges": as_ranges(section.index for section in showing.sections),
        "earlier": shown.earlier,
        "is_old": is_old,
        "hindrance": refusal_words(imported.refusal) if imported.refusal else "",
        "hides": bool(imported.answers.get("hidden")) or _hides(shown),
        "show_tables": bool(tables),
        "asks_columns": any(table.guessed or AS_NOTE in table.columns for table in tables),
        "show_colours": bool(colours),
        "asks_colours": any(not colour.known for colour in colours),
        "folds": [fold for fold in (showing.unchanged, showing.not_in_file) if fold],
        "page_buttons": [(number, number == showing.page) for number in range(1, showing.pages + 1)],
        "count_words": json.dumps(button_forms(is_new_plan=imported.plan is None)),
        "kinds_shown": imported.plan is not None,
        "caption": _("The rows of the file, as they will stand in the plan"),
        "width": len(showing.columns) + 1,
        "width_beside": len(showing.columns),
    }
    return render(request, "plans/import.html", context | attributes, status=status)


def _page_number(request: SignedInRequest) -> int:
    asked = request.GET.get("side", "") or request.POST.get("page", "")
    return int(asked[:6]) if asked.isascii() and asked.isdigit() else 1


def _hides(shown: actions.Preview) -> bool:
    return any(one.code.startswith("hidden") for one in shown.reading.left_out)
