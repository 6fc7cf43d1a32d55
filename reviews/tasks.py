"""What waits for a person in this room: forms to answer, to mend and to sign; for staff, rounds that are late."""

from datetime import date

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from accounts.models import User
from plans.permissions import of_staff
from plans.table import one_line
from reviews.lifecycle import OPEN
from reviews.models import Answer, Response, ResponseStep, ReviewRound
from reviews.permissions import LEADER
from services.permissions import current
from services.tasks import Task

REASON = 200  # characters of it that a task says


def tasks_for(user: User, today: date) -> list[Task]:
    """The same few queries however many forms the person has."""
    return _forms(user) + _late(user, today)


def _forms(user: User) -> list[Task]:
    begun = Exists(Answer.objects.filter(response=OuterRef("pk")))
    written = Response.objects.written_by(user).filter(state__in=OPEN).annotate(begun=begun)
    forms = list(written.with_names().without_bytes().select_related("submitted_by"))
    if not forms:
        return []
    led = set(user.memberships.filter(current(), role="leader").values_list("service_id", flat=True))
    chaired = set(user.group_memberships.filter(current(), is_chair=True).values_list("service_id", flat=True))
    why = _reasons(forms)
    tasks = []
    for form in forms:
        if form.is_draft:
            step = why.get(form.pk) or why.get(form.previous_id)
            tasks.append(_mend(form, step) if step else _answer(form))
        elif form.service_id in (led if form.audience == LEADER else chaired):
            tasks.append(_sign(form))
    return tasks


def _reasons(forms: list[Response]) -> dict[int | None, ResponseStep]:
    """By form: the last step, of a form that was not signed or the one before it that was reopened."""
    ids = {form.pk for form in forms} | {form.previous_id for form in forms}
    steps = ResponseStep.objects.filter(response__in=ids - {None}).select_related("by").order_by("at", "pk")
    last: dict[int | None, ResponseStep] = {step.response_id: step for step in steps}
    return {pk: step for pk, step in last.items() if step.reason and step.verb in ("decline", "reopen")}


def _answer(form: Response) -> Task:
    return Task(
        due=form.round.due_on,
        # Translators: a questionnaire's title follows; nb: Svar på «%(questionnaire)s»
        title=_("Answer «%(questionnaire)s»") % {"questionnaire": form.questionnaire.title},
        text=f"{form.service}. {form.round}.",
        url=form.get_absolute_url(),
        # Translators: on a button: with a form that is begun; nb: Fortsett
        action=pgettext("a form", "Go on") if form.begun else pgettext("a form", "Begin"),  # type: ignore[attr-defined]
    )


def _mend(form: Response, step: ResponseStep) -> Task:
    if step.verb == "decline":
        # Translators: a form that was not signed; nb: Rett «%(questionnaire)s», som kom tilbake uten signatur
        title = _("Mend «%(questionnaire)s», which came back unsigned")
    else:
        # Translators: a signed form that staff reopened; nb: Rett «%(questionnaire)s», som er åpnet på nytt
        title = _("Mend «%(questionnaire)s», which is reopened")
    reason = one_line(step.reason, REASON)
    return Task(
        due=form.round.due_on,
        title=title % {"questionnaire": form.questionnaire.title},
        text=f"{form.service}. {step.by.name}: {reason}" if step.by else f"{form.service}. {reason}",
        url=form.get_absolute_url(),
        action=_("See what to mend"),
    )


def _sign(form: Response) -> Task:
    text = f"{form.service}. {form.round}."
    if form.submitted_by and form.submitted_at:
        # Translators: who sent a form to be signed; nb: Sendt av %(name)s %(date)s.
        sent = _("Sent by %(name)s on %(date)s.")
        day = timezone.localdate(form.submitted_at)
        text = f"{text} {sent % {'name': form.submitted_by.name, 'date': f'{day:%d.%m.%Y}'}}"
    return Task(
        due=form.round.due_on,
        # Translators: a questionnaire's title follows; nb: Signer «%(questionnaire)s»
        title=_("Sign «%(questionnaire)s»") % {"questionnaire": form.questionnaire.title},
        text=text,
        url=form.get_absolute_url(),
        # Translators: on a button that leads to a form; nb: Se over og signer
        action=_("Look over and sign"),
    )


def _late(user: User, today: date) -> list[Task]:
    """A round whose deadline is past while services of the staff's regions have not signed all."""
    late = Response.objects.filter(Q(state__in=OPEN) & of_staff(user, "service__trust__region_id"))
    rounds = ReviewRound.objects.filter(due_on__lt=today, responses__in=late)
    return [
        Task(
            due=each.due_on,
            # Translators: a review round; nb: Fristen for %(round)s er ute
            title=_("The deadline of %(round)s is past") % {"round": each.title},
            text=ngettext(
                # Translators: nb: %(n)s tjeneste har ikke signert begge skjemaene.
                "%(n)s service has not signed both forms.",
                "%(n)s services have not signed both forms.",
                each.late,
            )
            % {"n": each.late},
            url=each.get_absolute_url(),
            # Translators: on a button that leads to a review round; nb: Se hvem som mangler
            action=_("See who is missing"),
        )
        for each in rounds.annotate(late=Count("responses__service", distinct=True))
    ]
