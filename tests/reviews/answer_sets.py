"""A leader's form answered at about the length that a real one had in 2018, for a service that does not exist."""

from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from reviews import definition_file
from reviews import document as doc
from reviews.answers import empty

DEFINITIONS = Path(settings.BASE_DIR) / "reviews/definitions"

STAFF = [
    ("Leder", "1", "80"),
    ("Kommunikasjonsrådgiver", "1", "40"),
    ("Lege, nevrologi og øre-nese-halssykdommer", "3", "60"),
    ("Forsker", "1", "40"),
    ("Spesialfysioterapeut", "2", "20"),
    ("Administrativ støtte", "1", "10"),
]
SHARES = [
    ("Formidling: undervisning, foredrag, nettside og svar på henvendelser", "65"),
    ("Nettverksarbeid", "10"),
    ("Forskning: gjennomføring, planlegging og søknader", "17,5"),
    ("Administrasjon", "7,5"),
]
ANSWERS = {
    "organisation": {
        "text": (
            "Tjenesten hører til Nevroklinikken ved Fjordheim universitetssykehus og har ikke egne lokaler. Tilskuddet"
            " på 2,4 millioner kroner går til lønn for ni ansatte, alle i deltid. Klinikken tar seg av regnskap, arkiv"
            " og sekretærarbeid mot betaling."
        ),
        "rows": [{"role": role, "people": people, "percent": percent} for role, people, percent in STAFF],
    },
    "main-tasks": {"rows": [{"label": label, "percent": percent} for label, percent in SHARES]},
    "patient-treatment": {"choice": "no", "text": "Ble vurdert i 2016, men er lagt til avdelingen."},
    "target-group": {
        "text": (
            "Fastleger, fysioterapeuter og sykepleiere i kommunene, og leger ved sykehusenes akuttmottak. Det er de som"
            " først møter voksne som er plutselig eller lenge svimle, og som avgjør om de blir henvist.\n\n"
            "Studenter i medisin og fysioterapi er også en gruppe vi setter høyt. Temaet har hatt liten plass i"
            " utdanningene, og vi samarbeider med fire av dem om å gi det flere timer."
        )
    },
    "instruments": {
        "text": (
            "• Undervisning ved utdanningene og på etterutdanningskurs\n"
            "• To egne kurs i året, det ene på nett\n"
            "• Nettsted med filmer av undersøkelser og manøvrer\n"
            "• Hospitering, én uke om gangen, for inntil seks personer i året\n"
            "• Korte artikler i fagblader på norsk"
        )
    },
    "research": {
        "text": (
            "Vi er en del av forskningsgruppen for balanse ved Fjordheim universitet. Gruppen leder en studie av"
            " rehabilitering etter virus på balansenerven, der sykehus i alle helseregionene tar med pasienter. To av"
            " fire stipendiater er ansatt utenfor vår egen region. Et register for sjeldne balansesykdommer er under"
            " planlegging sammen med fagmiljøene i nord og vest."
        )
    },
    "monitoring": {
        "text": (
            "Planen for kompetansespredning viser hva vi har gjort og hva som gjenstår, og den går vi gjennom hvert"
            " kvartal. Deltakerne på kursene svarer på et kort skjema samme dag og et halvt år senere.\n\n"
            "Hvor mange pasienter som får tilbud om balansetrening, vet ingen i dag. Vi har derfor bedt om at to"
            " spørsmål blir tatt inn i et nasjonalt register som allerede finnes. I mellomtiden har vi spurt alle"
            " helseforetakene: 19 av 21 svarte, og åtte hadde et fast tilbud."
        )
    },
    "results": {
        "text": (
            "I 2017 holdt vi om lag 60 timer undervisning i grunn-, videre- og etterutdanning. Nettstedet hadde 48 000"
            " besøk, og filmen om stillingsmanøvrer ble sett 21 000 ganger. Fire artikler er publisert (vedlegg 2).\n\n"
            "Andelen som får riktig manøver ved første besøk hos fastlegen, steg fra 31 til 44 prosent i de to fylkene"
            " der vi har målt den. Mer står i årsrapporten:\n"
            "https://balanse.example/om-tjenesten/arsrapporter/2017/nasjonal-kompetansetjeneste-for-svimmelhet-og-balanse"
        )
    },
    "continued-work": {
        "text": (
            "Hver helseregion har en kontaktperson som er lønnet av sitt eget sykehus, og som holder kurs med vårt"
            " opplegg. I januar var vi i Nordvik med et dagsseminar for ansatte i Helse Nord, tolket til samisk;"
            " innlegget «Jorggáhallan ja dássedat» ligger på nettstedet. Ellers følger spredningen planen, og vi"
            " svarer når noen spør."
        )
    },
    "continuation": {
        "choice": "yes",
        "text": (
            "Bare åtte av nitten helseforetak har et fast tilbud om balansetrening. En undersøkelse vi var med på"
            " (vedlegg 3), viser at under 30 prosent av dem som har vært svimle i mer enn tre måneder, er undersøkt av"
            " noen med opplæring. For pasienter over 80 år er tallet halvparten så høyt.\n\n"
            "Det tar tid før dette er en vanlig del av pasientforløpene. Kontaktpersonene i regionene er nye, og to"
            " av dem skal slutte. Uten en nasjonal tjeneste vil opplæringen av dem som kommer etter, stoppe opp. Riktig"
            " undersøkelse tidlig gir færre sykedager og færre fall, og kostnaden er liten. Vi regner med at arbeidet"
            " kan overtas av regionene fra 2023; tidsplanen ligger i vedlegg 3."
        ),
    },
    "related-services": {"text": "Ingen som vi kjenner til."},
    "responsibility": {"choice": "na"},
}
ATTACHMENTS = (
    doc.Attached(slot=1, kind="plan", name="Plan for kompetansespredning 2016–2018", version=2, sha256="1a" * 32),
    doc.Attached(
        slot=2,
        kind="publications",
        name="Publikasjoner",
        text="Aas L, Berg M. Balansetrening i kommunene. Norsk tidsskrift for balanse 2017; 3: 12–19.\n"
        "Dahl O. Svimmel i akuttmottaket. Fagbladet Balanse 2016; 1: 4–7.",
    ),
    doc.Attached(slot=3, kind="file", name="Behov og tidsplan.pdf", size=212_400, sha256="2b" * 32),
    doc.Attached(slot=3, kind="link", name="Undersøkelsen", url="https://balanse.example/undersokelse-2017"),
)
SIGNED = doc.Signature(name="Kari Nordmann", role="leder av tjenesten", at=datetime(2018, 3, 9, 12, 42, 7, tzinfo=UTC))


