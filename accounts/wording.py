"""The audit's codes in words. Rooms above write records too, so a code without words is shown as it is."""

from django.apps import apps
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext_lazy

VERBS = {
    "accepted": pgettext_lazy("audit", "accepted"),
    "approve": pgettext_lazy("audit", "approved"),
    "archived": pgettext_lazy("audit", "archived"),
    "changed": pgettext_lazy("audit", "changed"),
    "closed": pgettext_lazy("audit", "closed"),
    "created": pgettext_lazy("audit", "created"),
    "deleted": pgettext_lazy("audit", "deleted"),
    "ended": pgettext_lazy("audit", "ended"),
    "fetched_back": pgettext_lazy("audit", "restored"),
    "handed_over": pgettext_lazy("audit", "handed over"),
    "imported": pgettext_lazy("audit", "imported"),
    "invited": pgettext_lazy("audit", "invited"),
    "made_current": pgettext_lazy("audit", "made current"),
    "name": pgettext_lazy("audit", "kept under a name"),
    "opened": pgettext_lazy("audit", "opened again"),
    "password_set": pgettext_lazy("audit", "password chosen"),
    "publish": pgettext_lazy("audit", "published"),
    # Translators: a plan; nb: laget fra en tidligere
    "renewed": pgettext_lazy("audit", "made from an earlier one"),
    "resent": pgettext_lazy("audit", "sent again"),
    "return": pgettext_lazy("audit", "returned"),
    "sent": pgettext_lazy("audit", "sent"),
    "submit": pgettext_lazy("audit", "submitted"),
    "supersede": pgettext_lazy("audit", "superseded"),
    "told_of_access": pgettext_lazy("audit", "told of access"),
    # Translators: taken off the public pages; nb: avpublisert
    "unpublish": pgettext_lazy("audit", "unpublished"),
    "withdraw": pgettext_lazy("audit", "withdrawn"),
    "withdrawn": pgettext_lazy("audit", "withdrawn"),
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
