"""Questionnaires: what there is, each as it will be seen, empty to print, and where new ones come from."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import SignedInRequest
from files.downloads import attachment
from printing.render import CouldNotPrint
from reviews import permissions
from reviews.actions.questionnaires import definition_of, store
from reviews.definition import FormDefinition
from reviews.definition_file import to_text
from reviews.forms.questionnaires import FileForm, NextYearForm
from reviews.models import Questionnaire
from reviews.pdf import empty_form_pdf
from reviews.views.fetch import get_questionnaire
from reviews.wording import problem_words


@require_safe
def questionnaires(request: SignedInRequest) -> HttpResponse:
    """By year and audience; others than national staff see those that an opened round uses."""
    found = Questionnaire.objects.visible_to(request.user).with_use()
    context = {"questionnaires": found, "may_store": permissions.can_run_rounds(request.user)}
    return render(request, "reviews/questionnaires.html", context)


@require_safe
def questionnaire(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_questionnaire(request, pk)
    sections = found.sections.prefetch_related("questions")
    may_store = permissions.can_run_rounds(request.user)
    return render(
        request, "reviews/questionnaire.html", {"form_shown": found, "sections": sections, "may_store": may_store}
    )


@require_safe
def empty(request: SignedInRequest, pk: int) -> HttpResponse:
    """To be filled in with a pen, in the language of the page or of ?language=."""
    found = get_questionnaire(request, pk)
    asked = request.GET.get("language", "")
    language = asked if asked in dict(settings.LANGUAGES) else get_language() or settings.LANGUAGE_CODE
    try:
        content = empty_form_pdf(found, language=language)
    except CouldNotPrint:
        return render(request, "reviews/not_printed.html", {"back": found.get_absolute_url()}, status=503)
    name = f"{found.said('title', language)} {found.year}.pdf"
    return attachment(content, name=name, content_type="application/pdf")


@require_safe
def definition_file(request: SignedInRequest, pk: int) -> HttpResponse:
    """The form as a file, to be changed and brought in again."""
    found = get_questionnaire(request, pk, allow=permissions.can_run_rounds)
    content = to_text(definition_of(found)).encode()
    return attachment(content, name=f"{found.year}-{found.audience}.yaml", content_type="application/yaml")


@require_http_methods(["GET", "HEAD", "POST"])
def questionnaire_new(request: SignedInRequest) -> HttpResponse:
    """From a definition file."""
    if not permissions.can_run_rounds(request.user):
        raise PermissionDenied
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if form.is_bound and form.is_valid():
        return _stored(request, form, form.definition)
    problems = [(problem.line, problem_words(problem)) for problem in form.problems]
    context = {"form": form, "problems": problems}
    return render(request, "reviews/questionnaire_new.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def next_year(request: SignedInRequest, pk: int) -> HttpResponse:
    """Next year's form, which begins as this one."""
    found = get_questionnaire(request, pk, allow=permissions.can_run_rounds)
    form = NextYearForm(request.POST if request.method == "POST" else None, earlier=definition_of(found))
    if form.is_bound and form.is_valid():
        return _stored(request, form, form.definition())
    context = {"form": form, "earlier": found}
    return render(request, "reviews/next_year.html", context, status=422 if form.is_bound else 200)


def _stored(request: SignedInRequest, form: FileForm | NextYearForm, definition: FormDefinition) -> HttpResponse:
    stored = store(definition=definition, by=request.user, key=form.cleaned_data["key"])
    # Translators: a questionnaire; nb: Skjemaet er lagret.
    messages.success(request, _("The form is stored."))
    return redirect(stored)