def make_long_document(**fields) -> doc.ResponseDocument:
    """Thirteen questions; the last one is not answered."""
    form = definition_file.read((DEFINITIONS / "2018-leader.yaml").read_bytes())
    sections = tuple(
        doc.AnsweredSection(number=number, title=section.title.nb, questions=tuple(map(_answered, section.questions)))
        for number, section in enumerate(form.sections, start=1)
    )
    return doc.ResponseDocument(
        **{
            "reference": "2018-1-NKT-FJO-04-L",
            "round": doc.AboutRound(title="Helhetlig gjennomgang 2018", year=2018),
            "questionnaire": doc.AboutQuestionnaire(audience="leader", year=2018, title=form.title.nb),
            "service": doc.AboutService(
                code="NKT-FJO-04",
                name="Nasjonal kompetansetjeneste for svimmelhet og balanse",
                abbreviation="NKSB",
                trust="Fjordheim universitetssykehus HF",
                region="Helse Midt-Norge",
                location="Fjordheim universitetssykehus, Nevroklinikken",
            ),
            "sections": sections,
            "attachments": ATTACHMENTS,
            "written_by": "Ola Nordmann, rådgiver",
            "signature": SIGNED,
        }
        | fields
    )


def _answered(question) -> doc.AnsweredQuestion:
    return doc.AnsweredQuestion(
        key=question.key,
        number=question.number,
        kind=question.kind,
        text=question.text.nb,
        help=question.help.nb,
        follow_up=question.follow_up.nb,
        follow_when=question.follow_when or "yes",
        guide=question.guide,
        slot=question.slot,
        labels=tuple(option.nb for option in question.options),
        related=question.related,
        value=empty() | ANSWERS.get(question.key, {}),
    )
