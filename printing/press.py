"""HTML to PDF inside a printing process. Fonts, fetcher and parsed style sheets are made once and kept."""

import gc
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from weasyprint import CSS, HTML, Attachment, Document
from weasyprint.text.fonts import FontConfiguration

from printing.fetcher import AssetFetcher
from printing.finish import finish
from printing.once import show_once

# Both keep the tags; only 3a may carry files of any kind. The PDF/UA-1 mark is added by `finish`.
PLAIN, CARRYING = "pdf/a-2a", "pdf/a-3a"

# Inter in the two weights that are used, whole, since the web's subsets lack ✓ → ○; emoji where Inter has no letter;
# Status: printing/symbols.py.
FACES = """
@font-face { font-family: Inter; font-weight: 400; src: url(asset:inter-400) }
@font-face { font-family: Inter; font-weight: 600; src: url(asset:inter-600) }
@font-face { font-family: "Noto Emoji"; src: url(asset:emoji) }
@font-face { font-family: Status; font-weight: 600; src: url(asset:symbols) }
"""


MANY_PAGES = 20


class NotPrintable(Exception):
    """The document lacks what every accessible PDF must have."""


class Press:
    """Not for several threads at once: Pango's fonts are shared by all its documents."""

    def __init__(self, assets: Mapping[str, Path]) -> None:
        self._fetcher = AssetFetcher(assets)
        self._fonts = FontConfiguration()
        self._sheets: dict[tuple[Path, int], CSS] = {}
        self._faces = self._css(string=FACES)

    def pdf(
        self,
        html: str,
        *,
        stylesheets: Sequence[Path] = (),
        attachments: Sequence[Mapping[str, str]] = (),
        finisher=finish,
    ) -> bytes:
        """`attachments` are those of render.Attachment as JSON holds them."""
        document = self.layout(html, stylesheets=stylesheets)
        if len(document.pages) > MANY_PAGES:
            gc.collect()  # layout leaves circles behind, in a long plan a fifth of its memory
        show_once(document)
        carried = [self._attachment(**attachment) for attachment in attachments]
        variant = CARRYING if carried else PLAIN
        return document.write_pdf(finisher=finisher, attachments=carried, pdf_variant=variant, pdf_tags=True)

    def _attachment(self, *, name: str, text: str, description: str, changed: str) -> Attachment:
        at = datetime.fromisoformat(changed).astimezone(UTC)
        return Attachment(
            string=text,
            url_fetcher=self._fetcher,
            name=name,
            description=description,
            created=at,
            modified=at,
            relationship="Source",  # the document was made from it
        )

    def layout(self, html: str, *, stylesheets: Sequence[Path] = ()) -> Document:
        source = HTML(string=html, url_fetcher=self._fetcher)
        root = source.etree_element
        if not (root.get("lang") and (root.findtext("head/title") or "").strip()):
            raise NotPrintable("no language or no title")
        sheets = [self._faces, *(self._sheet(path) for path in stylesheets)]
        return source.render(font_config=self._fonts, stylesheets=sheets, pdf_variant=PLAIN)

    def _sheet(self, path: Path) -> CSS:
        key = (path, path.stat().st_mtime_ns)  # a developer's change shows without a restart
        if key not in self._sheets:
            self._sheets[key] = self._css(string=path.read_text(encoding="utf-8"))
        return self._sheets[key]

    def _css(self, *, string: str) -> CSS:
        return CSS(string=string, url_fetcher=self._fetcher, font_config=self._fonts)
