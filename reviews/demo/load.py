"""Loading the demo's rounds and forms, through the same actions as people's own work."""

from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

from django.forms import modelform_factory
from django.utils import timezone

from accounts.models import User
from reviews.actions import questionnaires, responses, rounds
from reviews.actions.answers import save_part
from reviews.actions.documents import document_of
from reviews.definition_file import read
from reviews.demo import pain, prosthesis, swallow
from reviews.demo.attached import attach
from reviews.demo.form import Form
from reviews.document import fingerprint
from reviews.jobs import print_form
from reviews.models import Questionnaire, Response, ReviewRound
from reviews.permissions import GROUP, LEADER
from services.models import Service
from services.permissions import current

DEFINITIONS = Path(__file__).parent.parent / "definitions"
SWALLOW, PAIN, PROSTHESIS = "NKT-HMN-51", "NKT-HN-58", "NKN-HV-54"
WEEK = timedelta(weeks=1)
FIELDS = (
    "title", "year", "guidance", "opens_on", "due_on", "leader_questionnaire", "group_questionnaire", "services",
)  # fmt: skip


def load() -> None:
    """On top of the people and services of plans/demo. The deadlines follow the day it is loaded, so that an early
    round is just over and the main one begins."""
    staff, today = User.objects.filter(staff_roles__kind="national").earliest("pk"), timezone.localdate()
    early = _round(
        "Prøverunde",
        today - 6 * WEEK,
        today,
        staff,
        [SWALLOW],
        "Vi prøver ut skjemaene med én tjeneste før alle får dem.",
    )
    _signed(early, SWALLOW, LEADER, swallow.LEADER_BEFORE)
    _signed(early, SWALLOW, GROUP, swallow.GROUP_BEFORE)
    main = _round(
        "Helhetlig gjennomgang",
        today,
        today + 6 * WEEK,
        staff,
        [SWALLOW, PAIN, PROSTHESIS],
        "Svar kort og konkret. Legg ved planen som vedlegg 1. Har du spørsmål, kan du ringe oss.",
    )
    _signed(main, PAIN, LEADER, pain.LEADER)
    _signed(main, PAIN, GROUP, pain.GROUP)
    _answered(main, SWALLOW, LEADER, swallow.LEADER)
    _reopened(main)
    waiting = _answered(main, PROSTHESIS, GROUP, prosthesis.GROUP)
    responses.submit(response=waiting, by=_signer(waiting))


def _round(title: str, opens: date, due: date, by: User, codes: list[str], guidance: str) -> ReviewRound:
    form = modelform_factory(ReviewRound, fields=FIELDS)(
        {
            "title": f"{title} {due.year}",
            "year": due.year,
            "guidance": guidance,
            "opens_on": opens.isoformat(),
            "due_on": due.isoformat(),
            "leader_questionnaire": _questionnaire(LEADER).pk,
            "group_questionnaire": _questionnaire(GROUP).pk,
            "services": list(Service.objects.filter(code__in=codes).values_list("pk", flat=True)),
        }
    )
    if not form.is_valid():
        raise ValueError(form.errors.as_json())
    return rounds.open_round(round=rounds.create(form=form, key=uuid4(), by=by), by=by)


def _questionnaire(audience: str) -> Questionnaire:
    """The one that ships; stored anew where a test has emptied the database."""
    return questionnaires.store(definition=read((DEFINITIONS / f"2018-{audience}.yaml").read_bytes()), by=None)


def _reopened(main: ReviewRound) -> None:
    """Signed, read by staff of the region, reopened, and mended in part."""
    signed = _signed(main, PROSTHESIS, LEADER, prosthesis.LEADER)
    staff = User.objects.get(staff_roles__region=signed.service.trust.region)
    following = responses.reopen(response=signed, by=staff, reason=prosthesis.REASON)
    _write(following, prosthesis.MENDED, prosthesis.LEADER)


def _signed(asked: ReviewRound, code: str, audience: str, form: Form) -> Response:
    response = _answered(asked, code, audience, form)
    signer = _signer(response)
    responses.submit(response=response, by=signer)
    seen = fingerprint(document_of(response, signer.language))
    signed = responses.sign(response=response, by=signer, seen=seen, language=signer.language)
    print_form.enqueue(signed.pk)
    return signed


def _answered(asked: ReviewRound, code: str, audience: str, form: Form) -> Response:
    response = Response.objects.get(round=asked, service__code=code, audience=audience)
    _write(response, form, {})
    if audience == LEADER:
        attach(response, _signer(response))
    return response


def _write(response: Response, form: Form, before: Form) -> None:
    signer = _signer(response)
    for key, parts in form.items():
        for part, value in parts.items():
            base = before.get(key, {}).get(part, [] if part == "rows" else "")
            save_part(response=response, key=key, part=part, value=value, base=base, seen=0, by=signer)


def _signer(response: Response) -> User:
    """The leader, or the chair of the group."""
    if response.audience == LEADER:
        return response.service.memberships.get(current(), role="leader").user
    chair = response.service.group_members.get(current(), is_chair=True)
    if chair.user is None:
        raise ValueError(f"the chair of {response.service} has no account")
    return chair.user
