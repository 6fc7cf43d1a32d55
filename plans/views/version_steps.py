"""What is done with versions: a plan submitted, one named, and each step of lifecycle.STEPS on a page of its own."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from plans import jobs, lifecycle, permissions
from plans.actions import versions as actions
from plans.actions.documents import document_of
from plans.document import PlanDocument
from plans.forms.versions import NameForm, ReturnForm, StepForm, SubmitForm
from plans.frozen import print_version
from plans.handing_in import submission_of
from plans.models import Plan, PlanVersion
from plans.standing import standing_of_version
from plans.table import placed_rows, table_of
from plans.version_words import STEPS
from plans.views.fetch import get_plan, get_version
from plans.views.marks import fields_of
from plans.views.posts import found
from plans.views.words import table_words
from services.conflicts import ChangedMeanwhile
from services.permissions import belongs_to

AT_ONCE = 450  # rows that are printed while their person waits for the page


@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: SignedInRequest, pk: int) -> HttpResponse:
    """What will be frozen, looked over; then handed in, if nothing was changed meanwhile."""
    plan = get_plan(request, pk, allow=permissions.can_submit)
    form = SubmitForm(request.POST if request.method == "POST" else None, initial={"seen": plan.changed_at.isoformat()})
    if not form.is_bound or not form.is_valid():
        if waiting := plan.versions.filter(state=lifecycle.SUBMITTED).first():
            return impossible(request, waiting)
        return _submit_page(request, plan, form, status=422 if form.is_bound else 200)
    try:
        with found():
            version = actions.submit(plan=plan, by=request.user, **form.cleaned_data)
    except actions.ImpossibleStep as told:
        return impossible(request, told.version)
    except actions.NothingToFreeze:
        return _submit_page(request, plan, form, status=422)
    except ChangedMeanwhile as conflict:
        again = SubmitForm(initial=form.cleaned_data | {"seen": conflict.stored.changed_at.isoformat()})
        return _submit_page(request, conflict.stored, again, status=409)
    _print(version)
    messages.success(request, _("The plan is submitted as version %(number)d.") % {"number": version.number})
    return redirect(plan)


def _submit_page(request: SignedInRequest, plan: Plan, form: SubmitForm, *, status: int) -> HttpResponse:
    context = {
        "plan": plan,
        "form": form,
        "submission": submission_of(plan, document_of(plan)),
        "is_changed": status == 409,
    }
    return render(request, "plans/submit.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def name_version(request: SignedInRequest, pk: int) -> HttpResponse:
    """The working copy as it stands, kept under a name."""
    plan = get_plan(request, pk, allow=permissions.can_name)
    form = NameForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            with found():
                version = actions.name_version(plan=plan, by=request.user, **form.cleaned_data)
        except actions.NothingToFreeze:
            form.add_error(None, _("The plan has no measures yet, so there is nothing to keep."))
        else:
            _print(version)
            messages.success(request, _("The plan as it stands is kept as “%(name)s”.") % {"name": version.name})
            return redirect("plans:versions", pk)
    return render(
        request, "plans/name_version.html", {"plan": plan, "form": form}, status=422 if form.is_bound else 200
    )


def _print(version: PlanVersion) -> None:
    """Its PDF, now or by the worker."""
    rows = sum(1 for _row in version.plan_document.rows())
    if rows > AT_ONCE or not print_version(version):
        jobs.print_frozen.enqueue(version.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: SignedInRequest, pk: int, number: int, verb: str) -> HttpResponse:
    version = get_version(request, pk, number)
    if not permissions.can_take(request.user, verb, version):
        raise PermissionDenied
    if version.state != lifecycle.STEPS[verb].start:
        return impossible(request, version)
    data = request.POST if request.method == "POST" else None
    document = version.plan_document
    is_return = lifecycle.STEPS[verb].end == lifecycle.RETURNED
    rows = list(placed_rows(document)) if is_return else []
    form = ReturnForm(data, verb=verb, rows=rows) if is_return else StepForm(data, verb=verb)
    if not form.is_bound or not form.is_valid():
        return _step_page(request, version, verb, form, status=422 if form.is_bound else 200)
    marks = form.marks if isinstance(form, ReturnForm) else {}
    try:
        with found():
            actions.take(version=version, verb=verb, by=request.user, reason=form.cleaned_data["reason"], marks=marks)
    except actions.ImpossibleStep as told:
        return impossible(request, told.version)
    messages.success(request, str(STEPS[verb].done))
    return redirect(version.plan if belongs_to(request.user, version.plan.service_id) else version)


def _step_page(
    request: SignedInRequest, version: PlanVersion, verb: str, form: StepForm, *, status: int
) -> HttpResponse:
    context = {
        "version": version,
        "plan": version.plan,
        "verb": verb,
        "words": STEPS[verb],
        "form": form,
        "belongs": belongs_to(request.user, version.plan.service_id),
        "published": _superseded_by(version) if verb == "publish" else None,
    }
    if isinstance(form, ReturnForm):
        context |= _table(version.plan_document, form)
    return render(request, "plans/version_step.html", context, status=status)


def _superseded_by(version: PlanVersion) -> PlanVersion | None:
    return PlanVersion.objects.without_bytes().filter(plan=version.plan, state=lifecycle.PUBLISHED).first()


def _table(document: PlanDocument, form: ReturnForm) -> dict[str, object]:
    words = table_words(document)
    fields = fields_of(form.at_rows, own_lang=words["own_lang"])
    table = table_of(document, talk=fields.__getitem__)
    return words | {"table": table, "caption": _("The version's measures, to be marked"), "sprite": static("icons.svg")}


def impossible(request: SignedInRequest, version: PlanVersion) -> HttpResponse:
    """409: what state the version is in, and who brought it there."""
    standing = standing_of_version(version)
    context = {
        "version": version,
        "plan": version.plan,
        "standing": standing,
        "belongs": belongs_to(request.user, version.plan.service_id),
    }
    return render(request, "plans/step_impossible.html", context, status=409)
