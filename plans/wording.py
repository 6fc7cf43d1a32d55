"""The plan's standard words, for pages, print and export: columns, kinds, statuses. English sources, lazily translated.

The field has one name for each thing (domain.md); each is said here once, so that screen and paper never differ.
"""

from datetime import date

from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from files import wording as files_wording
from plans.document import COLUMNS, STATUSES, PlanDocument
from plans.imported import AS_NOTE, BAND, CONTINUES, LEAVE_OUT, Doubt, LeftOut
from plans.writers.labels import TAGS, Labels

type Words = str | Promise

# Translators: the kinds of plans. nb: Kompetansespredningsplan, …, kort utgave, Handlingsplan, Kompetanseplan
TEMPLATE_NAMES: dict[str, Words] = {
    "dissemination": _("Dissemination plan"),
    "dissemination_short": _("Dissemination plan, short"),
    "action": _("Action plan"),
    "competence": _("Competence plan"),
}

# Headings of a plan's table where its template says nothing else, also for columns that were added to it.
HEADINGS: dict[str, Words] = {
    "area": pgettext_lazy("column of a plan", "Area"),
    # Translators: what the measure is meant to achieve, in words; nb: Mål
    "aim": pgettext_lazy("column of a plan", "Goal"),
    # Translators: nb: Tiltak
    "measure": pgettext_lazy("column of a plan", "Measure"),
    "target_group": pgettext_lazy("column of a plan", "Target group"),
    # Translators: the means by which competence is spread (courses, articles …); nb: Virkemidler
    "instruments": pgettext_lazy("column of a plan", "Instruments"),
    # Translators: who is responsible; nb: Ansvar
    "responsible": pgettext_lazy("column of a plan", "Responsible"),
    # Translators: nb: Tidsaspekt
    "timeframe": pgettext_lazy("column of a plan", "Timeframe"),
    # Translators: nb: Gjennomføringsgrad
    "status": pgettext_lazy("column of a plan", "Degree of completion"),
    # Translators: nb: Merknad
    "note": pgettext_lazy("column of a plan", "Remark"),
}

TEMPLATE_HEADINGS: dict[str, dict[str, Words]] = {
    "dissemination": {
        # Translators: nb: Kompetansespredningstiltak
        "measure": pgettext_lazy("column of a plan", "Dissemination measure"),
        # Translators: nb: Målgruppe (hvem)
        "target_group": pgettext_lazy("column of a plan", "Target group (who)"),
        # Translators: nb: Virkemidler (hvordan)
        "instruments": pgettext_lazy("column of a plan", "Instruments (how)"),
    },
    "dissemination_short": {
        # Translators: nb: Spredningstiltak
        "measure": pgettext_lazy("column of a short dissemination plan", "Measure"),
        # Translators: nb: Målgrupper
        "target_group": pgettext_lazy("column of a short dissemination plan", "Target groups"),
    },
    "action": {
        # Translators: nb: Frist
        "timeframe": pgettext_lazy("column of a plan", "Deadline"),
    },
}

# The parts of a plan besides its facts, sections and table.
PART_NAMES: dict[str, Words] = {
    # Translators: measurable goals with a due date; nb: Resultatmål
    "goals": pgettext_lazy("part of a plan", "Goals"),
    # Translators: ordered, lettered lists such as target groups A–I; nb: Lister
    "lists": pgettext_lazy("part of a plan", "Lists"),
    # Translators: nb: Ansvarlige
    "parties": pgettext_lazy("part of a plan", "Responsible parties"),
    # Translators: what is done when in a year; nb: Årshjul
    "calendar": pgettext_lazy("part of a plan", "Calendar"),
    # Translators: words for how deep a competence is, weakest first; nb: Kompetansenivåer
    "depths": pgettext_lazy("part of a plan", "Levels of competence"),
    # Translators: what a profession must know; nb: Kompetansekrav
    "requirements": pgettext_lazy("part of a plan", "Requirements"),
    # Translators: courses and gatherings by which competence is built; nb: Kompetansetilbud
    "offers": pgettext_lazy("part of a plan", "Offers"),
    # Translators: documents that the plan builds on; nb: Kilder og styringsdokumenter
    "references": pgettext_lazy("part of a plan", "References"),
}

