"""Made-up plans for tests of print: of any length, and one that holds what can go wrong."""

from datetime import UTC, date, datetime
from itertools import batched, cycle, islice

from plans.document import Area, PlanDocument, Row, Section, ServiceFacts
from plans.timeframe import Timeframe

SERVICE = ServiceFacts(
    code="NKT-MIDT-99",
    name="Nasjonal kompetansetjeneste for lukt- og smaksforstyrrelser",
    abbreviation="NKLS",
    trust="Fjordheim universitetssykehus",
    region="Helse Midt-Norge",
    leader="Kari Nordmann",
)
CHANGED = datetime(2026, 11, 22, 12, 58, 30, tzinfo=UTC)
PURPOSE = (
    "Planen viser hva tjenesten gjør for å bygge opp og spre kompetanse til resten av helsetjenesten og til brukerne:"
    " hvem som skal nås, hvordan og når.\n\nTidsaspektet er gjengitt med tjenestens egne ord."
)
AREAS = ("Nedsatt luktesans", "Nedsatt smakssans", "Lukt og smak etter infeksjon", "Kurs", "Nettbasert opplæring")
BANDS = ("Undervisning og kurs", "Informasjonsmateriell", "Forskning og kvalitet")
ROWS = (
    (
        "Innføre den faglige retningslinjen for utredning av nedsatt luktesans",
        "Helsepersonell i spesialisthelsetjenesten og i kommunene",
        "Retningslinjen publiseres på nettsiden og i fagportalen. Den gjøres kjent i fagmiljøene gjennom"
        " referansegruppen, og fastlegene får et informasjonsskriv på én side.",
        "2025 – 2026",
        "ongoing",
    ),
    (None, "Fastleger", "Kort utgave i oppslagsverket. Omtale i nyhetsbrev to ganger i året.", "2026", "planned"),
    (
        "Gjøre resultatene fra registeret kjent",
        "Helsepersonell",
        "Årsrapport og samlerapporter formidles videre på https://nkls.example/register/resultater.",
        "Kontinuerlig",
        "done",
    ),
    ("Praktisk luktetest", "Helsepersonell", "Ferdighetskurs i små grupper.\nNytt kurs?", "", "planned"),
    ("Fagdager", "Helsepersonell", "", "Neste høst 27?", ""),
    (
        "Opplæring i standardisert luktetest",
        "Sykepleiere og øre-nese-hals-leger",
        "Er gjennomført ved 14 av 17 sykehus.",
        "2023 – 2025",
        "done",
    ),
)


def make_row(number: int, cells: tuple, *, first: bool) -> Row:
    measure, target_group, instruments, timeframe, status = cells
    continues = measure is None and not first
    return Row(
        continues=continues,
        measure="" if continues else f"{measure or 'Spre informasjon'} ({number})",
        target_group=target_group,
        instruments=instruments,
        timeframe=Timeframe(text=timeframe),
        status=status,
    )


def make_document(rows: int = 46, **changes) -> PlanDocument:
    """About seven rows an area; a third of the rows before the first band."""
    numbered = list(enumerate(islice(cycle(ROWS), rows), start=1))
    areas = []
    for index, group in enumerate(batched(numbered, 7)):
        title = AREAS[index % len(AREAS)]
        made = tuple(make_row(number, cells, first=place == 0) for place, (number, cells) in enumerate(group))
        areas.append(Area(title=title if index < len(AREAS) else f"{title} {index}", rows=made))
    third = max(1, len(areas) // 3)
    bands = [
        Area(kind="band", title=f"{BANDS[index % 3]} {index + 1}", areas=tuple(group))
        for index, group in enumerate(batched(areas[third:], 2))
    ]
    values = {
        "title": "Kompetansespredningsplan 2025–2028",
        "period_start": date(2025, 1, 1),
        "period_end": date(2028, 12, 31),
        "service": SERVICE,
        "changed_at": CHANGED,
        "purpose": PURPOSE,
        "areas": (*areas[:third], *bands),
    }
    return PlanDocument(**values | changes)


LONG = "kompetansespreiingsplanrevisjonsarbeidsgruppeleiarutdanninga"
SENTENCE = (
    "Arbeidsgruppa går gjennom kompetansespreiingsplanen, oppdaterer opplæringsmateriellet og rapporterer"
    " gjennomføringsgraden til referansegruppa. "
)
ADDRESS = (
    "https://nkls.example/fag/rettleiing/nynorsk/kompetansespreiing/verkemiddel"
    "?utgave=3&kapittel=berekraftig-opplaering#framdriftsplan"
)


def make_stress_document(**changes) -> PlanDocument:
    when = Timeframe
    odd = (
        Row(measure=f"Oppfølging av {LONG}", target_group="Alle", instruments=f"{LONG} ({len(LONG)} bokstavar)",
            timeframe=when(text=LONG), status="ongoing"),
        Row(),
        Row(measure="Tilbod på nordsamisk: áčđŋšŧž ÁČĐŊŠŦŽ", target_group="Čálli, buohccidivššár, doavttir",
            instruments="«Hápmi ja smáhkka – čálus ođđa bagadusas»", timeframe=when(text="Giđđat 2026"),
            status="planned"),
        Row(measure="Adresse utan mellomrom", instruments=f"Sjå {ADDRESS}.", timeframe=when(text="2026"),
            status="done"),
        Row(measure="<b>ikkje feit</b> & «sitat» 2x3 --> 4", target_group="Pasientar 🧠👩‍⚕️ og pårørande 👍🏽",
            instruments="- eitt punkt\n- to punkt\n\na b – 1/2, 37 °C, ≥ 50 %, µg",
            timeframe=when(text="1.1.–30.6.2026"), status="done"),
    )  # fmt: skip
    tall = (
        Row(measure="Kurs", target_group="Fastlegar", status="ongoing"),
        Row(measure="Rad som er høgare enn ei side", target_group="Referansegruppa",
            instruments="".join(f"{n}. {SENTENCE}" for n in range(1, 61)), timeframe=when(text="2025–2028"),
            status="ongoing"),
        Row(measure="Etterpå", target_group="Fastlegar", status="planned"),
        *(Row(continues=True, target_group=f"Målgruppe {n}", instruments=SENTENCE) for n in range(30)),
    )  # fmt: skip
    values = {
        "title": "Prøveside: det som kan gå gale 😀",
        "language": "nn",
        "service": SERVICE,
        "changed_at": CHANGED,
        "sections": (
            Section(heading="Bakgrunn", text=SENTENCE * 3 + "\n\nSjå www.nkls.example."),
            Section(heading="Oppfølging", text=SENTENCE, place="after"),
        ),
        "areas": (
            Area(title="Lange ord og tomme felt", rows=odd),
            Area(title="Eit område utan tiltak"),
            Area(kind="band", title="Nynorsk orddeling", areas=(Area(title="Heilskapleg gjennomgang", rows=tall),)),
            Area(kind="band", title="Rader rett under bandet", areas=(Area(rows=(*odd[2:4],)),)),
        ),
    }
    return PlanDocument(**values | changes)
