"""The headings people give the columns of a plan, and which column of ours each means."""

import re
from collections.abc import Sequence

from plans.readers.grid import Cell

# As people write them, letters only: hyphens, spaces, line ends and brackets do not count.
SYNONYMS: dict[str, str] = {
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
# "Område 2: Kompetanse" is an area's title, even where a heading stands.
AREA_TITLE = re.compile(r"(?:område|area)\s+[0-9]{1,3}\s*[:.–-]", re.IGNORECASE)


def column_of(text: str) -> str:
    """The column a heading means, or ""."""
    if len(text) > _LONGEST or AREA_TITLE.match(text):
        return ""
    for candidate in (text, re.sub(r"\([^)]*\)", "", text), *re.split(r"[/&]|\bog\b", text)):
        if column := COLUMN_OF.get(_letters(candidate)):
            return column
    letters = _letters(text)
    if len(text.split()) > 4:
        return ""
    return next((COLUMN_OF[word] for word in _BEGINNINGS if letters.startswith(word)), "")


def is_heading_line(line: Sequence[Cell]) -> bool:
    """Two or more columns named, a measure or an aim among them, and no more unknown than known."""
    texts = [cell.text for cell in line if cell.text]
    known = {column_of(text) for text in texts} - {""}
    named = len(known) + sum(1 for text in texts[:1] if AREA_TITLE.match(text))
    return named >= 2 and bool(known & {"measure", "aim", "target_group"}) and 2 * len(known) >= len(texts)


def is_heading_rest(line: Sequence[Cell]) -> bool:
    """The second line of a heading: nothing but brackets, as "(hvem)", or what is covered from above."""
    texts = [cell.text for cell in line if cell.text]
    return bool(texts) and all(re.fullmatch(r"\([^)]{1,40}\)", text) for text in texts)


def _letters(text: str) -> str:
    return re.sub(r"[\W\d_]+", "", text).casefold()