# The degree of completion, short as in a cell and in full as in a legend. "" is: not stated.
STATUS_SHORT: dict[str, Words] = {
    # Translators: degree of completion; nb: Fullført
    "done": pgettext_lazy("status of a measure", "Completed"),
    # Translators: degree of completion; nb: Pågående
    "ongoing": pgettext_lazy("status of a measure", "Ongoing"),
    # Translators: degree of completion; nb: Ikke startet
    "planned": pgettext_lazy("status of a measure", "Not started"),
    # Translators: degree of completion; nb: Ikke angitt
    "": pgettext_lazy("status of a measure", "Not stated"),
}
STATUS_FULL: dict[str, Words] = {
    # Translators: nb: Fullført og vedlikeholdes eller avsluttet
    "done": pgettext_lazy("status of a measure", "Completed and maintained, or closed"),
    "ongoing": pgettext_lazy("status of a measure", "Ongoing"),
    # Translators: nb: Ikke startet, ligger i plan
    "planned": pgettext_lazy("status of a measure", "Not started, in the plan"),
    "": pgettext_lazy("status of a measure", "Not stated"),
}
# The same shapes as on screen: disc with tick, half disc, ring, dashed ring. static/print/symbols.ttf has them.
STATUS_SYMBOLS = {"done": "✔", "ongoing": "◑", "planned": "○", "": "◌"}


def heading(template: str, column: str) -> Words:
    """The heading of a column (a name of COLUMNS) in a plan of the template with that key."""
    return TEMPLATE_HEADINGS.get(template, {}).get(column) or HEADINGS[column]


def columns(document: PlanDocument) -> list[tuple[str, Words]]:
    """The columns the document shows, in the page's order, as (key, heading)."""
    return [(key, heading(document.template, key)) for key in document.columns]


def all_columns(template: str) -> list[tuple[str, Words]]:
    """Every column there is, as (key, heading): what a plan of the template can be given."""
    return [(key, heading(template, key)) for key in COLUMNS]


def period_words(start: date | None, end: date | None) -> str:
    """The years of a period as people say them: 2025–2028, 2025, from 2025. Empty where there is none."""
    years = sorted({day.year for day in (start, end) if day})
    if len(years) == 2:
        return f"{years[0]}–{years[1]}"
    if start and end:
        return str(years[0])
    if start:
        # Translators: a period without an end; nb: fra 2025
        return str(pgettext_lazy("period", "from %(year)d") % {"year": start.year})
    # Translators: a period without a beginning; nb: til 2028
    return str(pgettext_lazy("period", "until %(year)d") % {"year": end.year}) if end else ""


def period_in_full(start: date | None, end: date | None) -> str:
    """The years where the period is whole years: 2025–2028; else its days: 01.08.2025–31.07.2026."""
    if not ((start and (start.month, start.day) != (1, 1)) or (end and (end.month, end.day) != (12, 31))):
        return period_words(start, end)
    if start and end:
        return f"{start:%d.%m.%Y}–{end:%d.%m.%Y}"
    if start:
        return gettext("from %(day)s") % {"day": f"{start:%d.%m.%Y}"}
    return gettext("until %(day)s") % {"day": f"{end:%d.%m.%Y}"}


def title_of(template: str, language: str, start: date | None, end: date | None) -> str:
    """What a plan is called that was given no title: its kind and years, in the plan's language."""
    with translation.override(language):
        return " ".join(filter(None, (str(TEMPLATE_NAMES[template]), period_words(start, end))))


