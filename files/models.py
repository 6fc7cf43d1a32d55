import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from files.wording import size_words


def opaque_name(stored: "StoredFile", name: str) -> str:
    """Where it lies: nothing of the name people gave it. Two letters of folder keep the folders small."""
    return f"{stored.pk.hex[:2]}/{stored.pk.hex}"


class StoredFile(models.Model):
    """What somebody uploaded. It has no owner: whoever keeps one decides who may have it."""

    class Scan(models.TextChoices):
        NOT_SCANNED = "not_scanned", _("Not checked for viruses")  # none was set when it came
        WAITING = "waiting", _("Being checked for viruses")
        CLEAN = "clean", _("Checked for viruses")
        INFECTED = "infected", _("Deleted: the virus scanner found something harmful")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    content = models.FileField(upload_to=opaque_name, max_length=100)
    name = models.CharField(max_length=250)  # as people called it, fit to be shown and to be a download's name
    kind = models.CharField(max_length=10)  # files/kinds.py
    size = models.PositiveIntegerField()  # bytes
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)
    scan = models.CharField(max_length=11, choices=Scan.choices, default=Scan.NOT_SCANNED)
    found = models.CharField(max_length=100, blank=True)  # what the scanner calls the harm; the bytes are gone then

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        indexes = [models.Index(fields=["created_at"], condition=Q(scan="waiting"), name="file_waits_for_scanner")]
        constraints = [
            models.CheckConstraint(
                condition=Q(scan__in=["not_scanned", "waiting", "clean"], found="") | Q(scan="infected") & ~Q(found=""),
                name="file_scan_known_and_harm_named",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def size_in_words(self) -> str:
        return size_words(self.size)

    @property
    def is_served(self) -> bool:
        return self.scan in (self.Scan.NOT_SCANNED, self.Scan.CLEAN)
