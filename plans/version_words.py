"""What pages, buttons and messages say of the states of a version and of the steps between them."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from plans import lifecycle

type Words = str | Promise

# The state as a sentence; %(version)s is "Version 3".
SENTENCES: dict[str, Words] = {
    # Translators: nb: %(version)s er et utkast med navn
    lifecycle.NAMED: gettext_lazy("%(version)s is a draft with a name"),
    # Translators: nb: %(version)s er sendt inn og venter på avgjørelse
    lifecycle.SUBMITTED: gettext_lazy("%(version)s is submitted and waits for a decision"),
    # Translators: nb: %(version)s er sendt tilbake
    lifecycle.RETURNED: gettext_lazy("%(version)s was returned"),
    # Translators: nb: %(version)s er godkjent, men ikke publisert
    lifecycle.APPROVED: gettext_lazy("%(version)s is approved, but not published"),
    lifecycle.PUBLISHED: gettext_lazy("%(version)s is published"),
    # Translators: nb: %(version)s er erstattet av en nyere
    lifecycle.SUPERSEDED: gettext_lazy("%(version)s is superseded by a newer one"),
    # Translators: nb: %(version)s er trukket
    lifecycle.WITHDRAWN: gettext_lazy("%(version)s is withdrawn"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StepWords:
    """`button` is short, `question` heads the page that asks, `effect` says what will happen, `does` is the button
    there, `done` is the message after it; `reason` labels the field for words, where there is one."""

    button: Words
    question: Words
    effect: Words
    does: Words
    done: Words
    reason: Words = ""
    help: Words = ""


STEPS: dict[str, StepWords] = {
    "withdraw": StepWords(
        # Translators: take back what was submitted; nb: Trekk tilbake
        button=pgettext_lazy("step of a version", "Withdraw"),
        question=gettext_lazy("Withdraw the version?"),
        effect=gettext_lazy(
            "Nobody decides on it any more, and the plan can be edited again. Those who were to decide can still read"
            " what was submitted."
        ),
        does=gettext_lazy("Withdraw the version"),
        done=gettext_lazy("The version is withdrawn. The plan can be edited again."),
        # Translators: nb: Hvorfor
        reason=pgettext_lazy("of a step", "Why"),
    ),
    "return": StepWords(
        # Translators: to the service, to be mended; nb: Send tilbake
        button=pgettext_lazy("step of a version", "Return"),
        # Translators: nb: Send versjonen tilbake til tjenesten
        question=gettext_lazy("Return the version to the service"),
        effect=gettext_lazy(
            "The service can edit the plan again and submit it anew. Say what has to be mended, and mark the rows it"
            " concerns."
        ),
        does=gettext_lazy("Return the version"),
        done=gettext_lazy("The version is returned to the service."),
        # Translators: nb: Hva må rettes
        reason=gettext_lazy("What has to be mended"),
        help=gettext_lazy("The leader and the editors of the service read it above their plan."),
    ),
    "approve": StepWords(
        button=pgettext_lazy("step of a version", "Approve"),
        question=gettext_lazy("Approve the version?"),
        effect=gettext_lazy("The service is told, and can publish it. The plan can be edited again."),
        does=gettext_lazy("Approve the version"),
        done=gettext_lazy("The version is approved."),
        # Translators: words to the service with an approval; nb: Kommentar
        reason=pgettext_lazy("of a step", "Comment"),
    ),
    "publish": StepWords(
        button=pgettext_lazy("step of a version", "Publish"),
        question=gettext_lazy("Publish the version?"),
        effect=gettext_lazy("Everybody can read it, without signing in."),
        does=gettext_lazy("Publish the version"),
        done=gettext_lazy("The version is published."),
        reason=pgettext_lazy("of a step", "Comment"),
    ),
    "unpublish": StepWords(
        # Translators: take a published version off the public pages; nb: Avpubliser
        button=pgettext_lazy("step of a version", "Unpublish"),
        question=gettext_lazy("Unpublish the version?"),
        effect=gettext_lazy("It disappears from the public pages. It can only come back as a new version."),
        does=gettext_lazy("Unpublish the version"),
        done=gettext_lazy("The version is no longer published."),
        reason=pgettext_lazy("of a step", "Why"),
    ),
}


def sentence(state: str, version: object) -> str:
    return str(SENTENCES[state]) % {"version": version}
