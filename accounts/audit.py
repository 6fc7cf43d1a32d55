from django.db import models

from accounts.models import AuditRecord, User


def record(by: User | None, verb: str, target: models.Model, *, text: str | None = None) -> AuditRecord:
    """Note that `by` did `verb` ("invitation.withdrawn") to `target`. Call it inside the change's transaction."""
    return AuditRecord.objects.create(
        by=by,
        verb=verb,
        target_kind=target._meta.label_lower,
        target_id=str(target.pk),
        target_text=(str(target) if text is None else text)[:300],
    )
