"""The demo's plans beside the one of 46 rows (long_plan.py): all kinds, half done, nearly done, new. All invented."""

from datetime import date

from plans.demo.short_plans import HAND, HEART, SWALLOW_BEFORE, SWALLOW_NETWORK
from plans.document import Area, PlanDocument, Row, Status
from plans.timeframe import read

# Measure ("" goes on with the one above), target group, instruments, time, status.
type Line = tuple[str, str, str, str, Status]


def _rows(*lines: Line) -> tuple[Row, ...]:
    return tuple(
        Row(
            measure=measure,
            continues=number > 0 and not measure,
            target_group=target_group,
            instruments=instruments,
            timeframe=read(time),
            status=status,
        )
        for number, (measure, target_group, instruments, time, status) in enumerate(lines)
    )


AIRWAY = PlanDocument(
    title="Kompetansespredningsplan for luftveiskirurgi hos barn 2024–2027",
    period_start=date(2024, 1, 1),
    period_end=date(2027, 12, 31),
    purpose="Barn med trang luftvei skal oppdages tidlig, henvises riktig og følges opp like godt i hele landet.",
    areas=(
        Area(
            title="Henvisning",
            rows=_rows(
                (
                    "Nasjonale kriterier for henvisning",
                    "Barneleger og øre-nese-hals-leger",
                    "Publisert på nettsiden, presentert på de regionale høstmøtene",
                    "2024",
                    "done",
                ),
                ("", "Nyfødtavdelinger", "Lommekort og en film på seks minutter", "2025", "done"),
                (
                    "Døgnåpen rådgivningstelefon",
                    "Vakthavende ved barneavdelinger",
                    "Telefonnummer i alle vaktinstrukser. Evalueres årlig",
                    "Kontinuerlig",
                    "done",
                ),
            ),
        ),
        Area(
            title="Opplæring",
            rows=_rows(
                (
                    "Kurs i håndtering av trakeostomi hos barn",
                    "Sykepleiere i sykehus og kommune",
                    "Kursdag med ferdighetstrening, to ganger i året",
                    "2024 – 2027",
                    "ongoing",
                ),
                (
                    "E-læring om trakeostomi",
                    "Foreldre, assistenter og skoler",
                    "Fire moduler på 15 minutter. Oversatt til engelsk og nordsamisk",
                    "Oppstart høst 2025",
                    "done",
                ),
                (
                    "Hospitering",
                    "Leger i spesialisering",
                    "To uker ved tjenesten, med logg og attest",
                    "Kontinuerlig",
                    "done",
                ),
            ),
        ),
        Area(
            title="Resultater",
            rows=_rows(
                (
                    "Dele behandlingsresultater",
                    "Sykehusene som henviser",
                    "Årlig tilbakemelding til hvert sykehus med egne tall",
                    "Hvert år, neste 2027",
                    "done",
                ),
                (
                    "Forskning på langtidsfølger",
                    "Forskere og klinikere",
                    "Oppfølgingsstudie ved 7 og 15 år, med to stipendiater",
                    "2025 – 2029",
                    "ongoing",
                ),
            ),
        ),
    ),
)

PROSTHESIS = PlanDocument(
    title="Kompetansespreiingsplan for amputasjon og protese 2026–2029",
    language="nn",
    period_start=date(2026, 1, 1),
    period_end=date(2029, 12, 31),
    purpose="Alle som mistar ein arm eller eit bein, skal få like god hjelp før og etter operasjonen, same kvar i"
    " landet dei bur.",
    areas=(
        Area(
            kind="band",
            title="Før amputasjonen",
            areas=(
                Area(
                    title="Felles vurdering",
                    rows=_rows(
                        (
                            "Nasjonal sjekkliste for tverrfagleg vurdering",
                            "Karkirurgar, ortopedar og fysikalskmedisinarar",
                            "Lista ligg på nettsida og i journalsystema",
                            "2026",
                            "done",
                        ),
                        ("", "Ortopediingeniørar", "Innføring på fagdagane i kvar region", "Haust 2026", "ongoing"),
                    ),
                ),
                Area(
                    title="Informasjon",
                    rows=_rows(
                        (
                            "Samtalehjelp før ein planlagd amputasjon",
                            "Sjukepleiarar på sengepost",
                            "E-læring og rettleiing i gruppe",
                            "2026 – 2027",
                            "ongoing",
                        ),
                        (
                            "Møte med likeperson",
                            "Pasientar og pårørande",
                            "Avtale med brukarorganisasjonen i alle regionar",
                            "Neste 2027",
                            "planned",
                        ),
                    ),
                ),
            ),
        ),
        Area(
            kind="band",
            title="Etter amputasjonen",
            areas=(
                Area(
                    title="Rehabilitering",
                    rows=_rows(
                        (
                            "Standard for dei første seks vekene",
                            "Fysioterapeutar i sjukehus og kommune",
                            "Rettleiar, filmar og webinar",
                            "2027",
                            "planned",
                        ),
                        (
                            "Hospitering ved sjukehusa i nettverket",
                            "Fysioterapeutar og ortopediingeniørar",
                            "Ei veke, med logg og sluttsamtale",
                            "Kontinuerleg",
                            "ongoing",
                        ),
                    ),
                ),
                Area(
                    title="Protese",
                    rows=_rows(
                        (
                            "Kurs i tilpassing av protese",
                            "Ortopediingeniørar",
                            "Kurs over to dagar, annakvart år",
                            "Neste haust 27?",
                            "planned",
                        ),
                        ("Ny teknologi", "Fagnettverket", "Digitalt fagforum kvar månad", "Kontinuerleg", "done"),
                    ),
                ),
                Area(
                    title="Kvalitetsregister",
                    rows=_rows(
                        (
                            "Auke dekningsgraden til 80 prosent",
                            "Sjukehus som opererer",
                            "Månadleg tilbakemelding, besøk ved einingar under 60 prosent",
                            "2026 – 2028",
                            "ongoing",
                        ),
                        (
                            "Bruke resultata i forbetringsarbeid",
                            "Leiarar og kvalitetsrådgivarar",
                            "Læringsnettverk med seks sjukehus",
                            "2028",
                            "planned",
                        ),
                        ("Spørje pasientane sjølve", "Pasientar", "Spørjeskjema etter tre og tolv månader", "", ""),
                    ),
                ),
            ),
        ),
    ),
)

