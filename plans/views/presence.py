"""Where the editor's script says that its person is there, and hears who else is. In JSON, so signed out is 401."""

from collections.abc import Sequence

from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.requests import SignedInRequest
from plans import permissions
from plans.actions import presence
from plans.views.fetch import get_plan

NAMED = 3


@login_not_required
@require_POST
def editing_too(request: SignedInRequest, pk: int) -> JsonResponse:
    if not request.user.is_authenticated:
        return JsonResponse({"error": _("You are signed out.")}, status=401)
    plan = get_plan(request, pk, allow=permissions.can_edit)
    presence.note(plan, request.user)
    return JsonResponse({"words": others_words(presence.others(plan, request.user))})


def others_words(names: Sequence[str]) -> str:
    """ "Kari Fjell and Ola Dal are editing too"; "" for nobody."""
    if not names:
        return ""
    if len(names) == 1:
        # Translators: nb: %(name)s redigerer også
        return _("%(name)s is editing too") % {"name": names[0]}
    if len(names) > NAMED:
        # Translators: nb: %(names)s og %(n)d andre redigerer også
        words = _("%(names)s and %(n)d others are editing too")
        return words % {"names": ", ".join(names[: NAMED - 1]), "n": len(names) - NAMED + 1}
    # Translators: nb: %(names)s og %(last)s redigerer også
    return _("%(names)s and %(last)s are editing too") % {"names": ", ".join(names[:-1]), "last": names[-1]}