def service_words(document: PlanDocument) -> str:
    """The service's name, with its abbreviation unless the name has it: "… for svelgvansker (NKSS)"."""
    name, short = document.service.name, document.service.abbreviation
    return f"{name} ({short})" if short and f"({short})" not in name else name


def facts(document: PlanDocument, selection: str = "") -> list[tuple[str, str]]:
    """What is said of the plan and its service below their names, as label and words. `selection`: which of its rows
    the document has, where it has not all."""
    service = document.service
    found = [
        (pgettext("of a plan", "Period"), period_in_full(document.period_start, document.period_end)),
        (gettext("Host institution"), service.trust),
        (gettext("Health region"), service.region),
        (gettext("Leader of the service"), service.leader),
        # Translators: before what the rows of a printed or exported plan were chosen by; nb: Utvalg
        (pgettext("of a plan's rows", "Selection"), selection),
    ]
    return [(label, words) for label, words in found if words]


def version_words(document: PlanDocument) -> str:
    if document.version is None:
        # Translators: at the foot of a printed plan; nb: Utkast
        return pgettext("at the foot of a page", "Draft")
    return gettext("Version %(number)d") % {"number": document.version}


def last_changed(document: PlanDocument) -> str:
    if not document.changed_at:
        return ""
    moment = timezone.localtime(document.changed_at)
    # Translators: e.g. last changed 22.11.2026 at 13.58; nb: sist endret 22.11.2026 kl. 13.58
    return gettext("last changed %(day)s at %(time)s") % {"day": f"{moment:%d.%m.%Y}", "time": f"{moment:%H.%M}"}


def labels(document: PlanDocument, language: str, selection: str = "") -> Labels:
    """Our own words for a file of the document, in that language (nb, nn, se, en)."""
    with translation.override(language):
        service = (gettext("Service"), service_words(document))
        return Labels(
            language=TAGS[language],
            kind=str(TEMPLATE_NAMES[document.template]),
            version=version_words(document),
            changed=last_changed(document),
            facts=tuple(each for each in (service, *facts(document, selection)) if each[1]),
            purpose=pgettext("of a plan", "Purpose"),
            columns={key: str(words) for key, words in (*all_columns(document.template), *MEANINGS.items())},
            yes=gettext("Yes"),
            untitled=gettext("Without a title"),
            statuses={status: str(STATUS_SHORT[status]) for status in STATUSES},
            meanings={status: str(STATUS_FULL[status]) for status in STATUSES},
            table=gettext("The measures of the plan"),
            # Translators: read aloud by a screen reader before the plan's table in a Word file
            table_described=gettext(
                "The first row has the headings of the columns. A heading over several areas goes over the whole width."
                " Areas, and measures that hold for several rows, are merged cells."
            ),
            page=pgettext("of a printed document", "Page"),
            of=pgettext("page 2 of 6", "of"),
            # Translators: names of the sheets of an Excel file, at most 31 letters; nb: Om planen, Plan, Etter tabellen
            # (what stands in the plan below the table), Tegnforklaring
            sheet_about=pgettext("sheet of an Excel file", "About the plan"),
            sheet_plan=pgettext("sheet of an Excel file", "Plan"),
            sheet_after=pgettext("sheet of an Excel file", "After the table"),
            sheet_legend=pgettext("sheet of an Excel file", "Legend"),
        )


