"""The demo's services. All of them are invented: no such service or hospital exists."""

from dataclasses import dataclass
from datetime import date

HN, HMN, HV, HSO = "HN", "HMN", "HV", "HSØ"

# The four there are, as the migration of services names them; made anew where a test has emptied the database.
REGIONS = {HN: "Helse Nord", HMN: "Helse Midt-Norge", HV: "Helse Vest", HSO: "Helse Sør-Øst"}

# Hospital: code of its region.
TRUSTS = {
    "Nordlys universitetssykehus": HN,
    "Tindefjell sykehus": HN,
    "Fjordheim universitetssykehus": HMN,
    "Vestkysten universitetssjukehus": HV,
    "Høgebrua sjukehus": HV,
    "Østmarka universitetssykehus": HSO,
    "Diakonhaugen sykehus": HSO,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoService:
    code: str
    name_nb: str
    name_nn: str
    name_en: str
    abbreviation: str
    kind: str
    function: str
    started_on: date
    life_span: int | None
    trust: str
    location: str
    website: str
    description: str


SERVICES = (
    DemoService(
        code="NKT-HMN-51",
        name_nb="Nasjonal kompetansetjeneste for svelg- og stemmevansker",
        name_nn="Nasjonal kompetanseteneste for svelg- og stemmevanskar",
        name_en="Norwegian National Advisory Unit on Swallowing and Voice Disorders",
        abbreviation="NKSS",
        kind="competence",
        function="building",
        started_on=date(2021, 1, 1),
        life_span=10,
        trust="Fjordheim universitetssykehus",
        location="Avdeling for øre, nese og hals",
        website="https://nkss.example",
        description="Bygger opp og sprer kompetanse om utredning, behandling og oppfølging av svelg- og stemmevansker"
        " hos voksne. Tjenesten driver et nasjonalt fagnettverk for logopeder og et kvalitetsregister.",
    ),
    DemoService(
        code="NBT-HSØ-52",
        name_nb="Nasjonal behandlingstjeneste for luftveiskirurgi hos barn",
        name_nn="Nasjonal behandlingsteneste for luftvegskirurgi hos barn",
        name_en="Norwegian National Treatment Service for Paediatric Airway Surgery",
        abbreviation="NBLB",
        kind="treatment",
        function="treatment",
        started_on=date(2016, 3, 1),
        life_span=None,
        trust="Østmarka universitetssykehus",
        location="Barnekirurgisk avdeling",
        website="https://nblb.example",
        description="Utreder og opererer barn med trang luftvei. Om lag 40 barn behandles hvert år, og alle følges opp"
        " sammen med lokalsykehuset.",
    ),
    DemoService(
        code="FBT-HV-53",
        name_nb="Flerregional behandlingstjeneste for replantasjon av fingre og hånd",
        name_nn="Fleirregional behandlingsteneste for replantasjon av fingrar og hand",
        name_en="Multi-regional Treatment Service for Replantation of Fingers and Hands",
        abbreviation="FRFH",
        kind="multi_regional",
        function="treatment",
        started_on=date(2018, 9, 1),
        life_span=None,
        trust="Vestkysten universitetssjukehus",
        location="Seksjon for håndkirurgi",
        website="https://frfh.example",
        description="Døgnåpen tjeneste for Helse Vest og Helse Midt-Norge. Tar imot henvendelser fra akuttmottak og"
        " luftambulanse og gir råd om kjøling, transport og utvelgelse.",
    ),
    DemoService(
        code="NKN-HV-54",
        name_nb="Nasjonalt kvalitets- og kompetansenettverk for amputasjon og protese",
        name_nn="Nasjonalt kvalitets- og kompetansenettverk for amputasjon og protese",
        name_en="Norwegian Quality and Competence Network for Amputation and Prosthetics",
        abbreviation="NAP",
        kind="quality_network",
        function="building",
        started_on=date(2023, 1, 1),
        life_span=10,
        trust="Høgebrua sjukehus",
        location="Avdeling for fysikalsk medisin og rehabilitering",
        website="https://nap.example",
        description="Nettverket samlar fagfolk frå alle helseregionar om like gode tilbod før og etter amputasjon, og"
        " om å bruke resultata frå kvalitetsregisteret.",
    ),
    DemoService(
        code="NS-HN-55",
        name_nb="Nasjonalt senter for avstandsoppfølging og reisende helseteam",
        name_nn="Nasjonalt senter for avstandsoppfølging og reisande helseteam",
        name_en="Norwegian National Centre for Remote Care and Travelling Health Teams",
        abbreviation="NARH",
        kind="centre",
        function="other",
        started_on=date(2024, 8, 15),
        life_span=None,
        trust="Nordlys universitetssykehus",
        location="Forsknings- og utviklingsavdelingen",
        website="https://narh.example",
        description="Gir råd til sykehus og kommuner som vil følge opp pasienter hjemme eller med team som reiser ut.",
    ),
    DemoService(
        code="KN-HMN-56",
        name_nb="Kompetansenettverk for fysisk trening ved hjertesvikt",
        name_nn="Kompetansenettverk for fysisk trening ved hjartesvikt",
        name_en="Competence Network for Exercise Training in Heart Failure",
        abbreviation="KFTH",
        kind="network",
        function="training",
        started_on=date(2024, 1, 1),
        life_span=5,
        trust="Fjordheim universitetssykehus",
        location="Klinikk for hjertemedisin",
        website="https://kfth.example",
        description="Fysioterapeuter, sykepleiere og kardiologer som innfører trening som en fast del av behandlingen"
        " ved hjertesvikt, i sykehus og kommune.",
    ),
    DemoService(
        code="NKT-HSØ-57",
        name_nb="Nasjonal kompetansetjeneste for ernæring ved kronisk nyresykdom",
        name_nn="Nasjonal kompetanseteneste for ernæring ved kronisk nyresjukdom",
        name_en="Norwegian National Advisory Unit on Nutrition in Chronic Kidney Disease",
        abbreviation="NKEN",
        kind="competence",
        function="training",
        started_on=date(2019, 2, 1),
        life_span=5,
        trust="Diakonhaugen sykehus",
        location="Seksjon for klinisk ernæring",
        website="https://nken.example",
        description="Tjenesten nådde målene sine og ble avsluttet i 2024. Kursene og veilederen er overført til"
        " fagmiljøene i regionene.",
    ),
    DemoService(
        code="NKT-HN-58",
        name_nb="Nasjonal kompetansetjeneste for smerter etter nerveskade",
        name_nn="Nasjonal kompetanseteneste for smerter etter nerveskade",
        name_en="Norwegian National Advisory Unit on Pain after Nerve Injury",
        abbreviation="NKSN",
        kind="competence",
        function="building",
        started_on=date(2017, 5, 1),
        life_span=10,
        trust="Tindefjell sykehus",
        location="Smertepoliklinikken",
        website="https://nksn.example",
        description="Bygger opp kompetanse om utredning og behandling av nevropatisk smerte, særlig etter skader og"
        " kirurgi, og om tolketjenester og samisk språk i smerteutredning.",
    ),
)
