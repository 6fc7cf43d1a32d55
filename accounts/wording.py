"""The audit's codes in words. Rooms above write records too, so a code without words is shown as it is."""

from django.apps import apps
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import pgettext_lazy as said

VERBS = {
    "accepted": said("audit", "accepted"),
    "archived": said("audit", "archived"),
    "changed": said("audit", "changed"),
    "closed": said("audit", "closed"),
    "created": said("audit", "created"),
    "deleted": said("audit", "deleted"),
    "ended": said("audit", "ended"),
    "fetched_back": said("audit", "fetched back"),
    "handed_over": said("audit", "handed over"),
    "imported": said("audit", "imported"),
    "invited": said("audit", "invited"),
    "made_current": said("audit", "made current"),
    "opened": said("audit", "opened again"),
    "password_set": said("audit", "password chosen"),
    "resent": said("audit", "sent again"),
    "sent": said("audit", "sent"),
    "told_of_access": said("audit", "told of access"),
    "withdrawn": said("audit", "withdrawn"),
}


def audit_words(verb: str, target_kind: str) -> str:
    """("invitation.sent", "accounts.invitation") → "Invitation: sent"."""
    code = verb.rpartition(".")[2]
    try:
        kind = str(apps.get_model(target_kind)._meta.verbose_name)
    except (LookupError, ValueError):  # a kind that is no more
        kind = target_kind
    word = VERBS.get(code)
    # Translators: a line of the audit list; nb: Invitasjon: sendt
    return gettext("%(kind)s: %(done)s") % {"kind": capfirst(kind), "done": word if word else code.replace("_", " ")}
