"""Whom a step of a version is told to, and in which words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from notices import actions as notices
from plans import audience, lifecycle
from plans.models import PlanVersion

AUTHORITY, WRITERS, EVERYONE = "authority", "writers", "everyone"


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """`on_plan`: it leads to where the plan stands, which is where its writers go on."""

    kind: notices.Kind
    to: str
    subject: Promise
    text: Promise
    on_plan: bool = False


# Of the other steps nobody is told: a name is the service's own, and what is superseded is so by what is published.
NEWS = {
    lifecycle.SUBMIT: News(
        kind=notices.Kind.SUBMITTED,
        to=AUTHORITY,
        # Translators: what happened to a plan, in a notice; nb: «Plan 2025–2028» er sendt inn
        subject=_("“%(plan)s” is submitted"),
        # Translators: nb: %(service)s har sendt inn planen. Les den, og godkjenn den eller send den tilbake.
        text=_("%(service)s has submitted the plan. Read it, and approve it or return it."),
    ),
    "withdraw": News(
        kind=notices.Kind.WITHDRAWN,
        to=AUTHORITY,
        # Translators: nb: «Plan 2025–2028» er trukket
        subject=_("“%(plan)s” is withdrawn"),
        # Translators: nb: %(service)s har trukket planen som var sendt inn. Du trenger ikke gjøre noe med den.
        text=_("%(service)s has withdrawn the plan that was submitted. You need not do anything with it."),
    ),
    "return": News(
        kind=notices.Kind.RETURNED,
        to=WRITERS,
        # Translators: nb: «Plan 2025–2028» er sendt tilbake
        subject=_("“%(plan)s” is returned"),
        # Translators: nb: Begrunnelse: %(reason)s
        text=_("Reason: %(reason)s"),
        on_plan=True,
    ),
    "approve": News(
        kind=notices.Kind.APPROVED,
        to=WRITERS,
        # Translators: nb: «Plan 2025–2028» er godkjent
        subject=_("“%(plan)s” is approved"),
        # Translators: nb: Lederen av tjenesten kan nå publisere planen.
        text=_("The leader of the service can now publish the plan."),
    ),
    "publish": News(
        kind=notices.Kind.PUBLISHED,
        to=EVERYONE,
        # Translators: nb: «Plan 2025–2028» er publisert
        subject=_("“%(plan)s” is published"),
        # Translators: nb: Alle kan nå lese planen til %(service)s.
        text=_("Everyone can now read the plan of %(service)s."),
    ),
    "unpublish": News(
        kind=notices.Kind.WITHDRAWN,
        to=EVERYONE,
        # Translators: nb: «Plan 2025–2028» er ikke lenger publisert
        subject=_("“%(plan)s” is no longer published"),
        text=_("Reason: %(reason)s"),
    ),
}


def tell(version: PlanVersion, verb: str, by: User, reason: str) -> None:
    """The notices of a step, in its transaction."""
    news = NEWS.get(verb)
    if news is None:
        return
    service = version.plan_document.service.name
    notices.send(
        to=_people(news.to, version),
        kind=news.kind,
        subject=notices.filled(news.subject, plan=version.title),
        text=notices.filled(news.text, service=service, reason=reason),
        url=f"{version.plan.get_absolute_url()}#state" if news.on_plan else version.get_absolute_url(),
        key=f"version:{version.pk}:{verb}",
        by=by,
    )


def _people(to: str, version: PlanVersion) -> Iterable[User]:
    service = version.plan.service
    if to == AUTHORITY:
        return audience.deciders(version.region)
    if to == WRITERS:
        return audience.writers(service)
    return [*audience.deciders(version.region), *audience.members(service), *audience.group(service)]
