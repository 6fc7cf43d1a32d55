"""What pages, buttons and messages say of the states of a form and of the steps between them."""

from django.utils import translation
from django.utils.translation import gettext_lazy, pgettext_lazy

from plans.version_words import StepWords, Words
from reviews import lifecycle

SENTENCES: dict[str, Words] = {
    # Translators: nb: Skjemaet er under arbeid
    lifecycle.DRAFT: gettext_lazy("The form is in progress"),
    # Translators: nb: Skjemaet venter på signatur
    lifecycle.WAITING: gettext_lazy("The form waits for its signature"),
    # Translators: nb: Skjemaet er signert
    lifecycle.SIGNED: gettext_lazy("The form is signed"),
    # Translators: nb: Skjemaet er åpnet på nytt, og et nytt er tatt i bruk
    lifecycle.REOPENED: gettext_lazy("The form was reopened, and another has taken its place"),
}

# Whose signature it is, in a sentence, by whom the form is for.
ROLES: dict[str, Words] = {
    # Translators: role beside a signature; nb: leder av tjenesten
    "leader": pgettext_lazy("role of who signs", "leader of the service"),
    # Translators: role beside a signature; nb: leder for referansegruppen
    "group": pgettext_lazy("role of who signs", "chair of the reference group"),
}


def role_of(audience: str, language: str | None = None) -> str:
    """In the language of the page, or in that which is asked for."""
    if language is None:
        return str(ROLES[audience])
    with translation.override(language):
        return str(ROLES[audience])


STEPS: dict[str, StepWords] = {
    "withdraw": StepWords(
        # Translators: a form that waits for its signature; nb: Trekk tilbake
        button=pgettext_lazy("step of a form", "Take back"),
        # Translators: nb: Trekk skjemaet tilbake?
        question=gettext_lazy("Take the form back?"),
        # Translators: nb: Svarene kan endres igjen. Skjemaet må sendes på nytt før det kan signeres.
        effect=gettext_lazy("The answers can be changed again. It must be sent anew before it can be signed."),
        # Translators: nb: Trekk skjemaet tilbake
        does=gettext_lazy("Take the form back"),
        # Translators: nb: Skjemaet er trukket tilbake. Svarene kan endres igjen.
        done=gettext_lazy("The form is taken back. The answers can be changed again."),
    ),
    "decline": StepWords(
        # Translators: nb: Send tilbake uten signatur
        button=pgettext_lazy("step of a form", "Send back unsigned"),
        # Translators: nb: Send skjemaet tilbake uten å signere
        question=gettext_lazy("Send the form back without signing it"),
        # Translators: nb: De som svarer, kan endre svarene igjen og sende skjemaet på nytt.
        effect=gettext_lazy("Those who answer can change the answers again, and send the form anew."),
        # Translators: nb: Send skjemaet tilbake
        does=gettext_lazy("Send the form back"),
        # Translators: nb: Skjemaet er sendt tilbake uten signatur.
        done=gettext_lazy("The form is sent back unsigned."),
        # Translators: nb: Hva må endres
        reason=pgettext_lazy("of a form", "What has to be changed"),
        # Translators: nb: De som svarer, får den tilsendt og ser den over skjemaet.
        help=gettext_lazy("Those who answer are sent it, and see it above the form."),
    ),
    "reopen": StepWords(
        # Translators: nb: Åpne på nytt
        button=pgettext_lazy("step of a form", "Reopen"),
        # Translators: nb: Åpne skjemaet på nytt
        question=gettext_lazy("Reopen the form"),
        # Translators: nb: De som svarte, får et nytt skjema med de samme svarene, som de kan endre og signere på nytt.
        # Det signerte skjemaet blir stående.
        effect=gettext_lazy(
            "Those who answered get a new form with the same answers, which they can change and sign anew. The signed"
            " one stays as it is."
        ),
        # Translators: nb: Åpne skjemaet på nytt
        does=gettext_lazy("Reopen the form"),
        # Translators: nb: Skjemaet er åpnet på nytt. De som svarer, har fått beskjed.
        done=gettext_lazy("The form is reopened. Those who answer are told."),
        # Translators: nb: Hva må endres
        reason=pgettext_lazy("of a form", "What has to be changed"),
        # Translators: nb: De som svarer, får den tilsendt og ser den over skjemaet.
        help=gettext_lazy("Those who answer are sent it, and see it above the form."),
    ),
}


def sentence(state: str) -> str:
    return str(SENTENCES[state])
