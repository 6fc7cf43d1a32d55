"""The demo's short plans and its action plan. All invented."""

from datetime import date

from plans.document import Area, PlanDocument, Row, Section
from plans.timeframe import read

# Goal, measure, responsible, time.
type Action = tuple[str, str, str, str]
# Measure, target group, instruments.
type Short = tuple[str, str, str]


def _actions(*lines: Action) -> tuple[Row, ...]:
    return tuple(
        Row(aim=aim, measure=measure, responsible=responsible, timeframe=read(time))
        for aim, measure, responsible, time in lines
    )


def _short(*lines: Short) -> tuple[Area, ...]:
    rows = tuple(Row(measure=measure, target_group=group, instruments=means) for measure, group, means in lines)
    return (Area(rows=rows),)


HAND = PlanDocument(
    title="Spredningsplan for replantasjon 2026",
    template="dissemination_short",
    period_start=date(2026, 1, 1),
    period_end=date(2026, 12, 31),
    sections=(
        Section(
            heading="Bakgrunn",
            text="Når en finger eller hånd er kuttet av, avgjør de første timene utfallet. De fleste feil skjer før"
            " pasienten kommer fram: for lang ventetid, is rett på delen, eller transport til feil sted.",
        ),
        Section(
            heading="Slik måler vi",
            text="Vi teller andelen pasienter som kommer fram innen seks timer, og andelen deler som er riktig kjølt.",
            place="after",
        ),
    ),
    areas=_short(
        (
            "Førstehjelp når en finger er kuttet av",
            "Akuttmottak, legevakt, ambulansetjeneste",
            "Plakat, lommekort og film på to minutter",
        ),
        (
            "Én telefon for råd og mottak",
            "Alle sykehus i Helse Vest og Helse Midt-Norge",
            "Felles nummer, bildeoverføring, fast sjekkliste",
        ),
        (
            "Riktig kjøling og merking av delen",
            "Akuttmottak og luftambulanse",
            "Ferdig pakke med poser, merkelapp og veiledning",
        ),
        (
            "Utvelgelse: hvem skal opereres",
            "Ortopeder og plastikkirurger",
            "Felles digitalt møte to ganger i året, gjennomgang av kasus",
        ),
        (
            "Rehabilitering de første tolv ukene",
            "Fysioterapeuter og ergoterapeuter",
            "Treningsprogram, videokonsultasjon, kurs",
        ),
        ("Tilbake til arbeid", "Fastleger og NAV", "Brosjyre og mal for erklæring"),
        ("Trygg kløyving av ved", "Befolkningen", "Kronikk og innslag i radio hver høst"),
    ),
)

HEART = PlanDocument(
    title="Handlingsplan for trening ved hjertesvikt 2025–2027",
    template="action",
    period_start=date(2025, 1, 1),
    period_end=date(2027, 12, 31),
    sections=(
        Section(
            heading="Formål",
            text="Nettverket skal gjøre trening til en fast del av behandlingen ved hjertesvikt. Fram til 2027 er målet"
            " at seks av ti pasienter får tilbud om veiledet trening innen åtte uker etter utskrivning.",
        ),
        Section(
            heading="Hvem gjør hva",
            text="Koordinator (KO) leder arbeidet fra dag til dag.\nStyringsgruppen (SG) har en leder fra hver"
            " region.\nArbeidsgruppen for opplæring (AO) lager kurs og materiell.\nBrukerutvalget (BU) leser alt før"
            " det sendes ut.",
        ),
        Section(
            heading="Bygger på",
            text="Europeiske retningslinjer for hjertesvikt, nasjonal hjerteplan og nettverkets mandat.",
            place="after",
        ),
    ),
    areas=(
        Area(
            title="Område 1: Organisering",
            rows=_actions(
                (
                    "Alle regioner er med",
                    "- Minst ett sykehus fra hver region\n- Avtale med fire kommuner",
                    "SG, KO",
                    "2025",
                ),
                ("Nettverket møtes fast", "Digitalt møte hver måned, samling hver høst", "KO", "Kontinuerlig"),
            ),
        ),
        Area(
            title="Område 2: Opplæring",
            rows=_actions(
                ("Flere kan veilede trening", "Grunnkurs for fysioterapeuter, to dager", "AO", "Vår 2026"),
                ("", "Kurs for sykepleiere ved poliklinikker for hjertesvikt", "AO", "Høst 2026"),
                (
                    "Pasienten mestrer selv",
                    "Treningshefte og filmer, lest gjennom av brukere",
                    "AO, BU",
                    "Kontinuerlig",
                ),
            ),
        ),
        Area(
            title="Område 3: Tilbud der folk bor",
            rows=_actions(
                (
                    "Kortere vei til trening",
                    "- Kartlegge tilbud i alle kommuner\n- Kart på nettsiden",
                    "KO",
                    "Juni 2026",
                ),
                (
                    "",
                    "Videoveiledet gruppetrening for dem som bor langt unna",
                    "Fjordheim og Tindefjell",
                    "Oppstart 2026?",
                ),
            ),
        ),
        Area(
            title="Område 4: Forskning og kvalitet",
            rows=_actions(
                (
                    "Vi vet om det virker",
                    "Seks minutters gangtest og livskvalitet ved start og etter tolv uker",
                    "KO",
                    "Kontinuerlig",
                ),
                ("", "Søke om midler til en studie av videoveiledet trening", "SG", "Neste 2027"),
            ),
        ),
        Area(
            title="Område 5: Kommunikasjon",
            rows=_actions(
                ("Fastleger henviser", "Artikkel i fagblad, kort video og mal for henvisning", "KO, AO", "2026"),
                ("Nettverket er kjent", "Nyhetsbrev fire ganger i året", "KO", "Kontinuerlig"),
            ),
        ),
    ),
)

SWALLOW_BEFORE = PlanDocument(
    title="Kompetansespredningsplan 2021–2024",
    template="dissemination_short",
    period_start=date(2021, 1, 1),
    period_end=date(2024, 12, 31),
    areas=_short(
        ("Bygge opp tjenesten", "Fagmiljøene i alle regioner", "Besøk, nettside, nyhetsbrev"),
        ("Grunnkurs om svelgvansker", "Logopeder og sykepleiere", "Kurs over to dager, fire ganger"),
        ("Enkel svelgtest", "Slagenheter", "Oversettelse og utprøving ved fem sykehus"),
        ("Kvalitetsregister", "Forskere og ledere", "Søknad, pilot og første årsrapport"),
    ),
)

SWALLOW_NETWORK = PlanDocument(
    title="Handlingsplan for fagnettverket 2026",
    template="action",
    period_start=date(2026, 1, 1),
    period_end=date(2026, 12, 31),
    areas=(
        Area(
            title="Område 1: Samlinger",
            rows=_actions(
                (
                    "Logopedene kjenner hverandre",
                    "To digitale samlinger og én fysisk",
                    "Nettverkskoordinator",
                    "Mai 2026",
                ),
                ("", "Mentorordning for nyansatte", "Regionkontaktene", "Oppstart høst 2026"),
            ),
        ),
        Area(
            title="Område 2: Felles verktøy",
            rows=_actions(
                (
                    "Lik utredning overalt",
                    "Revidere sjekklisten for svelgundersøkelse",
                    "Arbeidsgruppen",
                    "Kontinuerlig",
                ),
            ),
        ),
    ),
)
