"""What is said of a file that is not taken."""


class Refused(ValueError):
    """A file is not taken, or cannot be read. `code` says why (wording.py has its words); `detail` belongs to the
    words, and never holds anything of the file's own text."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code} ({detail})" if detail else code)
        self.code = code
        self.detail = detail
