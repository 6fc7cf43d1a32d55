"""The reference group's statements on a version: asked for, made, read."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from plans import permissions
from plans.actions import statements as actions
from plans.actions.versions import NothingToFreeze
from plans.forms.statements import AskForm, StatementForm
from plans.frozen import print_version
from plans.heard import voices_on
from plans.models import Statement, StatementRequest
from plans.views.fetch import get_plan, get_version
from services.conflicts import ChangedMeanwhile, over_what_is_stored
from services.models import ReferenceGroupMember


@require_http_methods(["GET", "HEAD", "POST"])
def statement_ask(request: SignedInRequest, pk: int) -> HttpResponse:
    plan = get_plan(request, pk, allow=permissions.can_ask_for_statements)
    form = AskForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            asked = actions.ask(plan=plan, by=request.user, **form.cleaned_data)
        except NothingToFreeze:
            form.add_error(None, _("The plan has no measures yet, so there is nothing to ask about."))
        except actions.NobodyToAsk:
            form.add_error(None, _("Nobody in the reference group can sign in today. Invite its members first."))
        else:
            print_version(asked.version)
            messages.success(request, _("The reference group is asked for its statement."))
            return redirect(asked)
    context = {"plan": plan, "form": form, "members": actions.members_to_ask(plan)}
    return render(request, "plans/statement_ask.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def statement(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    """Everyone who sees the version reads; who sits in the group today states."""
    version = get_version(request, pk, number)
    asked = StatementRequest.objects.filter(version=version).select_related("by").first()
    if asked is None:
        raise Http404
    asked.version = version
    member = actions.member_of(request.user, version.plan)
    if request.method != "POST":
        return _show(request, asked, _form(asked, member) if member else None)
    if member is None:
        raise PermissionDenied
    form = StatementForm(request.POST)
    if not form.is_valid():
        return _show(request, asked, form, status=422)
    try:
        sent = form.cleaned_data
        actions.state(asked=asked, by=request.user, opinion=sent["opinion"], text=sent["text"], seen=sent["version"])
    except ChangedMeanwhile as conflict:
        over_what_is_stored(form, conflict.stored)
        return _show(request, asked, form, status=409, theirs=conflict.stored)
    messages.success(request, _("Your statement is kept. You can change it here."))
    return redirect(asked)


def _form(asked: StatementRequest, member: ReferenceGroupMember) -> StatementForm:
    mine = Statement.objects.filter(request=asked, member=member).first()
    if mine is None:
        return StatementForm()
    return StatementForm(initial={"version": mine.version, "opinion": mine.opinion, "text": mine.text})


def _show(
    request: SignedInRequest,
    asked: StatementRequest,
    form: StatementForm | None,
    *,
    status: int = 200,
    theirs: Statement | None = None,
) -> HttpResponse:
    voices = voices_on(asked)
    context = {
        "asked": asked,
        "version": asked.version,
        "plan": asked.version.plan,
        "voices": voices,
        "answered": sum(bool(voice.opinion) for voice in voices),
        "form": form,
        "theirs": theirs,
    }
    return render(request, "plans/statement.html", context, status=status)
