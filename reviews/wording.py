"""Words for the codes of definition files. In plain text: the command line and the page say the same."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from files.wording import refusal_words
from reviews.answers import KINDS
from reviews.definition import FOLLOWED, Problem

_KINDS = ", ".join(KINDS)
_FOLLOWED = ", ".join(FOLLOWED)
# Translators: what is wrong at a line of a questionnaire's definition file. Names such as “kind” are the file's own.
_WORDS: dict[str, str | Promise] = {
    "bad_audience": _("“audience” must be leader or group, not “%(detail)s”."),
    "bad_kind": _("“kind” must be one of %(kinds)s, not “%(detail)s”."),
    "bad_follow_when": _("“follow_when” must be yes or always, not “%(detail)s”."),
    # Translators: nb: Nøkkelen «%(detail)s» kan bare ha små bokstaver fra a til z, tall og bindestrek, høyst 40 tegn.
    "bad_key": _(
        "The key “%(detail)s” may only have small letters from a to z, digits and hyphens, at most 40 in all."
    ),
    "same_key": _("The key “%(detail)s” is used before in this form."),
    "not_in_order": _("The number here must be %(detail)s: the questions are numbered 1, 2, 3 through the whole form."),
    "bad_slot": _("“slot” must be 1, 2 or 3, not %(detail)s."),
    "same_slot": _("Attachment %(detail)s is asked for before in this form."),
    "bad_year": _("“year” must be from 2000 to 2100, not %(detail)s."),
    "not_number": _("Here must be a whole number, not “%(detail)s”."),
    "no_follow_up": _("A question of kind %(detail)s has no follow-up; these have: %(followed)s."),
    "no_options": _("A question of kind %(detail)s has no options; only split has."),
    # Translators: a field of a file; nb: «%(detail)s» mangler.
    "lacks": _("“%(detail)s” is missing."),
    "unknown_field": _("There is no field “%(detail)s” here. Is it misspelt?"),
    "same_field": _("“%(detail)s” stands here twice."),
    "not_fields": _("Here must be fields, each with its name and a colon."),
    "not_list": _("“%(detail)s” must be a list: each item begins with a hyphen."),
    "empty_list": _("“%(detail)s” is empty."),
    "too_many": _("There are too many here: at most %(detail)s."),
    "empty_words": _("The words in “%(detail)s” are missing."),
    "too_long": _("The text is too long: at most %(detail)s characters."),
    "not_text": _("Here must be a text or a number."),
    "bad_character": _("Here is a character that cannot be stored."),
    "reference": _("References (& and *) cannot be used: write the words out."),
    "tag": _("Tags (!) cannot be used. Put words that begin with an exclamation mark in quotation marks."),
    "too_deep": _("Too many things lie inside one another here."),
    "too_large": _("The file is larger than any questionnaire: at most 200,000 characters."),
    "tab": _("Here is a tab. Indent with spaces."),
    "several": _("A second document begins here. One file holds one questionnaire."),
    # Translators: nb: Filen kan ikke leses videre herfra …
    "syntax": _(
        "From here on the file cannot be read: look at indentation, colons and quotation marks near “%(detail)s”."
    ),
    "empty": _("There is nothing in the file."),
    "not_utf8": _("The file is not text in UTF-8. Save it as UTF-8 in the program it was written in."),
    # Translators: problems in a file; nb: … og %(detail)s til.
    "more": _("… and %(detail)s more."),
}


def problem_words(problem: Problem) -> str:
    return str(_WORDS[problem.code]) % {"detail": problem.detail, "kinds": _KINDS, "followed": _FOLLOWED}


# Translators: why a file is not attached.
_REFUSED: dict[str, str | Promise] = {
    # Translators: nb: Innholdet er verken PDF, Word eller Excel, hva navnet enn sier. Lagre filen som en av dem.
    "unknown_kind": _("Its content is neither PDF, Word nor Excel, whatever its name says. Save it as one of them."),
    # Translators: nb: Filen er større enn 25 MB, alene eller sammen med de andre. Send én om gangen.
    "file_too_large": _("The file is larger than 25 MB, by itself or with the others. Send one at a time."),
}


def attachment_refusal(code: str, detail: str = "") -> str:
    """Why a file is not attached, by the code of files' Refused."""
    return str(_REFUSED[code]) if code in _REFUSED else refusal_words(code, detail)
