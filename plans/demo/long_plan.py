"""The plan of an invented service, for the demo and for tests: 46 rows as people really write them.

Nothing in it is of a real service or a real person.
"""

from collections.abc import Iterator

from plans.document import Area, PlanDocument, Row, ServiceFacts, Status
from plans.timeframe import read

PURPOSE = "\n".join(
    (
        "Planen viser hvordan tjenesten bygger opp og sprer kompetanse om svelg- og stemmevansker: hvem som skal nås,"
        " med hvilke virkemidler og når. Den bygger på oppgavene tjenesten har etter forskriften og på resultatmålene"
        " som er avtalt med referansegruppen.",
        "Planen dekker alle fire helseregioner og både spesialisthelsetjenesten og kommunene. Den gjennomgås med"
        " referansegruppen hver høst.",
        "- Tiltakene er ordnet etter pasientgruppe først, deretter etter arbeidsform.",
        "- Går et tiltak over flere rader, gjelder hver rad sin målgruppe.",
    )
)

# An area: title, then rows of measure (None: goes on with the one above), target group, instruments, time, status.
type Line = tuple[str | None, str, str, str, Status]

PATIENT_GROUPS: dict[str, list[Line]] = {
    "Svelgvansker etter hjerneslag": [
        (
            "Innføre nasjonal svelgtest ved alle slagenheter",
            "Helsepersonell ved slagenheter i alle helseregioner",
            "Testen er publisert på nettsiden og i Svelgportalen. Den gjøres kjent i fagmiljøene gjennom"
            " referansegruppen og de regionale fagnettverkene.\nOpplæringsfilm på 12 minutter og et lommekort.",
            "2024 – 2025",
            "done",
        ),
        (
            None,
            "Sykehjem og hjemmetjeneste",
            "Forenklet utgave av testen. Prøves ut i seks kommuner før den tas i bruk i hele landet.",
            "2026",
            "ongoing",
        ),
        (
            "Revidere de faglige anbefalingene for kartlegging",
            "Faggruppen",
            "Faggruppen får to nye medlemmer fra kommunene. Litteratursøket kjøres på nytt, og utkastet sendes på"
            " høring til sommeren.",
            "2026/2027",
            "ongoing",
        ),
        (
            "Evaluere effekten av svelgtesten",
            "",
            "Sammenlikne andelen med lungebetennelse før og etter innføringen ved 18 slagenheter. Ny søknad om midler"
            " skrives med to helseforetak.",
            "Avslag på søknad 2025",
            "planned",
        ),
        (
            "Gi fastleger lettere tilgang til henvisningskriterier",
            "Fastleger",
            "Få oppdatert veiledning inn i oppslagsverket som brukes på legekontorene.",
            "2026",
            "ongoing",
        ),
    ],
    "Svelgvansker ved kreft i hode og hals": [
        (
            "Opplæring i standardisert undersøkelse med fleksibelt skop",
            "Øre-nese-halsleger\nLogopeder",
            "Gjennomført ved 4 av 6 sykehus:\n- to dagers hospitering\n- ti undersøkelser under veiledning"
            "\n- sertifisering",
            "2024- 2027",
            "ongoing",
        ),
        (
            "Forebyggende svelgtrening før strålebehandling",
            "Logopeder og kreftkoordinatorer",
            "Treningsprogram med film og loggbok til pasienten.",
            "Kontinuerlig",
            "done",
        ),
        (
            "Delta i nordisk ekspertgruppe",
            "Helsepersonell",
            "To møter i året. Faglederen sitter i gruppen og melder tilbake i nyhetsbrevet.",
            "2025 –",
            "ongoing",
        ),
    ],
    "Stemmevansker": [
        (
            "Opprette fagnettverk for yrkesrelaterte stemmevansker",
            "Logopeder, bedriftshelsetjeneste",
            "Venter til kartleggingen av lærere og sangere er ferdig. Inntil da besvares spørsmål på telefon hver"
            " onsdag.",
            "2025 – 2028",
            "planned",
        ),
        (
            "Samle erfaringene med behandling av stemmebåndslammelse",
            "Leger og logopeder",
            "Regionene gjør det på fire ulike måter. Tjenesten sammenlikner resultatene og gir råd om hvem som bør få"
            " operasjon, og hvem som bør få stemmetrening.",
            "2026–2027",
            "ongoing",
        ),
        (
            "Informasjon i Svelgportalen",
            "Helsepersonell og befolkningen",
            "Egen modul om stemmehygiene for lærere, sangere og andre med høy stemmebruk.",
            "Høst 2025 – vår 2026",
            "done",
        ),
    ],
    "Spisevansker hos barn": [
        (
            "Felles arbeidsmåte for tverrfaglige spiseteam",
            "Spiseteam i habiliteringstjenesten",
            "Arbeidsseminar med alle fire regioner, deretter felles mal for oppfølging.",
            "Oppstart 2027?",
            "planned",
        ),
        (
            "Revidere veilederen «Trygge måltider»",
            "Helsesykepleiere og barnehager",
            "Ny utgave er på høring i kommunene.",
            "1. halvår 2026",
            "ongoing",
        ),
    ],
    "Langvarige nevrologiske tilstander": [
        (
            "Drive svelgnettverket",
            "Helsepersonell",
            "Nettmøte hvert kvartal, samling hver vår.",
            "Kontinuerlig",
            "done",
        ),
    ],
}

