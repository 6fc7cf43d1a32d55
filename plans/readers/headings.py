"""The headings people give the columns of a plan, and which column of ours each means."""

import re
from collections.abc import Sequence
from functools import lru_cache

from plans.readers.grid import Cell

# As people write them, letters only: hyphens, spaces, line ends and brackets do not count.
SYNONYMS: dict[str, str] = {
    "band": "hovedoverskrift hovedoverskrifter hovudoverskrift hovudoverskrifter mainheading mainheadings",
    "continues": "sammetiltaksomover sametiltaksomover samemeasureasabove sammetiltak sametiltak samemeasure",
    "area": "område områder områda tema temaområde hovedområde hovudområde satsingsområde satsningsområde"
    " innsatsområde fagområde kategori emne area areas topic",
    "aim": "mål målsetting målsetjing målsettinger delmål resultatmål hovedmål hovudmål hensikt hensikten føremål"
    " formål aim aims goal goals objective objectives",
    "measure": "tiltak tiltaket tiltaka tiltakene kompetansespredningstiltak kompetansespreiingstiltak spredningstiltak"
    " spreiingstiltak kompetansetiltak disseminationmeasure aktivitet aktiviteter aktivitetar hva kva measure measures"
    " activity activities action actions",
    "target_group": "målgruppe målgrupper målgruppa målgruppene målgruppehvem målgruppekven målgruppenehvem hvem kven"
    " tilhvem tilkven forhvem forkven targetgroup targetgroups targetgroupwho audience",
    "instruments": "virkemiddel virkemidler virkemidlene virkemidlerhvordan virkemiddelhvordan verkemiddel verkemidla"
    " verkemidlar verkemiddelkorleis hvordan korleis metode metoder metodar kanal kanaler kanalar instrument"
    " instruments instrumentshow means method methods how",
    "responsible": "ansvar ansvarlig ansvarleg ansvarlige ansvarlege hvemeransvarlig kvenereransvarleg ansvarshavende"
    " ansvarshavar responsible responsibility",
    "timeframe": "tidsaspekt tid tidsramme tidsrom tidsplan tidspunkt tidsfrist tidsperiode frist frister når periode"
    " timeframe time deadline when timing",
    "status": "gjennomføringsgrad status statusgjennomføring gradavgjennomføring framdrift fremdrift degreeofcompletion"
    " progress completion",
    "note": "merknad merknader merknadar kommentar kommentarer kommentarar anmerkning anmerkninger notat notater remark"
    " remarks note notes comment comments",
}
COLUMN_OF = {word: column for column, words in SYNONYMS.items() for word in words.split()}
# Longer headings are known by how they begin: "Målgruppe og mottakere".
_BEGINNINGS = sorted((word for word in COLUMN_OF if len(word) >= 6), key=len, reverse=True)
_LONGEST = 80
_SHORT = 40
# "Område 2: Kompetanse" is an area's title, even where a heading stands.
AREA_TITLE = re.compile(r"(?:område|area)\s+[0-9]{1,3}\s*[:.–-]", re.IGNORECASE)


@lru_cache(maxsize=4096)
def column_of(text: str) -> str:
    """The column a heading means, or ""."""
    if len(text) > _LONGEST or AREA_TITLE.match(text):
        return ""
    for candidate in (text, re.sub(r"\([^)]*\)", "", text), *re.split(r"[/&]|\b(?:og|and)\b", text)):
        if column := COLUMN_OF.get(letters_of(candidate)):
            return column
    letters = letters_of(text)
    if len(text.split()) > 4:
        return ""
    return next((COLUMN_OF[word] for word in _BEGINNINGS if letters.startswith(word)), "")


def is_heading_line(line: Sequence[Cell]) -> bool:
    """Two or more columns named, a measure, an aim or a target group among them, and not too many unknown."""
    texts = [cell.text for cell in line if cell.text]
    known = {column_of(text) for text in texts} - {""}
    named = len(known) + sum(1 for text in texts[:1] if AREA_TITLE.match(text))
    if named < 2 or not known & {"measure", "aim", "target_group"}:
        return False
    return len(texts) <= 2 * named or (len(texts) <= 5 * named and max(map(len, texts)) <= _SHORT)


def is_in_brackets(text: str) -> bool:
    """The second line of a heading, as "(hvem)"."""
    return bool(re.fullmatch(r"\([^)]{1,40}\)", text))


def letters_of(text: str) -> str:
    """The letters of a heading: what counts of it."""
    return re.sub(r"[\W\d_]+", "", text).casefold()


def signs_of(text: str) -> str:
    """The letters and digits of a heading, by which it is known again on the next page."""
    return re.sub(r"[\W_]+", "", text).casefold()
