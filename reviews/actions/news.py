"""What people are told of rounds and forms, and in which words. Call it in the transaction of what happened."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from notices import actions as notices
from reviews import audience
from reviews.models import Response


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    kind: notices.Kind
    subject: Promise
    text: Promise


OPENED = News(
    kind=notices.Kind.REVIEW_OPENED,
    # Translators: a review round; nb: %(round)s er åpnet
    subject=_("%(round)s is open"),
    # Translators: nb: %(service)s skal svare innen %(due)s.
    text=_("%(service)s is asked to answer by %(due)s."),
)
# By the verb of the step; nobody is told that a form was taken back, since it still waits for nobody else.
NEWS = {
    "submit": News(
        kind=notices.Kind.REVIEW_TO_SIGN,
        # Translators: nb: Et spørreskjema venter på din signatur
        subject=_("A questionnaire waits for your signature"),
        # Translators: nb: %(service)s, %(round)s. Se over svarene og signer.
        text=_("%(service)s, %(round)s. Look over the answers and sign."),
    ),
    "decline": News(
        kind=notices.Kind.REVIEW_DECLINED,
        # Translators: nb: Spørreskjemaet er sendt tilbake uten signatur
        subject=_("The questionnaire is sent back unsigned"),
        # Translators: nb: %(service)s. Begrunnelse: %(reason)s
        text=_("%(service)s. Reason: %(reason)s"),
    ),
    "sign": News(
        kind=notices.Kind.REVIEW_SIGNED,
        # Translators: nb: %(service)s har levert et signert skjema
        subject=_("%(service)s has handed in a signed questionnaire"),
        # Translators: nb: %(round)s. Referansenummer %(reference)s.
        text=_("%(round)s. Reference number %(reference)s."),
    ),
    "reopen": News(
        kind=notices.Kind.REVIEW_REOPENED,
        # Translators: nb: Spørreskjemaet er åpnet på nytt
        subject=_("The questionnaire is reopened"),
        # Translators: nb: %(service)s. Begrunnelse: %(reason)s
        text=_("%(service)s. Reason: %(reason)s"),
    ),
}

RECEIPT = News(
    kind=notices.Kind.REVIEW_SIGNED,
    # Translators: receipt for a signature, by mail; nb: Kvittering: du har signert %(reference)s
    subject=_("Receipt: you have signed %(reference)s"),
    # Translators: nb: %(service)s, %(round)s. Kontrollsummen (SHA-256) av det du signerte: %(sha256)s
    text=_("%(service)s, %(round)s. The checksum (SHA-256) of what you signed: %(sha256)s"),
)


def tell_of_receipt(response: Response) -> None:
    """To who signed it: from nobody, since nobody is told of what they did themselves."""
    signer = [response.signer] if response.signer else []
    url = reverse("reviews:receipt", args=[response.pk])
    _send(RECEIPT, signer, response, key=f"response:{response.pk}:receipt", by=None, url=url)


def tell_of_opening(response: Response, by: User) -> None:
    _send(OPENED, audience.writers_of(response), response, key=f"response:{response.pk}:opened", by=by)


def tell(response: Response, verb: str, by: User, reason: str = "", *, step: int) -> None:
    """`response` is the one to go on with: of a reopened one, the next. `step` is the id of the step that was taken."""
    if verb not in NEWS:
        return
    to: Iterable[User] = {
        "submit": audience.signers_of,
        "decline": audience.writers_of,
        "sign": lambda signed: [*audience.writers_of(signed), *audience.authority_of(signed)],
        "reopen": audience.writers_of,
    }[verb](response)
    _send(NEWS[verb], to, response, key=f"response:{response.pk}:{verb}:{step}", by=by, reason=reason)


def _send(
    what: News,
    to: Iterable[User],
    response: Response,
    *,
    key: str,
    by: User | None,
    reason: str = "",
    url: str = "",
) -> None:
    words = {
        "round": response.round.title,
        "service": response.service,
        "due": f"{response.round.due_on:%d.%m.%Y}",
        "reference": response.reference,
        "sha256": response.sha256,
        "reason": reason,
    }
    notices.send(
        to=to,
        kind=what.kind,
        subject=notices.filled(what.subject, **words),
        text=notices.filled(what.text, **words),
        url=url or response.get_absolute_url(),
        key=key,
        by=by,
    )