BANDS: dict[str, dict[str, list[Line]]] = {
    "Undervisning og kurs": {
        "Kurs": [
            (
                "Svelgdagene",
                "Helsepersonell, pasienter og brukerorganisasjoner i alle helseregioner",
                "Arrangeres annethvert år. Forrige gang i Fjordheim i mars 2025 med 180 deltakere.",
                "Neste 2027",
                "done",
            ),
            (
                "Den vanskelige svelgingen",
                "Helsepersonell",
                "To dagers kurs for tverrfaglige team, holdes sammen med øre-nese-halsavdelingen.",
                "Webinar juni 2026\nNeste ?",
                "ongoing",
            ),
            (
                None,
                "Logopeder og sykepleiere",
                "Praktisk kurs i kartlegging ved sengekanten, i små grupper. Vertssykehus er ikke avklart.",
                "",
                "planned",
            ),
            (
                None,
                "Pasienter og pårørende",
                "To kurskvelder i halvåret ved lærings- og mestringssentrene, en av dem på nett.",
                "Kontinuerlig",
                "done",
            ),
            ("Forskerseminar", "Klinikere og forskere", "«På rett vei», november 2025", "Neste høst 27?", "ongoing"),
            (
                "Fagdager",
                "Tverrfaglige team",
                "En fagdag i hver region. Programmet lages sammen med regionens representant i referansegruppen.",
                "2025, 2026, 2027",
                "ongoing",
            ),
        ],
        "Undervisning": [
            (
                "Svelg og stemme inn i grunnutdanningene",
                "Studenter i helsefag",
                "Temaet står i få studieplaner, og tjenesten har hittil undervist når noen har spurt. Målet er fast"
                " plass ved minst ett studiested i hver region. Pakker med film og pasienthistorier gjør at"
                " lokale klinikere kan holde timene selv.",
                "2025 – 2028",
                "ongoing",
            ),
            (
                None,
                "",
                "Regionalt:\n- fast i logopedutdanningens tredje år\n- fast i sykepleierutdanningens andre år",
                "pågående",
                "ongoing",
            ),
            (
                "Kurs i regi av brukerorganisasjonene",
                "Brukerorganisasjoner",
                "Tilpasset undervisning på organisasjonenes egne kurs. Ferdige undervisningspakker.",
                "2027",
                "planned",
            ),
            (
                "Spesialistutdanning",
                "Leger i spesialisering",
                "Fast tema på kurs i øre-nese-halssykdommer og i nevrologi.",
                "Innen 2026",
                "ongoing",
            ),
        ],
    },
    "Nettbasert kompetanseheving": {
        "Kurs": [
            (
                "Grunnkurs i svelgvansker",
                "Helsepersonell",
                "Innføring i svelgfunksjon, kartlegging og tverrfaglig behandling. 45 minutter, med kursbevis.",
                "2025",
                "done",
            ),
            ("Videregående kurs", "Helsepersonell", "", "", "planned"),
            ("Kurs for veiledere", "Helsepersonell", "", "", "planned"),
        ],
        "Svelgportalen": [
            (
                "Tjenestens informasjonsportal",
                "Helsepersonell\nPasienter\nPårørende",
                "Redaksjonen møtes hver måned. Alle artikler gjennomgås av en fagperson hvert annet år.",
                "Kontinuerlig vedlikehold",
                "done",
            ),
            (
                None,
                "Befolkningen",
                "Informasjon om kurs, selvhjelp og prosjekter på https://svelgogstemme.example/fag/kurs-og-opplaering.",
                "Kontinuerlig",
                "done",
            ),
            (
                "Videobibliotek med undersøkelser",
                "Logopeder",
                "24 filmer, 15 er ferdige. Resten tas opp våren 2026.",
                "2025 – 2026",
                "ongoing",
            ),
            (
                "Spørretime for kommunene",
                "Kommunale helse- og omsorgstjenester",
                "Digital spørretime en gang i måneden.",
                "Fra 2027",
                "planned",
            ),
        ],
    },
    "Informasjonsmateriell": {
        "Brosjyrer": [
            (
                "Brosjyrer til bestemte grupper",
                "Pasienter etter hjerneslag",
                "Trykket utgave og nettutgave.",
                "Kontinuerlig 2025",
                "done",
            ),
            (None, "Pasienter etter kreftbehandling", "Brosjyre", "2025", "done"),
            (
                None,
                "Foreldre",
                "Oversettes til nynorsk, nordsamisk (davvisámegiella), engelsk, polsk og somali.",
                "2026",
                "ongoing",
            ),
            (None, "Ansatte i sykehjem", "", "2027", "planned"),
            ("Plakat om tilpasset konsistens", "Kjøkken og sykehjem", "Plakat og kort film.", "2025", "done"),
        ],
        "Metodebok": [
            (
                "Nasjonal metodebok",
                "Leger og logopeder",
                "Kapittelforfattere fra alle regioner. Åpen på nett, ny utgave hvert annet år.",
                "2026 – 2028",
                "ongoing",
            ),
            (
                "Oversette skåringsverktøy",
                "Forskere og klinikere",
                "To verktøy er oversatt og validert.",
                "2025/2026",
                "done",
            ),
        ],
    },
    "Forskning og kvalitet": {
        "Kvalitetsregister": [
            (
                "Spre resultater fra Svelgregisteret",
                "Helsepersonell",
                "Resultatene vises på nettsiden hvert halvår, med en lettlest utgave for pasienter.",
                "Kontinuerlig",
                "done",
            ),
            (
                None,
                "Ledere ved sykehusene",
                "Egen portal der de som registrerer, kan følge egne tall.",
                "Løpende",
                "ongoing",
            ),
            (
                "Øke dekningsgraden",
                "Enheter som registrerer",
                "Besøk ved enheter med dekningsgrad under 60 prosent.",
                "2026 – 2027",
                "ongoing",
            ),
        ],
        "Forskning": [
            (
                "Nasjonalt forskningsnettverk",
                "Forskere",
                "To samlinger i året og felles søknader. Forskningsdagen 28. mai 2026 er åpen for alle.",
                "pågående",
                "ongoing",
            ),
            (
                "Multisenterstudie om svelgtrening",
                "Klinikere og forskere",
                "Protokollen er ferdig, og fem sykehus deltar. Rekrutteringen starter når finansieringen er på plass.",
                "2026 – 2029",
                "ongoing",
            ),
            (
                "Populærvitenskapelig formidling",
                "Befolkningen",
                "Podkast, kronikker og åpne foredrag på biblioteker.",
                "Kontinuerlig",
                "ongoing",
            ),
        ],
    },
    "Brukermedvirkning": {
        "": [
            ("Brukerpanel", "Brukerorganisasjoner", "Panelet møtes to ganger i året.", "Kontinuerlig", "done"),
            ("Erfaringsundersøkelse", "Pasienter og pårørende", "", "31. mai 2027", ""),
        ],
    },
}


def _rows(lines: list[Line]) -> Iterator[Row]:
    for measure, target_group, instruments, words, status in lines:
        yield Row(
            continues=measure is None,
            measure=measure or "",
            target_group=target_group,
            instruments=instruments,
            timeframe=read(words),
            status=status,
        )


def _areas(areas: dict[str, list[Line]]) -> tuple[Area, ...]:
    return tuple(Area(title=title, rows=tuple(_rows(lines))) for title, lines in areas.items())


PLAN = PlanDocument(
    title="Kompetansespredningsplan 2025–2028",
    language="nb",
    template="dissemination",
    period_start=read("2025").start,
    period_end=read("2028").end,
    service=ServiceFacts(name="Nasjonal kompetansetjeneste for svelg- og stemmevansker", abbreviation="NKSS"),
    purpose=PURPOSE,
    areas=(
        *_areas(PATIENT_GROUPS),
        *(Area(kind="band", title=title, areas=_areas(areas)) for title, areas in BANDS.items()),
    ),
)
