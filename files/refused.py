"""What is said of a file that is not taken."""


class Refused(ValueError):
    """A file is not taken, or cannot be read. `code` says why (wording.py has its words); `detail` belongs to the
    words, and never holds anything of the file's own text."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code} ({detail})" if detail else code)
        self.code = code
        self.detail = detail


class Withheld(Exception):
    """A kept file is not served: `state` is that of its scan (models.py), waiting or infected."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state