KIDNEY = PlanDocument(
    title="Kompetansespredningsplan for ernæring ved nyresykdom 2019–2023",
    period_start=date(2019, 2, 1),
    period_end=date(2023, 12, 31),
    areas=(
        Area(
            title="Veileder",
            rows=_rows(
                (
                    "Nasjonal veileder om kost ved nyresykdom",
                    "Kliniske ernæringsfysiologer og nyreleger",
                    "Trykket og på nett, revidert 2022",
                    "2019 – 2022",
                    "done",
                ),
                ("Kostråd på åtte språk", "Pasienter og pårørende", "Brosjyrer", "2021", "done"),
            ),
        ),
        Area(
            title="Kurs",
            rows=_rows(
                ("Grunnkurs", "Sykepleiere ved dialyseavdelinger", "Kursdag i alle regioner", "2020 – 2023", "done"),
                ("", "Kokker i sykehus og sykehjem", "Matlagingskurs", "Avlyst 2020, holdt høst 2021", "done"),
                (
                    "Overføre kursene til regionene",
                    "Regionale fagmiljøer",
                    "Kurspakke og opplæring av kursholdere",
                    "2023",
                    "done",
                ),
            ),
        ),
    ),
)

PAIN = PlanDocument(
    title="Kompetansespredningsplan for smerter etter nerveskade 2021–2026",
    period_start=date(2021, 1, 1),
    period_end=date(2026, 12, 31),
    purpose="Smerter etter nerveskade skal utredes og behandles like godt, uansett hvor i landet pasienten bor.",
    areas=(
        Area(
            title="Utredning",
            rows=_rows(
                (
                    "Felles utredning i tre steg",
                    "Fastleger",
                    "Trykt veileder, sendt til alle legekontorer",
                    "2021 – 2023",
                    "done",
                ),
                ("", "Smerteklinikker", "Opplæring på stedet", "2023 – 2024", "done"),
            ),
        ),
        Area(
            title="Behandling",
            rows=_rows(
                ("Kurs i smertemestring", "Pasienter", "Gruppekurs på sykehuset", "Kontinuerlig", "ongoing"),
                ("Råd per telefon og video", "Fastleger i hele landet", "To dager i uken", "Kontinuerlig", "done"),
                ("Pasientinformasjon", "Pasienter", "Nettsider på bokmål og nynorsk", "2022", "done"),
            ),
        ),
        Area(
            title="Forskning",
            rows=_rows(("Register for nerveskade etter kirurgi", "Kirurgiske avdelinger", "Forstudie", "Neste ?", "")),
        ),
    ),
)

# Code of the service → its plans in the order they were made; the last is the current one. The plan of 46 rows and the
# one with nothing but the example row come besides; what was made from an earlier plan is in lives.py.
PLANS: dict[str, tuple[PlanDocument, ...]] = {
    "NKT-HMN-51": (SWALLOW_BEFORE, SWALLOW_NETWORK),
    "NBT-HSØ-52": (AIRWAY,),
    "FBT-HV-53": (HAND,),
    "NKN-HV-54": (PROSTHESIS,),
    "KN-HMN-56": (HEART,),
    "NKT-HSØ-57": (KIDNEY,),
    "NKT-HN-58": (PAIN,),
}
ARCHIVED = (KIDNEY.title, SWALLOW_BEFORE.title)
