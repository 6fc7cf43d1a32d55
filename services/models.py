from datetime import date

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.derived import DerivedText, order_key
from services import permissions
from services.derived import DerivedDate
from services.lifespan import last_day

SANE_DAY = [MinValueValidator(date(1950, 1, 1)), MaxValueValidator(date(2100, 12, 31))]


class Editable(models.Model):
    """What people edit in forms: `version` tells of changes made meanwhile, `creation_key` of a form sent twice."""

    version = models.PositiveIntegerField(default=1, editable=False)
    creation_key = models.UUIDField(null=True, unique=True, editable=False)

    class Meta:
        abstract = True


class Region(models.Model):
    """A regional health authority."""

    code = models.CharField(_("code"), max_length=10, unique=True)
    name = models.CharField(_("name"), max_length=100, unique=True)
    rank = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("health region")
        verbose_name_plural = _("health regions")
        ordering = ["rank", "id"]

    def __str__(self) -> str:
        return self.name


class HealthTrust(models.Model):
    """The host of services: a health trust or a private non-profit hospital."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    region = models.ForeignKey(Region, models.PROTECT, related_name="trusts", verbose_name=_("health region"))
    sort = DerivedText(function=order_key, of=["name"])

    class Meta:
        verbose_name = _("health trust")
        verbose_name_plural = _("health trusts")
        ordering = ["sort", "id"]

    def __str__(self) -> str:
        return self.name


class ServiceQuerySet(models.QuerySet["Service"]):
    def visible_to(self, user) -> "ServiceQuerySet":
        """Every service's facts are open to everyone who is signed in; what hangs on it has rules of its own."""
        return self if user.is_authenticated else self.none()

    def of(self, user) -> "ServiceQuerySet":
        """The user's own services: as a member, or in the reference group, today."""
        return self.filter(permissions.own_services(user))

    def without_leader(self) -> "ServiceQuerySet":
        """Services that nobody leads today, or is invited to lead."""
        return self.exclude(pk__in=Membership.objects.filter(permissions.current(), role="leader").values("service_id"))

    def with_names(self) -> "ServiceQuerySet":
        return self.select_related("trust__region")


class Service(Editable):
    class Kind(models.TextChoices):
        COMPETENCE = "competence", _("National competence service")
        TREATMENT = "treatment", _("National treatment service")
        MULTI_REGIONAL = "multi_regional", _("Multi-regional treatment service")
        QUALITY_NETWORK = "quality_network", _("National quality and competence network")
        CENTRE = "centre", _("National centre")
        NETWORK = "network", _("Competence network")

    class Function(models.TextChoices):
        BUILDING = "building", _("Competence building")
        TRAINING = "training", _("Training")
        TREATMENT = "treatment", _("Patient treatment")
        OTHER = "other", _("Other")

    LIFE_SPAN = {Function.BUILDING: 10, Function.TRAINING: 5}  # years; the others have none unless entered

    code = models.CharField(_("code"), max_length=30, unique=True, help_text=_("For example NKT-HMN-09"))
    name_nb = models.CharField(_("name in bokmål"), max_length=250)
    name_nn = models.CharField(_("name in nynorsk"), max_length=250, blank=True)
    name_en = models.CharField(_("name in English"), max_length=250, blank=True)
    abbreviation = models.CharField(_("abbreviation"), max_length=30, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.COMPETENCE)
    function = models.CharField(_("function"), max_length=20, choices=Function.choices, default=Function.BUILDING)
    life_span = models.PositiveSmallIntegerField(
        _("life span in years"), null=True, blank=True, help_text=_("Competence building 10, training 5, others none")
    )
    started_on = models.DateField(_("started"), null=True, blank=True, validators=SANE_DAY)
    trust = models.ForeignKey(HealthTrust, models.PROTECT, related_name="services", verbose_name=_("health trust"))
    location = models.CharField(_("location"), max_length=200, blank=True)
    website = models.URLField(_("website"), blank=True)
    description = models.TextField(_("description"), blank=True, max_length=settings.MAX_TEXT)
    ends_on = DerivedDate(function=last_day, of=["started_on", "life_span"], verbose_name=_("ends"), db_index=True)
    search = DerivedText(of=["code", "name_nb", "name_nn", "name_en", "abbreviation", "location"])
    sort = DerivedText(function=order_key, of=["name_nb"], db_index=True)

    objects = ServiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")
        ordering = ["sort", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(life_span=None) | Q(life_span__gte=1, life_span__lte=50), name="service_life_span_sane"
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=["competence", "treatment", "multi_regional", "quality_network", "centre", "network"]
                ),
                name="service_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(function__in=["building", "training", "treatment", "other"]), name="service_function_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.abbreviation})" if self.abbreviation else self.name

    def get_absolute_url(self) -> str:
        return reverse("home:service", args=[self.pk])

    @property
    def name(self) -> str:
        """In the language of the page, bokmål where that one is missing."""
        return {"nn": self.name_nn, "en": self.name_en}.get(get_language() or "", "") or self.name_nb


