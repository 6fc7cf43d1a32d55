"""True files of each kind, to be spoilt: a twin of a service's plan, and small ones with more that the kind can do."""

from collections.abc import Callable, Sequence
from html import escape
from io import BytesIO

import pikepdf

from plans.document import COLUMNS, to_json
from tests.files import bombs
from tests.sample_files import TWIN, excel_twin, make_excel, make_word, word_twin

HEADINGS = ("Tiltak", "Målgruppe", "Virkemidler", "Tidsaspekt", "Gjennomføringsgrad")
ROWS = [
    ("Kurs i svelgundersøkelse", "Leger\nlogopeder", "Kurs; 2 dager", "2025–2027", "Pågår"),
    ("=1+1", "Alle", "https://example.org/a?b=c", "høst 2026", "Fullført"),
    ("", "Fastleger", "Nettside 🙂", "kontinuerlig", ""),
]


def samples_of(kind: str) -> list[bytes]:
    return SAMPLES[kind]()


def word() -> list[bytes]:
    small = make_word([HEADINGS, *ROWS], [HEADINGS, *ROWS], before=["Plan 2025", "# Kurs"], between="# Fag")
    return [word_twin(), small, small]  # the twin takes ten times as long


def excel() -> list[bytes]:
    return [excel_twin(), make_excel(["Plan 2025"], HEADINGS, *ROWS)]


def text() -> list[bytes]:
    quoted = [[f'"{cell.replace(chr(34), chr(34) * 2)}"' if "\n" in cell else cell for cell in row] for row in ROWS]
    tabs = "\r\n".join("\t".join(row) for row in [HEADINGS, *quoted])
    return [tabs.encode(), "\ufeff".encode() + tabs.replace("\t", ";").encode(), _table_lines().encode("utf-16")]


def _table_lines() -> str:
    return "\n".join("\t".join(row.words(name).replace("\n", " ") for name in _TEXTS) for _, row, _ in TWIN.rows())


_TEXTS = [name for name in COLUMNS if name not in ("area", "status")]


def html() -> list[bytes]:
    rows = [HEADINGS, *ROWS, *([row.words(name) for name in _TEXTS[:5]] for _, row, _ in TWIN.rows())]
    cells = ["".join(f"<td>{escape(cell).replace(chr(10), '<br>')}</td>" for cell in row) for row in rows]
    table = "".join(f"<tr>{line}</tr>\n" for line in cells)
    head = "<style>.a {background: #FFFF00} td {mso-x: y}</style>"
    merged = (
        '<tr><td colspan=2 rowspan="2" class=a>Kurs<ul><li>A<li>B</ul></td><td style="background:#00B050">x</td></tr>'
    )
    body = f"<body><h1>Plan</h1><table>{table}</table></body>"
    page = f"<!DOCTYPE html><html><head><title>Plan</title>{head}</head>{body}</html>"
    pasted = f"<meta charset=utf-8><!--StartFragment--><table><col span=3>{cells[0]}{merged}{table[:3000]}</table>"
    return [page.encode(), pasted.encode(), page[:4000].encode("utf-16")]


def json() -> list[bytes]:
    return [to_json(TWIN).encode()]


def pdf() -> list[bytes]:
    """Ruled tables in a plain font, one of them with a plan attached, as ours are; and one with a font of its own.
    Nothing in them is packed, so that what is spoilt is the page, not its packing."""
    rows = [HEADINGS, *ROWS, *([row.words(name) for name in _TEXTS[:5]] for _, row, _ in TWIN.rows())]
    return [_ruled(rows[:9]), _ruled(rows[:9]), _unpacked(_ruled(rows[:4]), carries=json()[0]), _printed(rows[:3])]


def _ruled(rows: list[Sequence[str]]) -> bytes:
    """A page with lines around its cells, each of which holds one line of words."""
    drawn = []
    for number, row in enumerate(rows):
        y = 800 - 30 * number
        for column, cell in enumerate(row):
            x, words = 20 + 110 * column, cell[:18].replace("\n", " ").encode("cp1252", errors="replace")
            drawn += [
                b"%d %d 110 30 re S" % (x, y),
                b"BT /F1 9 Tf %d %d Td <%b> Tj ET" % (x + 4, y + 12, words.hex().encode()),
            ]
    return bombs.pdf_page(b"\n".join(drawn))


def _printed(rows: list[Sequence[str]]) -> bytes:
    from weasyprint import HTML  # it takes a second to load

    cells = ["".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows]
    style = "<style>table {border-collapse: collapse} td {border: 1px solid; font: 8pt sans-serif}</style>"
    table = "".join(f"<tr>{line}</tr>" for line in cells)
    return _unpacked(HTML(string=f"{style}<h1>Plan 2025</h1><table>{table}</table>").write_pdf())


def _unpacked(data: bytes, carries: bytes = b"") -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as file:
        if carries:
            file.attachments["plan.json"] = pikepdf.AttachedFileSpec(file, carries, filename="plan.json")
        modes = {"compress_streams": False, "object_stream_mode": pikepdf.ObjectStreamMode.disable}
        file.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.all, **modes)
    return out.getvalue()


SAMPLES: dict[str, Callable[[], list[bytes]]] = {
    "word": word,
    "excel": excel,
    "text": text,
    "html": html,
    "json": json,
    "pdf": pdf,
}
