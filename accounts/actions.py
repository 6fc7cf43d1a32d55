"""Changes of accounts and invitations: one transaction each, with the audit record in it; letters go after it."""

import hashlib
import secrets
from datetime import timedelta
from functools import partial
from typing import NamedTuple

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.forms import ModelForm
from django.utils import timezone, translation

from accounts import letters
from accounts.audit import record
from accounts.models import AuditRecord, Invitation, User
from accounts.values import address, one_line, validate_name

LIFE = timedelta(days=14)
BETWEEN = "; "  # the purposes of one invitation
SAME_MOMENT = timedelta(minutes=10)  # a second letter of the same words within it is the same letter


class AccountClosed(Exception):
    """The person's account was closed; only an administrator opens it again."""


class InvitationNotOpen(Exception):
    def __init__(self, invitation: Invitation) -> None:
        super().__init__(invitation.state)
        self.invitation = invitation


class Invited(NamedTuple):
    """`invitation` is None where the person already has access and only gets to know of more."""

    user: User
    invitation: Invitation | None


@transaction.atomic
def invite(*, email: str, name: str, language: str, purpose: object, by: User | None) -> Invited:
    """Let the person in, and write to them; to say it twice has one effect.

    `purpose` may be lazily translated: it is said in the receiver's language. What the person is to have (a
    membership) is tied to `user` at once: it counts from when the invitation is accepted.
    Raises AccountClosed, and ValidationError on what is no address or name.
    """
    user = _person(email=email, name=name, language=language)
    with translation.override(user.language):
        wanted = one_line(purpose)
    if user.is_active:
        _tell_of_access(user=user, purpose=wanted, by=by)
        return Invited(user, None)
    if user.access_ended_at:
        raise AccountClosed(user)
    invitation = user.invitations.open().first()
    if invitation is None:
        invitation = Invitation(user=user, purpose=wanted)
    elif invitation.state == Invitation.State.OPEN and wanted in invitation.purpose.split(BETWEEN):
        return Invited(user, invitation)
    else:
        invitation.purpose = _joined(invitation.purpose, wanted)
    _write(invitation, by=by)
    record(by, "invitation.sent", invitation)
    return Invited(user, invitation)


@transaction.atomic
def resend(*, invitation: Invitation, by: User) -> Invitation:
    """Send it again with a new key: the link of the letter before is dead. Raises InvitationNotOpen."""
    invitation = _open(invitation)
    _write(invitation, by=by)
    record(by, "invitation.resent", invitation)
    return invitation


@transaction.atomic
def withdraw(*, invitation: Invitation, by: User) -> Invitation:
    """Let its link be dead. What was tied to the person (a membership) is taken away by the room that owns it."""
    invitation = _open(invitation)
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    record(by, "invitation.withdrawn", invitation)
    return invitation


def invitation_of(key: str) -> Invitation | None:
    return Invitation.objects.select_related("user", "invited_by").filter(key_hash=_hash(key)).first()


@transaction.atomic
def accept(*, key: str, password: str) -> User:
    """Give the person a password and access. Raises Invitation.DoesNotExist, InvitationNotOpen."""
    invitation = Invitation.objects.select_for_update().get(key_hash=_hash(key))
    user = User.objects.select_for_update().get(pk=invitation.user_id)
    if invitation.state != Invitation.State.OPEN or user.state != User.State.INVITED:
        raise InvitationNotOpen(invitation)
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    user.set_password(password)
    user.is_active = True
    user.save()
    record(user, "invitation.accepted", invitation)
    return user


@transaction.atomic
def close_account(*, user: User, by: User) -> None:
    """End the person's access: every session, link and open invitation is dead at once."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.state == User.State.CLOSED:
        return
    for invitation in user.invitations.open():
        withdraw(invitation=invitation, by=by)
    user.is_active = False
    user.access_ended_at = timezone.now()
    user.save()
    record(by, "person.closed", user)


@transaction.atomic
def open_account(*, user: User, by: User) -> None:
    """Give a closed account back; who never had a password must be invited anew."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.state != User.State.CLOSED:
        return
    if user.has_usable_password():
        user.is_active = True
    else:
        user.access_ended_at = None
    user.save()
    record(by, "person.opened", user)


@transaction.atomic
def change_person(*, form: ModelForm, by: User) -> None:
    """Store what the valid form changed; an open invitation follows the person to a new address."""
    user = form.instance
    before = User.objects.select_for_update().get(pk=user.pk)
    changed = [name for name in form.changed_data if getattr(before, name) != getattr(user, name)]
    if not changed:
        return
    user.save(update_fields=[*changed, "search", "sort"])
    record(by, "person.changed", user)
    if "email" in changed and (invitation := user.open_invitation):
        resend(invitation=invitation, by=by)


def _person(*, email: str, name: str, language: str) -> User:
    validate_email(address(email))
    validate_name(name)
    if not name.strip():
        raise ValidationError({"name": "a person has a name"})
    defaults = {"name": name.strip(), "language": language, "is_active": False, "password": make_password(None)}
    return User.objects.select_for_update().get_or_create(email=address(email), defaults=defaults)[0]


def _open(invitation: Invitation) -> Invitation:
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if invitation.accepted_at or invitation.withdrawn_at:
        raise InvitationNotOpen(invitation)
    return invitation


def _joined(purposes: str, wanted: str) -> str:
    parts = [part for part in purposes.split(BETWEEN) if part and part != wanted]
    return one_line(BETWEEN.join([*parts, wanted]), 1000)


def _write(invitation: Invitation, *, by: User | None) -> None:
    """Give the invitation a new key and time, and send the letter when the transaction stands."""
    key = secrets.token_urlsafe(32)
    invitation.key_hash = _hash(key)
    invitation.invited_by = by
    invitation.sent_at = timezone.now()
    invitation.expires_at = invitation.sent_at + LIFE
    invitation.mail_failed = False
    invitation.save()
    transaction.on_commit(partial(_send, invitation, key))


def _send(invitation: Invitation, key: str) -> None:
    if not letters.send_invitation(invitation, key):
        Invitation.objects.filter(pk=invitation.pk).update(mail_failed=True)


def _tell_of_access(*, user: User, purpose: str, by: User | None) -> None:
    told = AuditRecord.objects.filter(
        verb="person.told_of_access",
        target_kind=User._meta.label_lower,
        target_id=str(user.pk),
        target_text=f"{user}: {purpose}"[:300],
        at__gt=timezone.now() - SAME_MOMENT,
    )
    if told.exists():
        return
    record(by, "person.told_of_access", user, text=f"{user}: {purpose}")
    transaction.on_commit(lambda: letters.send_access(user, purpose, by))


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
