"""Who may do what with accounts, as plain questions."""


def is_administrator(user) -> bool:
    return user.is_active and user.is_staff


def can_close(user, person) -> bool:
    """Of those whom an administrator may close: every account but the own one, for somebody must be left to open it."""
    return user.pk != person.pk
