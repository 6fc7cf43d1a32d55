"""A new plan from an earlier one of the same service, with the link from each row to the one it was made from."""

import uuid
from collections.abc import Collection

from django.db import transaction

from accounts.models import User
from plans.actions.documents import document_of
from plans.actions.plans import bound_key, locked
from plans.actions.store import store
from plans.document import PlanDocument
from plans.excerpt import excerpt
from plans.models import Plan, PlanRow, PlanVersion
from plans.successor import Renewal, fingerprint, renewed
from services.conflicts import ChangedMeanwhile

REASON = "successor"  # what the history calls the step, before the earlier plan's title
TITLE = 80


@transaction.atomic
def create(
    *,
    source: Plan,
    version: PlanVersion | None = None,
    rows: Collection[str],
    seen: str,
    renewal: Renewal,
    by: User,
    key: uuid.UUID,
) -> Plan:
    """The next plan after `source`, with those of its rows; from one of its versions where that is given.

    The same key from the same person for the same service gives the same plan. Raises ChangedMeanwhile where the plan
    no longer has the rows that were seen (successor.fingerprint), DoesNotFit where a text of a version is too long.
    """
    stored = locked(source)
    bound = bound_key(key, by=by, service=stored.service)
    if made := Plan.with_deleted.filter(creation_key=bound).first():
        return made
    document = version.plan_document if version else document_of(stored)
    if fingerprint(document) != seen:
        raise ChangedMeanwhile(stored)
    wanted = frozenset(rows)
    chosen = excerpt(renewed(document, renewal), lambda row: row.id in wanted, vacant=True)
    return store(
        chosen,
        service=stored.service,
        by=by,
        title=renewal.title,
        creation_key=bound,
        verb="plan.renewed",
        reason=f"{REASON} {stored.title[:TITLE]}",
        origins=_origins(stored, chosen),
    )


def _origins(plan: Plan, document: PlanDocument) -> dict[str, uuid.UUID]:
    """The plan's own rows by the ids that they have in the document; those of a version may be deleted since."""
    named = {row.id for _area, row, _measure in document.rows()}
    keys = PlanRow.with_deleted.filter(area__plan=plan).values_list("pk", flat=True)
    return {str(key): key for key in keys if str(key) in named}
