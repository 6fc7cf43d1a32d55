import time
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plans.timeframe import Timeframe, read

# words, kind, start, end, precision, uncertain; the first block is domain.md's own examples.
EXAMPLES = [
    ("2019 – 2021", "range", "2019-01-01", "2021-12-31", "year", False),
    ("2020/2021", "range", "2020-01-01", "2021-12-31", "year", False),
    ("2020- 2023", "range", "2020-01-01", "2023-12-31", "year", False),
    ("2022", "year", "2022-01-01", "2022-12-31", "year", False),
    ("Kontinuerlig", "continuous", None, None, None, False),
    ("Kontinuerlig vedlikehold", "continuous", None, None, None, False),
    ("Kontinuerlig 2019", "continuous", "2019-01-01", None, "year", False),
    ("pågående", "ongoing", None, None, None, False),
    ("Neste 2024", "next", "2024-01-01", "2024-12-31", "year", False),
    ("Neste ?", "next", None, None, None, True),
    ("Neste høst 23?", "next", "2023-09-01", "2023-11-30", "season", True),
    ("Oppstart 2021?", "start", "2021-01-01", None, "year", True),
    ("Webinar juni 2021 / Neste ?", "range", "2021-06-01", "2021-06-30", "month", True),
    ("Webinar juni 2021\nNeste ?", "range", "2021-06-01", "2021-06-30", "month", True),
    ("Avslag fra Helse Sør/Øst", "note", None, None, None, False),
    ("", "none", None, None, None, False),
    # nothing said
    ("–", "none", None, None, None, False),
    (" \n ", "none", None, None, None, False),
    ("?", "note", None, None, None, True),
    ("Avklares med referansegruppen", "note", None, None, None, False),
    ("Avslag på søknad 2025", "note", None, None, None, False),
    # years
    ("2020/21", "range", "2020-01-01", "2021-12-31", "year", False),
    ("2019-21", "range", "2019-01-01", "2021-12-31", "year", False),
    ("2019 til 2021", "range", "2019-01-01", "2021-12-31", "year", False),
    ("2019 –\n2021", "range", "2019-01-01", "2021-12-31", "year", False),
    ("2023 – 2021", "range", "2021-01-01", "2023-12-31", "year", True),
    ("2025, 2026, 2027", "range", "2025-01-01", "2027-12-31", "year", False),
    ("2025 og 2026", "range", "2025-01-01", "2026-12-31", "year", False),
    ("2024, 2026", "year", "2024-01-01", "2024-12-31", "year", True),
    ("ca. 2024", "year", "2024-01-01", "2024-12-31", "year", True),
    ("i løpet av 2024", "year", "2024-01-01", "2024-12-31", "year", False),
    ("uke 12/2024", "year", "2024-01-01", "2024-12-31", "year", False),
    # open ranges
    ("innen 2025", "range", None, "2025-12-31", "year", False),
    ("innan 2025", "range", None, "2025-12-31", "year", False),
    ("Innen utgangen av 2025", "range", None, "2025-12-31", "year", False),
    ("til 2025", "range", None, "2025-12-31", "year", False),
    ("– 2025", "range", None, "2025-12-31", "year", False),
    ("før sommeren 2024", "range", None, "2024-05-31", "season", False),
    ("Frist: 1.5.24", "range", None, "2024-05-01", "day", False),
    ("fra 2022", "range", "2022-01-01", None, "year", False),
    ("Frå 2022", "range", "2022-01-01", None, "year", False),
    ("etter 2024", "range", "2025-01-01", None, "year", False),
    ("2025 –", "range", "2025-01-01", None, "year", False),
    ("2019 – d.d.", "range", "2019-01-01", None, "year", False),
    ("2019 – ?", "range", "2019-01-01", None, "year", True),
    ("fra 2022 til 2025", "range", "2022-01-01", "2025-12-31", "year", False),
    ("f.o.m. 2022 t.o.m. 2024", "range", "2022-01-01", "2024-12-31", "year", False),
    # lasting
    ("Løpende", "continuous", None, None, None, False),
    ("løpande", "continuous", None, None, None, False),
    ("Kontinuerleg", "continuous", None, None, None, False),
    ("Årlig", "continuous", None, None, None, False),
    ("Hver høst", "continuous", None, None, None, False),
    ("Kontinuerlig til 2025", "continuous", None, "2025-12-31", "year", False),
    ("Kontinuerlig 2019–2022", "continuous", "2019-01-01", "2022-12-31", "year", False),
    ("Pågåande", "ongoing", None, None, None, False),
    ("2019 – pågående", "ongoing", "2019-01-01", None, "year", False),
    # next and start
    ("neste 23", "next", "2023-01-01", "2023-12-31", "year", False),
    ("Neste høst", "next", None, None, None, False),
    ("Oppstart?", "start", None, None, None, True),
    ("2021 (oppstart)", "start", "2021-01-01", None, "year", False),
    ("Oppstart 2021–2022", "start", "2021-01-01", "2022-12-31", "year", False),
    ("innen 10 dager", "note", None, None, None, False),
    # seasons and parts of a year
    ("vår 2024", "range", "2024-03-01", "2024-05-31", "season", False),
    ("Sommaren 2024", "range", "2024-06-01", "2024-08-31", "season", False),
    ("haust 23", "range", "2023-09-01", "2023-11-30", "season", False),
    ("2024 høst", "range", "2024-09-01", "2024-11-30", "season", False),
    ("våren '24", "range", "2024-03-01", "2024-05-31", "season", False),
    ("vinter 2024", "range", "2024-01-01", "2024-02-29", "season", False),
    ("vinteren 2023/24", "range", "2023-12-01", "2024-02-29", "season", False),
    ("vinter 2022–2023", "range", "2022-12-01", "2023-02-28", "season", False),
    ("høst 2023 – vår 2024", "range", "2023-09-01", "2024-05-31", "season", False),
    ("høst – vår 2024", "range", "2023-09-01", "2024-05-31", "season", False),
    ("vår/høst 2024", "range", "2024-03-01", "2024-11-30", "season", False),
    ("1. halvår 2024", "range", "2024-01-01", "2024-06-30", "half_year", False),
    ("første halvår 2024", "range", "2024-01-01", "2024-06-30", "half_year", False),
    ("fyrste halvår 2024", "range", "2024-01-01", "2024-06-30", "half_year", False),
    ("andre halvår 24", "range", "2024-07-01", "2024-12-31", "half_year", False),
    ("2. halvår 2023 – 1. halvår 2024", "range", "2023-07-01", "2024-06-30", "half_year", False),
    ("H1 23", "range", "2023-01-01", "2023-06-30", "half_year", False),
    ("3. kvartal 2024", "range", "2024-07-01", "2024-09-30", "month", False),
    ("Q1 2024", "range", "2024-01-01", "2024-03-31", "month", False),
    # months
    ("juni 21", "range", "2021-06-01", "2021-06-30", "month", False),
    ("feb. 2024", "range", "2024-02-01", "2024-02-29", "month", False),
    ("06/2024", "range", "2024-06-01", "2024-06-30", "month", False),
    ("mai–juni 2024", "range", "2024-05-01", "2024-06-30", "month", False),
    ("desember 2023 – januar", "range", "2023-12-01", "2024-01-31", "month", False),
    ("October 2024", "range", "2024-10-01", "2024-10-31", "month", False),
    # days
    ("31.12.2024", "range", "2024-12-31", "2024-12-31", "day", False),
    ("31/12-2024", "range", "2024-12-31", "2024-12-31", "day", False),
    ("2024-12-31", "range", "2024-12-31", "2024-12-31", "day", False),
    ("31. mai 2018", "range", "2018-05-31", "2018-05-31", "day", False),
    ("June 21, 2024", "range", "2024-06-21", "2024-06-21", "day", False),
    ("1.1.2024-30.6.2024", "range", "2024-01-01", "2024-06-30", "day", False),
    ("15.–17. mai 2024", "range", "2024-05-15", "2024-05-17", "day", False),
    ("19 + 20 mars 2020", "range", "2020-03-19", "2020-03-20", "day", False),
    ("12.03 - 14.03.2024", "range", "2024-03-12", "2024-03-14", "day", False),
    ("31.06.2024", "range", "2024-06-01", "2024-06-30", "month", True),
    ("29. februar 2023", "range", "2023-02-01", "2023-02-28", "month", True),
    ("45.13.2024", "note", None, None, None, False),
    ("1. mai", "note", None, None, None, False),
]


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(("words", "kind", "start", "end", "precision", "uncertain"), EXAMPLES)
def test_read_example(words, kind, start, end, precision, uncertain):
    assert read(words) == Timeframe(
        text=words, kind=kind, start=_date(start), end=_date(end), precision=precision, uncertain=uncertain
    )


