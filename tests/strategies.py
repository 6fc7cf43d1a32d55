"""Plans made up by hypothesis: what every reader, writer and page has to cope with."""

from dataclasses import replace
from datetime import UTC, date

from hypothesis import strategies as st

from plans.document import (
    LANGUAGES,
    STATUSES,
    TEMPLATES,
    TEXT_COLUMNS,
    Area,
    CalendarPeriod,
    CodedList,
    Goal,
    ListItem,
    Offer,
    Party,
    PlanDocument,
    Reference,
    Requirement,
    Row,
    Section,
    ServiceFacts,
)
from plans.timeframe import read

# Letters, emoji, Sámi and combining letters, line breaks; nothing that no database or XML can hold.
CHARACTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co"), include_characters="\n")
DATES = st.dates(date(1900, 1, 1), date(2099, 12, 31))
TIME_WORDS = st.sampled_from(
    ["", "2019 – 2021", "2022", "Kontinuerlig", "Neste høst 23?", "Oppstart 2021?", "Innen 2025", "31. mai 2018", "–"]
)


def texts(max_size: int = 30) -> st.SearchStrategy[str]:
    """Words as a cell holds them: no space at either end of a line, since no table keeps those."""
    return st.text(CHARACTERS, max_size=max_size).map(tidy)


def tidy(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()


# Words that a table could be thought to say of itself: headings, titles, labels, legends; or that a program would take
# for a formula, an escape, a bullet.
ODD_WORDS = st.sampled_from(
    [
        *("Område", "Tiltak", "Målgruppe", "(hvem)", "Område 2: Kompetanse", "Mål:", "Mål:\nTrygg", "Kurs", "Kurs"),
        *("Fullført", "Pågående", "Ikke angitt", "Tegnforklaring", "ja", "nei", "Navn på tjeneste: X", "Periode: 2025"),
        *("=1+1", "+47 22", "- punkt", "-", "@navn", "'sitat", '"', ";", "a;b", "_x0041_", "_x005F_", "<b>&amp;", "1."),
        *("- ett\n- to", "Først:\n- ett\n\n- to", "a\n\nb", "2025", "1,5", "1e5", "31.12.2024", "#REF!", "TRUE"),
    ]
)


@st.composite
def rows(draw: st.DrawFn, *, first: bool, columns: tuple[str, ...] = TEXT_COLUMNS) -> Row:
    """A row with words in some of the columns; the first of an area never continues."""
    continues = not first and draw(st.booleans())
    words = {name: draw(texts() | ODD_WORDS) for name in columns if not (name == "measure" and continues)}
    row = Row(continues=continues, timeframe=read(draw(TIME_WORDS | texts(12))), status=draw(st.sampled_from(STATUSES)))
    return replace(row, **words)  # type: ignore[arg-type]  # all of them are columns of text


@st.composite
def areas(draw: st.DrawFn, columns: tuple[str, ...] = TEXT_COLUMNS, most: int = 4) -> Area:
    count = draw(st.integers(0, most))
    made = tuple(draw(rows(first=number == 0, columns=columns)) for number in range(count))
    return Area(title=draw(texts() | ODD_WORDS), rows=made)


def bands() -> st.SearchStrategy[Area]:
    return st.builds(Area, kind=st.just("band"), title=texts() | ODD_WORDS, areas=tuples(areas()))


def tuples(strategy: st.SearchStrategy, most: int = 3) -> st.SearchStrategy[tuple]:
    return st.lists(strategy, max_size=most).map(tuple)


def goals() -> st.SearchStrategy[Goal]:
    def goal(children: st.SearchStrategy[tuple]) -> st.SearchStrategy[Goal]:
        return st.builds(
            Goal, number=texts(5), text=texts(), due=st.none() | DATES, measured_by=texts(), id=texts(5), goals=children
        )

    return goal(tuples(goal(st.just(()))))


def requirements() -> st.SearchStrategy[Requirement]:
    def requirement(children: st.SearchStrategy[tuple]) -> st.SearchStrategy[Requirement]:
        return st.builds(Requirement, profession=texts(), text=texts(), depth=texts(), requirements=children)

    return requirement(tuples(requirement(st.just(()))))


def lists() -> st.SearchStrategy[CodedList]:
    items = st.builds(ListItem, letter=texts(2), text=texts(), tier=texts())
    return st.builds(CodedList, title=texts(), column=st.sampled_from(["", *TEXT_COLUMNS]), items=tuples(items))


def documents() -> st.SearchStrategy[PlanDocument]:
    """Plans with something in every part of them."""
    return st.builds(
        PlanDocument,
        **_shown(),
        period_start=st.none() | DATES,
        period_end=st.none() | DATES,
        goals=tuples(goals()),
        lists=tuples(lists()),
        parties=tuples(st.builds(Party, name=texts(), abbreviation=texts(5))),
        calendar=tuples(st.builds(CalendarPeriod, title=texts(), points=tuples(texts()))),
        depths=tuples(texts()),
        requirements=tuples(requirements()),
        offers=tuples(st.builds(Offer, title=texts(), provider=texts(), length=texts(), need=texts())),
        references=tuples(st.builds(Reference, title=texts(), year=st.none() | st.integers(1800, 2100))),
    )


def tables() -> st.SearchStrategy[PlanDocument]:
    """Plans with what a Word or an Excel file has of them; one in ten has up to two hundred rows in an area."""
    return st.builds(_longer, st.builds(PlanDocument, **_shown()), st.sampled_from([1] * 9 + [50]))


def _longer(document: PlanDocument, times: int) -> PlanDocument:
    """With the rows of its first area that many times over."""
    first = [replace(area, rows=area.rows * times) for area in document.areas[:1]]
    return replace(document, areas=(*first, *document.areas[1:]))


def _shown() -> dict[str, st.SearchStrategy]:
    """The parts of a plan that stand in the files people know."""
    return {
        "title": texts(),
        "language": st.sampled_from(LANGUAGES),
        "template": st.sampled_from(sorted(TEMPLATES)),
        "extra_columns": tuples(st.sampled_from(TEXT_COLUMNS)),
        "service": st.builds(ServiceFacts, code=texts(), name=texts(), abbreviation=texts(), trust=texts()),
        "version": st.none() | st.integers(1, 10_000),
        "changed_at": st.none() | st.datetimes(timezones=st.just(UTC)),
        "purpose": texts(200),
        "sections": tuples(
            st.builds(Section, heading=texts(), text=texts(), place=st.sampled_from(["before", "after"]))
        ),
        "areas": tuples(areas() | bands(), most=4),
    }
