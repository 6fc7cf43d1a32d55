"""A small plan with everything that a table can show, and what is looked for in the files made of it."""

from plans.document import Area, PlanDocument, Row, ServiceFacts
from plans.timeframe import read

COURSES = Area(
    title="Kurs",
    rows=(
        Row(measure="Grunnkurs", target_group="Fastleger", timeframe=read("2025"), status="done"),
        Row(continues=True, target_group="Sykepleiere", timeframe=read("2026"), status="ongoing"),
        Row(measure="Videregående kurs", target_group="Fastleger", status="planned"),
    ),
)
NEWS = Area(title="Nyheter", rows=(Row(measure="Nyhetsbrev"),))
FILMS = Area(title="Film", rows=(Row(measure="Opplæringsfilm", instruments="- nett\n- møter"),))
PLAN = PlanDocument(
    title="Kompetansespredningsplan",
    service=ServiceFacts(name="Nasjonal tjeneste for prøver"),
    purpose="Flere skal kunne mer.",
    areas=(
        Area(title="Nyheter", rows=(Row(measure="Nyhetsbrev"),)),
        Area(kind="band", title="Opplæring", areas=(COURSES, FILMS)),
    ),
)
FORMULAS = ("=1+1", "+47 22 00 00 00", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("https://example.org")')


def plan_of(*measures: str) -> PlanDocument:
    return PlanDocument(areas=(Area(title="Kurs", rows=tuple(Row(measure=words) for words in measures)),))
