"""Who may do what with accounts, as plain questions."""


def is_administrator(user) -> bool:
    return user.is_active and user.is_staff


def can_close(user, person) -> bool:
    """An administrator may close every account but the own one: somebody must be left to open it."""
    return is_administrator(user) and user.pk != person.pk