@pytest.mark.parametrize("dash", "-‐‑‒–—―−")
@pytest.mark.parametrize("space", ["", " ", "\u00a0", "\u2009", "\n"])
def test_read_range_with_any_dash_and_space(dash, space):
    found = read(f"2019{space}{dash}{space}2021")

    assert (found.kind, found.start, found.end) == ("range", date(2019, 1, 1), date(2021, 12, 31))


def test_read_letters_composed_or_not_means_the_same():
    assert read("va\u030ar 2024").start == read("vår 2024").start == date(2024, 3, 1)


PIECES = st.sampled_from(
    """2019 2021 21 '22 3 31. 12.2024 1.1.2024 31/12 2024-02-30 vår høst vinter juni feb. halvår 1. kvartal Q4 h2 neste
    fra til innen før etter og uke kontinuerlig pågående oppstart avslag ca kurs ? - – / + , 0 99 1999 2099 30.2.24
    """.split()  # noqa: SIM905  # words read better than a list of strings
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=12).map(" ".join), st.lists(PIECES, max_size=12).map("".join)))
@example("½")
@example("٣")
@example("29.2.00 – 29.2.1900")
@example("vinter 1900 / 1901")
@example("før 1900")
def test_read_anything_keeps_the_words_and_makes_valid_spans(words):
    found = read(words)

    assert found.text == words
    assert found.start is None or found.end is None or found.start <= found.end
    assert (found.precision is None) == (found.start is None and found.end is None)
    assert found.kind not in ("none", "note") or (found.start, found.end) == (None, None)
    assert found.kind != "year" or (found.start.month, found.end.month) == (1, 12)


@pytest.mark.parametrize(
    "piece", ["2024 ", "1.", "1.1.", "mai ", "- ", "19 + ", "t.o.m ", "a", "2020/", "?", "1 og ", "høst – ", " ", "'2"]
)
def test_read_long_text_is_quick(piece):
    words = (piece * 20_000)[:20_000]
    began = time.process_time()

    read(words)

    # A tenth of a second on a slow machine; anything quadratic takes minutes.
    assert time.process_time() - began < 5