class ServiceLink(Editable):
    class Kind(models.TextChoices):
        REPORT = "report", _("Annual report")
        SOCIAL = "social", _("Social media")
        OTHER = "other", _("Other link")

    service = models.ForeignKey(Service, models.CASCADE, related_name="links", verbose_name=_("service"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.OTHER)
    title = models.CharField(_("title"), max_length=200)
    year = models.PositiveSmallIntegerField(
        _("year"), null=True, blank=True, validators=[MinValueValidator(1950), MaxValueValidator(2100)]
    )
    address = models.URLField(_("address"), max_length=500)

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        ordering = [models.F("year").desc(nulls_last=True), "title", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["report", "social", "other"]), name="link_kind_known")
        ]

    def __str__(self) -> str:
        return self.title


class Publication(Editable):
    """What the service has published. The fields are those by which people find an article again."""

    DOI = "https://doi.org/"
    PUBMED = "https://pubmed.ncbi.nlm.nih.gov/"

    service = models.ForeignKey(Service, models.CASCADE, related_name="publications", verbose_name=_("service"))
    authors = models.CharField(_("authors"), max_length=1000)
    title = models.CharField(_("title"), max_length=500)
    journal = models.CharField(_("journal or publisher"), max_length=300, blank=True)
    year = models.PositiveSmallIntegerField(
        _("year"), null=True, blank=True, validators=[MinValueValidator(1950), MaxValueValidator(2100)]
    )
    pmid = models.CharField(_("PMID"), max_length=12, blank=True, help_text=_("The article's number in PubMed"))
    address = models.CharField(
        _("DOI or address"), max_length=500, blank=True, help_text=_("For example 10.1000/182, or a web address")
    )

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = [models.F("year").desc(nulls_last=True), "authors", "id"]

    def __str__(self) -> str:
        return self.title

    @property
    def url(self) -> str:
        """Where it can be read; "" where nobody has said."""
        if self.address:
            return self.address if "://" in self.address else f"{self.DOI}{self.address}"
        return f"{self.PUBMED}{self.pmid}/" if self.pmid else ""

    @property
    def citation(self) -> str:
        """In one line, as in a list of references."""
        place = ", ".join(part for part in (self.journal, str(self.year or "")) if part)
        numbers = [f"PMID {self.pmid}" if self.pmid else "", self.address]
        parts = [self.authors, self.title, place, *numbers]
        return " ".join(part if part.endswith((".", "?", "!")) else f"{part}." for part in parts if part)


