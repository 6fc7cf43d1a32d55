"""Which of a workbook's styles are titles and headings."""

import re
from zipfile import ZipFile

from lxml import etree

_PART = "xl/styles.xml"
# Excel's own titles and headings by the numbers it knows them by in every language; LibreOffice keeps only the names.
_BUILT_IN = {"15": 1, "16": 1, "17": 2, "18": 3, "19": 4}
_NAMES = re.compile(r"(?:.*\s)?(?:(title|tittel)|(?:heading|overskrift) ([1-4]))", re.IGNORECASE)


def levels_of(archive: ZipFile) -> dict[int, int]:
    """The level of each named style that has one: 1 for a title, 1–4 for headings. Anything may be raised for a damaged
    file."""
    if _PART not in archive.namelist():
        return {}
    levels = {}
    with archive.open(_PART) as stream:
        options = {"resolve_entities": False, "no_network": True, "load_dtd": False}
        for _, element in etree.iterparse(stream, tag="{*}cellStyle", **options):
            level = _BUILT_IN.get(element.get("builtinId", "")) or _by_name(element.get("name", ""))
            if level:
                levels[int(element.get("xfId") or 0)] = level
    return levels


def _by_name(name: str) -> int:
    found = _NAMES.fullmatch(name[:100])
    return int(found[2] or 1) if found else 0