# What a reader was not sure of. %(row)d: a row, %(column)s: the heading of a column, %(detail)s: words or a colour.
DOUBTS: dict[str, Words] = {
    "band_guessed": _("“%(detail)s” stands alone on its line. It was taken as the heading of a group of areas."),
    "area_guessed": _("“%(detail)s” stands alone on its line. It was taken as the heading of an area."),
    "area_continues": _("The area is not named again. It was taken to go on from “%(detail)s”."),
    "merged_repeated": _("The cell goes over several rows. Its text was repeated: “%(detail)s”."),
    "measure_repeated": _("The measure goes over into another area. Its text was repeated: “%(detail)s”."),
    "measure_continues": _("The measure is empty. The row was taken to go on with the measure above."),
    "status_unknown_words": _("“%(detail)s” is not a known degree of completion. It was kept as a remark."),
    "status_unknown_colour": _("The colour %(detail)s is not in the document's legend. The degree is not stated."),
    "status_near_colour": _("The colour %(detail)s is not quite that of the legend. The nearest was taken."),
    "status_several": _("The row has several colours (%(detail)s). The degree is not stated."),
    "table_as_text": _("A table without the headings of a plan was kept as text: “%(detail)s”."),
    "column_unknown": _("The column “%(detail)s” is not known. Its words were kept as remarks."),
    "legend_missing": _("The rows have colours (%(detail)s), but the file has no legend. The degree is not stated."),
    "columns_guessed": _("The table has no headings that are known here. What its columns mean was guessed."),
    "column_untitled": _("A column without a heading has words. They were kept as remarks."),
    "table_continues": _("The table has no headings. Those of the table before it were taken."),
    "cell_spread": _("The cell goes over several columns. Its words stand in the first of them."),
    "text_box": _("A text box stands beside the table. Its words were left out: “%(detail)s”."),
    "too_long": _(
        "The text is too long: a field holds at most %(detail)s characters. Shorten it, or leave the row out."
    ),
    "section_too_long": _("The section “%(detail)s” is too long. Shorten it, or leave it out."),
    # Translators: a PDF; nb: Bindestreken på slutten av en linje ble tatt bort: «%(detail)s».
    "hyphen_removed": _("A hyphen at the end of a line was removed: “%(detail)s”."),
    "hyphen_kept": _("A hyphen at the end of a line was kept: “%(detail)s”."),
    "word_joined": _("A word was cut at the end of a line. It was joined again: “%(detail)s”."),
    "row_joined": _("A page ends within the row. This was added from the next page: “%(detail)s”."),
    # Translators: of a row whose years could not be moved; nb: Ordene om tid ble ikke forstått og står som de er: …
    "time_stays": _("The words about time were not understood and stay as they are: “%(detail)s”."),
    # Translators: nb: Fila gjelder en annen tjeneste: «%(detail)s». Er det rett fil?
    "other_service": _("The file is about another service: “%(detail)s”. Is it the right file?"),
    "part_not_kept": _("The file holds a part that a plan here has no place for yet: %(detail)s."),
}

# Why words of a file are not in the plan.
LEFT_OUT: dict[str, Words] = {
    # Translators: the list of colours and what they mean; nb: Tegnforklaringen
    "legend": _("The legend of the colours: it was read, and has no place in the table."),
    # Translators: nb: Om tjenesten. Det står på tjenestens egen side, ikke i planen.
    "service": _("About the service. That stands on the service's own page, not in the plan."),
    "hidden_row": _("The row is hidden in the file."),
    "hidden_column": _("The column is hidden in the file."),
    "hidden_sheet": _("The sheet is hidden in the file."),
    "column": _("You left the column out."),
    "label": _("A label without words of its own."),
    "text_box": _("A text box."),
    "picture": _("A picture."),
    "comment": _("A comment in the margin."),
    "page_header": _("The head or foot of the pages."),
    # Translators: words across a page such as DRAFT; nb: Står på skrå over siden.
    "slanted": _("It stands slanted over the page."),
    "page_part": _("A part of the web page that is not its text, such as a menu."),
    "hidden": _("It is hidden on the page."),
    # Translators: nb: En formel som gir en feil. Rett den i Excel, om ordene skal med.
    "formula_error": _("A formula that gives an error."),
    "formula_unknown": _("A formula whose value is not in the file. Open the file in Excel and save it to get it in."),
}

