from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.derived import DerivedText, order_key
from accounts.values import AddressField, validate_name
from accounts.wording import audit_words


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, name: str, password: str | None = None, **fields) -> "User":
        user = self.model(email=email, name=name, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, name: str, password: str | None = None, **fields) -> "User":
        return self.create_user(email, name, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=username)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in with an e-mail address. `is_staff` is the administrator of this program.

    Not active is either invited, and not yet there, or closed: then `access_ended_at` says since when.
    """

    class State(models.TextChoices):
        ACTIVE = "active", pgettext_lazy("a person's account", "Active")
        INVITED = "invited", pgettext_lazy("a person's account", "Invited")
        CLOSED = "closed", pgettext_lazy("a person's account", "Closed")

    email = AddressField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=150, validators=[validate_name])
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="nb")
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("administrator"), default=False)
    access_ended_at = models.DateTimeField(_("access ended"), null=True, blank=True, editable=False)
    date_joined = models.DateTimeField(_("registered"), auto_now_add=True)
    search = DerivedText(of=["name", "email"])
    sort = DerivedText(function=order_key, of=["name"], db_index=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_unique_in_any_case")]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split(" ")[0]

    @property
    def state(self) -> "User.State":
        if self.is_active:
            return User.State.ACTIVE
        return User.State.CLOSED if self.access_ended_at else User.State.INVITED

    @property
    def open_invitation(self) -> "Invitation | None":
        return self.invitations.open().first()

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """In the admin an administrator may do all; nobody else comes in."""
        return self.is_active and self.is_staff

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_active and self.is_staff

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Sessions end with the password, and with the access: to open the account again does not revive them."""
        value = f"{self.password} {self.access_ended_at.isoformat() if self.access_ended_at else ''}"
        return salted_hmac("accounts.User.session", value, secret=secret, algorithm="sha256").hexdigest()


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> "InvitationQuerySet":
        """Neither accepted nor withdrawn; it may have expired, and can then be sent again."""
        return self.filter(accepted_at=None, withdrawn_at=None)


class Invitation(models.Model):
    """A letter that lets its receiver choose a password. The account exists, inactive, from the first letter on."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("an invitation", "Waiting for an answer")
        EXPIRED = "expired", pgettext_lazy("an invitation", "Expired")
        ACCEPTED = "accepted", pgettext_lazy("an invitation", "Accepted")
        WITHDRAWN = "withdrawn", pgettext_lazy("an invitation", "Withdrawn")

    user = models.ForeignKey(User, models.CASCADE, related_name="invitations", verbose_name=_("person"))
    invited_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name=_("invited by"))
    purpose = models.CharField(_("what for"), max_length=1000, blank=True)
    key_hash = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField(_("sent"))
    expires_at = models.DateTimeField(_("expires"))
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    mail_failed = models.BooleanField(_("the letter could not be sent"), default=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=models.Q(accepted_at=None, withdrawn_at=None),
                name="invitation_one_open_per_person",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at=None) | models.Q(withdrawn_at=None),
                name="invitation_accepted_or_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return str(self.user)

    @property
    def state(self) -> "Invitation.State":
        if self.accepted_at:
            return Invitation.State.ACCEPTED
        if self.withdrawn_at:
            return Invitation.State.WITHDRAWN
        return Invitation.State.EXPIRED if self.expires_at <= timezone.now() else Invitation.State.OPEN


class AuditRecord(models.Model):
    """Who did what to what, when. Written in the transaction of the change itself, never altered."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    verb = models.CharField(max_length=60)
    target_kind = models.CharField(max_length=60)
    target_id = models.CharField(max_length=60)
    target_text = models.CharField(max_length=300)

    class Meta:
        verbose_name = _("audit record")
        verbose_name_plural = _("audit records")
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["target_kind", "target_id"], name="audit_target")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.target_text}"

    @property
    def words(self) -> str:
        return audit_words(self.verb, self.target_kind)
