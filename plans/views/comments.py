"""Comments on a plan, its areas and rows: on the working copy, and on a version, where staff see them too."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import SignedInRequest, page_asked_for
from plans import permissions
from plans.actions import comments as actions
from plans.actions.documents import document_of
from plans.document import COLUMNS, PlanDocument
from plans.forms.comments import AnswerForm, CommentForm
from plans.models import Comment, CommentQuerySet, Plan, PlanVersion
from plans.threads import threads_of
from plans.views.fetch import get_plan, get_version
from plans.views.words import lang_attributes

PER_PAGE = 30


@require_http_methods(["GET", "HEAD", "POST"])
def comments(request: SignedInRequest, pk: int, number: int | None = None) -> HttpResponse:
    """What is said of the plan, or of the version; of one row or area where the address names it."""
    version = get_version(request, pk, number) if number else None
    plan = version.plan if version else get_plan(request, pk)
    document = version.plan_document if version else document_of(plan)
    spot = _spot(request, document)
    may_comment = permissions.can_comment(request.user, plan, version)
    if request.method == "POST" and not may_comment:
        raise PermissionDenied
    form = _form(request, plan, document, spot) if may_comment else None
    if form and form.is_bound and form.is_valid():
        comment = _say(request, plan, version, document, spot, form)
        messages.success(request, _("The comment is kept."))
        return redirect(comment)
    return _show(request, plan, version, document, spot, form)


@require_safe
def row_comments(request: SignedInRequest, pk: int, row_pk: UUID) -> HttpResponse:
    """From the row's menu in the editor."""
    plan = get_plan(request, pk)
    return redirect(f"{resolve_url('plans:comments', plan.pk)}?row={row_pk}")


@require_http_methods(["GET", "HEAD", "POST"])
def comment_answer(request: SignedInRequest, pk: int, comment_pk: UUID) -> HttpResponse:
    thread = _thread(request, pk, comment_pk)
    if not permissions.can_comment(request.user, thread.plan, thread.version):
        raise PermissionDenied
    people = actions.people_to_mention(thread.plan) if _is_inside(request, thread.plan) else []
    form = AnswerForm(request.POST or None, people=people)
    if form.is_bound and form.is_valid():
        sent = form.cleaned_data
        actions.answer(
            thread=thread, by=request.user, key=sent["key"], text=sent["text"], mentioned=sent.get("mentioned", ())
        )
        messages.success(request, _("The answer is kept."))
        return redirect(thread)
    context = {"plan": thread.plan, "version": thread.version, "thread": thread, "form": form}
    return render(request, "plans/comment_answer.html", context, status=422 if form.is_bound else 200)


@require_POST
def comment_resolve(request: SignedInRequest, pk: int, comment_pk: UUID) -> HttpResponse:
    """`to` is "done" or "open"."""
    to = request.POST.get("to", "")
    thread = _thread(request, pk, comment_pk)
    if not permissions.can_resolve(request.user, thread):
        raise PermissionDenied
    if to not in ("done", "open"):
        raise BadRequest("to is done or open")
    actions.resolve(thread=thread, by=request.user, is_done=to == "done")
    messages.success(request, _("The comment is resolved.") if to == "done" else _("The comment is open again."))
    return redirect(thread)


@require_http_methods(["GET", "HEAD", "POST"])
def comment_withdraw(request: SignedInRequest, pk: int, comment_pk: UUID) -> HttpResponse:
    comment = _thread(request, pk, comment_pk, parent=None)
    if comment.by_id != request.user.pk:
        raise PermissionDenied
    if request.method != "POST":
        return render(request, "plans/comment_withdraw.html", {"plan": comment.plan, "comment": comment})
    actions.withdraw(comment=comment, by=request.user)
    messages.success(request, _("The comment is withdrawn."))
    page = comment.get_absolute_url().partition("?")[0]
    return redirect(page)


def _thread(request: SignedInRequest, pk: int, comment_pk: UUID, **anywhere: None) -> Comment:
    """The comment that began a thread; with parent=None an answer, too."""
    found = Comment.objects.visible_to(request.user).select_related("plan__service__trust__region", "version", "by")
    comment = get_object_or_404(found, pk=comment_pk, plan=pk)
    if comment.parent_id and not anywhere:
        raise Http404
    return comment


def _spot(request: SignedInRequest, document: PlanDocument) -> actions.Spot:
    area, row = request.GET.get("area", ""), request.GET.get("row", "")
    spot = actions.spot_in(document, area=area, row=row)
    if spot is None:  # deleted since, or no such thing: what was said of it can still be read
        try:
            return actions.Spot(area=str(UUID(area)) if area else "", row=str(UUID(row)) if row else "", quote="")
        except ValueError as error:
            raise Http404 from error
    return spot


def _is_inside(request: SignedInRequest, plan: Plan) -> bool:
    return permissions.can_comment_inside(request.user, plan)


def _form(request: SignedInRequest, plan: Plan, document: PlanDocument, spot: actions.Spot) -> CommentForm | None:
    """None for a place that is gone."""
    if (spot.row or spot.area) and actions.spot_in(document, area=spot.area, row=spot.row) is None:
        return None
    inside = _is_inside(request, plan)
    return CommentForm(
        request.POST or None,
        template=plan.template,
        columns=[name for name in COLUMNS if name in document.columns and name != "area"] if spot.row else [],
        inside=inside,
        people=actions.people_to_mention(plan) if inside else [],
    )


def _say(
    request: SignedInRequest,
    plan: Plan,
    version: PlanVersion | None,
    document: PlanDocument,
    spot: actions.Spot,
    form: CommentForm,
) -> Comment:
    sent = form.cleaned_data
    column = sent.get("column", "")
    return actions.say(
        plan=plan,
        version=version,
        spot=actions.spot_in(document, area=spot.area, row=spot.row, column=column) or spot,
        by=request.user,
        key=sent["key"],
        text=sent["text"],
        audience=sent.get("audience", Comment.Audience.AUTHORITY),
        mentioned=sent.get("mentioned", ()),
    )


def _show(
    request: SignedInRequest,
    plan: Plan,
    version: PlanVersion | None,
    document: PlanDocument,
    spot: actions.Spot,
    form: CommentForm | None,
) -> HttpResponse:
    said: CommentQuerySet = Comment.objects.visible_to(request.user)
    said = said.on_version(version) if version else said.filter(plan=plan)
    if spot.row or spot.area:
        said = said.filter(**({"row": spot.row} if spot.row else {"area": spot.area}))
    shows_all = request.GET.get("show") == "all"
    chosen = said.threads() if shows_all else said.open()
    page = page_asked_for(request, chosen.with_people().order_by("-at", "id"), PER_PAGE)
    here = (
        resolve_url("plans:version-comments", plan.pk, version.number)
        if version
        else resolve_url("plans:comments", plan.pk)
    )
    context: dict[str, Any] = {
        "plan": plan,
        "version": version,
        "here": here,
        "spot": spot,
        "at_place": bool(spot.row or spot.area),
        "form": form,
        "may_comment": permissions.can_comment(request.user, plan, version),
        "page_obj": page,
        "threads": threads_of(page, document, plan, request.user),
        "open_count": said.open().count(),
        "all_count": said.threads().count(),
        "shows_all": shows_all,
    }
    status = 422 if form and form.is_bound else 200
    return render(request, "plans/comments.html", context | lang_attributes(plan.language), status=status)