# What a column of a file can mean besides being a column of the plan.
MEANINGS: dict[str, Words] = {
    # Translators: a heading over several areas of a plan; nb: Hovedoverskrift
    BAND: pgettext_lazy("column of a file", "Main heading"),
    # Translators: says yes where a row goes on with the measure of the row above; nb: Samme tiltak som over
    CONTINUES: pgettext_lazy("column of a file", "Same measure as above"),
    AS_NOTE: pgettext_lazy("column of a file", "Keep as a remark"),
    LEAVE_OUT: pgettext_lazy("column of a file", "Leave out"),
}

# Why what a file holds is no plan, by NotAPlan's code; files/wording.py has the codes of files that are not taken.
REFUSALS: dict[str, Words] = {
    "no_table": _("There is no table in the file with the headings of a plan."),
    "no_rows": _("The table of the plan has no rows."),
    "too_large": _(
        "The table is too large for a plan: it has more than 5000 rows or 100 columns. Where it looks smaller,"
        " something stands far away from it; in Excel, Ctrl+End leads there."
    ),
    "bad_json": _("The file is JSON, but not a plan."),
    # Translators: a PDF that is only pictures of paper pages
    "no_text": _(
        "The PDF has no text that can be read, only pictures of pages. Send in the file that it was made from, such as"
        " the Word file."
    ),
    "too_many_pages": _("The PDF has more than 300 pages. Send in only the pages with the plan."),
    # Of an import that should have been stored in the background, and was not.
    "changed_meanwhile": _("Nothing was added, since the plan was changed meanwhile. Look over the rows again."),
    "file_again": _("Nothing was added, since the same file is in the plan already."),
    "too_long": _("Nothing was added, since a text in the file is too long. It is marked below."),
    "too_many_rows": _("Nothing was added, since a plan can have at most 5000 rows."),
    "not_allowed": _("Nothing was added, since you may no longer change the plan."),
    "locked": _("Nothing was added, since the plan was submitted meanwhile. Once it is decided, you can add the rows."),
    "failed": _("Nothing was added, because of an error in the program. Try again."),
}


def doubt_words(doubt: Doubt, template: str = "dissemination") -> str:
    """What the doubt says, with the row (counted from 1) and the column where it has them."""
    words = str(DOUBTS.get(doubt.code, _("Something here was not clear: %(detail)s"))) % {
        "detail": Truncator(" ".join(doubt.detail.split())).chars(80)
    }
    if doubt.row is None:
        return words
    place = {"row": doubt.row + 1, "column": heading(template, doubt.column) if doubt.column in COLUMNS else ""}
    # Translators: where in a plan's table something is; nb: Rad 12, Tiltak
    where = _("Row %(row)d, %(column)s") if place["column"] else _("Row %(row)d")
    return f"{str(where) % place}: {words}"


def left_out_words(item: LeftOut) -> str:
    """Why words of the file were left out, with the place where they stand."""
    why = str(LEFT_OUT.get(item.code, _("It was left out.")))
    # Translators: where in a file something is; nb: rad 7
    line = str(_("row %(line)d")) % {"line": item.line} if item.line is not None else ""
    where = ", ".join(part for part in (item.place, line) if part)
    return f"{where}: {why}" if where else why


def refusal_words(code: str, detail: str = "") -> str:
    """Of NotAPlan's code, or of files' Refused with its detail."""
    return str(REFUSALS[code]) if code in REFUSALS else files_wording.refusal_words(code, detail)


def why_not_stored(code: str, limit: int) -> str:
    """Why a person's words in a field could not be stored: "characters", "long" with its limit, or anything else."""
    if code == "long":
        return ngettext(
            "At most %(limit)s character fits here. Your text is still in the field.",
            "At most %(limit)s characters fit here. Your text is still in the field.",
            limit,
        ) % {"limit": limit}
    if code == "characters":
        return gettext("The text holds characters that cannot be stored.")
    return gettext("This cannot be stored here.")
