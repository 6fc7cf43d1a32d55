import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


def opaque_name(stored: "StoredFile", name: str) -> str:
    """Where it lies: nothing of the name people gave it. Two letters of folder keep the folders small."""
    return f"{stored.pk.hex[:2]}/{stored.pk.hex}"


class StoredFile(models.Model):
    """What somebody uploaded. It has no owner: whoever keeps one decides who may have it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    content = models.FileField(upload_to=opaque_name, max_length=100)
    name = models.CharField(max_length=250)  # as people called it, fit to be shown and to be a download's name
    kind = models.CharField(max_length=10)  # files/kinds.py
    size = models.PositiveIntegerField()  # bytes
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")

    def __str__(self) -> str:
        return self.name