class Membership(models.Model):
    class Role(models.TextChoices):
        LEADER = "leader", _("Leader")
        EDITOR = "editor", _("Editor")
        READER = "reader", _("Reader")
        ASSESSOR = "assessor", _("Assessor")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships", verbose_name=_("person")
    )
    service = models.ForeignKey(Service, models.CASCADE, related_name="memberships", verbose_name=_("service"))
    role = models.CharField(_("role"), max_length=10, choices=Role.choices)
    from_date = models.DateField(_("from"), null=True, blank=True)
    to_date = models.DateField(_("to"), null=True, blank=True)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["service_id", "role", "id"]
        constraints = [
            models.UniqueConstraint(fields=["user", "service"], name="membership_one_per_person_and_service"),
            models.CheckConstraint(
                condition=Q(role__in=["leader", "editor", "reader", "assessor"]), name="membership_role_known"
            ),
            models.CheckConstraint(
                condition=Q(from_date=None) | Q(to_date=None) | Q(to_date__gte=models.F("from_date")),
                name="membership_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}"


class StaffRole(models.Model):
    """Staff of the health authority: of one region, or national."""

    class Kind(models.TextChoices):
        REGION = "region", _("Region staff")
        NATIONAL = "national", _("National staff")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="staff_roles", verbose_name=_("person")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="staff", verbose_name=_("health region")
    )

    class Meta:
        verbose_name = _("staff role")
        verbose_name_plural = _("staff roles")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="national", region=None) | Q(kind="region", region__isnull=False),
                name="staff_role_region_exactly_for_region_staff",
            ),
            models.UniqueConstraint(fields=["user", "region"], name="staff_role_once_per_region"),
            models.UniqueConstraint(fields=["user"], condition=Q(region=None), name="staff_role_national_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_kind_display()}"


class ReferenceGroupMemberQuerySet(models.QuerySet["ReferenceGroupMember"]):
    def current(self) -> "ReferenceGroupMemberQuerySet":
        return self.filter(permissions.current())


class ReferenceGroupMember(Editable):
    class Represents(models.TextChoices):
        REGION = "region", _("A health region")
        USERS = "users", _("User organisation")
        OTHER = "other", pgettext_lazy("whom a member represents", "Other")

    service = models.ForeignKey(Service, models.CASCADE, related_name="group_members", verbose_name=_("service"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="group_memberships",
        verbose_name=_("account"),
    )
    name = models.CharField(_("name"), max_length=150)
    workplace = models.CharField(_("workplace or organisation"), max_length=200, blank=True)
    represents = models.CharField(_("represents"), max_length=10, choices=Represents.choices)
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="group_members", verbose_name=_("health region")
    )
    is_chair = models.BooleanField(_("chairs the group"), default=False)
    from_date = models.DateField(_("from"), null=True, blank=True)
    to_date = models.DateField(_("to"), null=True, blank=True)

    sort = DerivedText(function=order_key, of=["name"])

    objects = ReferenceGroupMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("reference group member")
        verbose_name_plural = _("reference group members")
        ordering = ["-is_chair", "represents", "region__rank", "sort", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(represents__in=["users", "other"]) | Q(represents="region", region__isnull=False),
                name="group_member_represents_known_and_names_its_region",
            ),
            models.CheckConstraint(
                condition=Q(from_date=None) | Q(to_date=None) | Q(to_date__gte=models.F("from_date")),
                name="group_member_ends_after_beginning",
            ),
            models.UniqueConstraint(
                fields=["service"], condition=Q(is_chair=True, to_date=None), name="group_one_open_chair"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Meeting(Editable):
    """A meeting of the reference group."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="meetings", verbose_name=_("service"))
    held_on = models.DateField(_("date"))
    title = models.CharField(_("title"), max_length=200, blank=True)
    present = models.ManyToManyField(
        ReferenceGroupMember, blank=True, related_name="meetings", verbose_name=_("present")
    )
    others_present = models.CharField(_("others present"), max_length=500, blank=True)
    minutes = models.TextField(_("minutes"), blank=True, max_length=settings.MAX_TEXT)

    class Meta:
        verbose_name = _("group meeting")
        verbose_name_plural = _("group meetings")
        ordering = ["-held_on", "-id"]

    def __str__(self) -> str:
        title = self.title or _("Meeting")
        return f"{title} {self.held_on:%d.%m.%Y}"
