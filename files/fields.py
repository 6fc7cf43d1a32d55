"""The field of a form that takes a file in."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from files import checks, kinds, names
from files.refused import Refused
from files.uploads import Upload
from files.wording import refusal_words


class UploadField(forms.FileField):
    """Gives the file, checked and with a cleaned name; says in words why it takes another one not.

    `pasted`: it is a table from the clipboard, whose name means nothing. `words(code, detail)`: why it takes one not.
    """

    widget = forms.FileInput

    def __init__(
        self,
        *,
        kinds: frozenset[str] = kinds.UPLOADED,
        pasted: bool = False,
        words: Callable[[str, str], str] = refusal_words,
        **kwargs: Any,
    ) -> None:
        self.kinds, self.pasted, self.words = kinds, pasted, words
        super().__init__(**kwargs | {"allow_empty_file": True})  # our own words for one

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        endings = [f".{ending}" for ending, kind in kinds.ENDINGS.items() if kind in self.kinds]
        return super().widget_attrs(widget) | ({} if self.pasted else {"accept": ",".join(endings)})

    def to_python(self, data: Any) -> UploadedFile | None:
        file = super().to_python(data)
        if not isinstance(file, UploadedFile):
            return None
        file.name = names.cleaned(file.name or "")
        try:
            if isinstance(file, Upload) and not file.is_whole:
                raise Refused("file_too_large")
            checks.checked("" if self.pasted else file.name, file.read(), self.kinds)
        except Refused as refused:
            raise ValidationError(self.words(refused.code, refused.detail), code=refused.code) from refused
        file.seek(0)
        return file
