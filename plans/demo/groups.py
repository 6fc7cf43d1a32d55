"""The demo's reference groups, their meetings, and links. All of it is invented."""

from dataclasses import dataclass
from datetime import date

from plans.demo.services import HMN, HN, HSO, HV


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A member of a reference group; without `email` without an account."""

    service: str
    name: str
    workplace: str
    represents: str
    region: str = ""
    email: str = ""
    language: str = "nb"
    is_chair: bool = False
    from_date: date = date(2023, 1, 1)
    to_date: date | None = None


# The first group lacks somebody from Helse Vest, and the mandate of Helse Sør-Øst has run out; the second has no user.
GROUPS = (
    Member(
        service="NKT-HMN-51",
        name="Oddvar Nesheim",
        workplace="Fjordheim universitetssykehus",
        represents="region",
        region=HMN,
        email="oddvar.nesheim@fjordheim.example",
        is_chair=True,
    ),
    Member(
        service="NKT-HMN-51",
        name="Randi Lunde",
        workplace="Nordlys universitetssykehus",
        represents="region",
        region=HN,
        email="randi.lunde@nordlys.example",
    ),
    Member(
        service="NKT-HMN-51",
        name="Kåre Tangen",
        workplace="Østmarka universitetssykehus",
        represents="region",
        region=HSO,
        to_date=date(2025, 12, 31),
    ),
    Member(
        service="NKT-HMN-51",
        name="Berit Åsgard",
        workplace="Svelg- og stemmeforeningen",
        represents="users",
        email="berit.asgard@forening.example",
    ),
    Member(
        service="NKT-HMN-51",
        name="Nils Petter Rognan",
        workplace="Kommunelogopedene",
        represents="other",
        from_date=date(2024, 9, 1),
    ),
    Member(
        service="NKN-HV-54",
        name="Anne Lise Storhaug",
        workplace="Vestkysten universitetssjukehus",
        represents="region",
        region=HV,
        email="anne.lise.storhaug@vestkysten.example",
        language="nn",
        is_chair=True,
    ),
    Member(
        service="NKN-HV-54",
        name="Bård Heggelund",
        workplace="Østmarka universitetssykehus",
        represents="region",
        region=HSO,
    ),
    Member(
        service="NKN-HV-54",
        name="Mona Elvestad",
        workplace="Fjordheim universitetssykehus",
        represents="region",
        region=HMN,
    ),
    Member(service="NKN-HV-54", name="Odin Storvik", workplace="Tindefjell sykehus", represents="region", region=HN),
    Member(
        service="NBT-HSØ-52",
        name="Reidun Myklebost",
        workplace="Foreningen for barn med trang luftvei",
        represents="users",
    ),
    Member(
        service="NBT-HSØ-52",
        name="Trygve Sandbakken",
        workplace="Østmarka universitetssykehus",
        represents="region",
        region=HSO,
        is_chair=True,
    ),
    Member(
        service="NKT-HN-58",
        name="Synnøve Karlstad",
        workplace="Nordlys universitetssykehus",
        represents="region",
        region=HN,
        email="synnove.karlstad@nordlys.example",
        is_chair=True,
    ),
    Member(
        service="NKT-HN-58",
        name="Arvid Moltu",
        workplace="Vestkysten universitetssjukehus",
        represents="region",
        region=HV,
    ),
    Member(
        service="NKT-HN-58",
        name="Solfrid Enger",
        workplace="Østmarka universitetssykehus",
        represents="region",
        region=HSO,
    ),
    Member(
        service="NKT-HN-58",
        name="Eldbjørg Winje",
        workplace="Fjordheim universitetssykehus",
        represents="region",
        region=HMN,
    ),
    Member(
        service="NKT-HN-58",
        name="Jorunn Sivertstøl",
        workplace="Foreningen for mennesker med nervesmerter",
        represents="users",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoMeeting:
    service: str
    held_on: date
    title: str
    present: tuple[str, ...]
    others_present: str = ""
    minutes: str = ""


MEETINGS = (
    DemoMeeting(
        service="NKT-HMN-51",
        held_on=date(2025, 10, 14),
        title="Høstmøte",
        present=("Oddvar Nesheim", "Randi Lunde", "Kåre Tangen", "Berit Åsgard"),
        others_present="Marte Solvang og Jonas Eikrem fra tjenesten",
        minutes="1. Referatet fra vårmøtet ble godkjent.\n2. Resultater fra kvalitetsregisteret: Dekningsgraden er"
        " 71 prosent. Gruppen ber om tall for hver region.\n3. Kompetansespredningsplanen: Gruppen gikk gjennom alle"
        " områder og ba om flere tiltak rettet mot sykehjem.\n4. Neste møte er digitalt i april.",
    ),
    DemoMeeting(
        service="NKT-HMN-51",
        held_on=date(2026, 4, 22),
        title="Vårmøte",
        present=("Oddvar Nesheim", "Randi Lunde", "Berit Åsgard", "Nils Petter Rognan"),
        others_present="Marte Solvang",
        minutes="1. Tiltakene mot sykehjem er lagt inn i planen.\n2. Helse Vest og Helse Sør-Øst mangler representant."
        " Tjenesten purrer på regionene.\n3. Brukerrepresentanten ønsker mer stoff på lettlest norsk og nordsamisk.",
    ),
    DemoMeeting(
        service="NKN-HV-54",
        held_on=date(2026, 3, 11),
        title="Oppstartsmøte for planen",
        present=("Anne Lise Storhaug", "Bård Heggelund", "Mona Elvestad", "Odin Storvik"),
        minutes="Gruppa er samd om dei fire områda i planen. Ein brukarrepresentant må på plass før sommaren.",
    ),
)

# Service, kind, title, year, address.
LINKS = (
    ("NKT-HMN-51", "report", "Årsrapport 2025", 2025, "https://nkss.example/arsrapport-2025"),
    ("NKT-HMN-51", "report", "Årsrapport 2024", 2024, "https://nkss.example/arsrapport-2024"),
    ("NKT-HMN-51", "social", "Svelgpodden", None, "https://podkast.example/svelgpodden"),
    ("NKT-HMN-51", "other", "Nasjonal metodebok for svelgvansker", 2026, "https://metodebok.example/svelg"),
    ("NBT-HSØ-52", "report", "Årsrapport 2025", 2025, "https://nblb.example/arsrapport-2025"),
    ("NKN-HV-54", "report", "Årsrapport 2025", 2025, "https://nap.example/arsrapport-2025"),
    ("KN-HMN-56", "other", "Treningsveileder ved hjertesvikt", 2025, "https://kfth.example/veileder"),
    ("NKT-HSØ-57", "report", "Sluttrapport", 2024, "https://nken.example/sluttrapport"),
)

# Invented, as their authors and journals are: so none has a number in PubMed.
PUBLICATIONS = (
    (
        "NKT-HMN-51",
        "Fjellvik A, Sundnes T, Bråten H",
        "Svelgscreening ved sykepleier de første 24 timene etter hjerneslag: en oppfølging av 14 slagenheter",
        "Norsk tidsskrift for logopedi og svelg",
        2025,
    ),
    (
        "NKT-HMN-51",
        "Sundnes T, Fjellvik A",
        "Who learns fibreoptic endoscopic evaluation of swallowing, and how? A survey of Norwegian hospitals",
        "Nordic Journal of Swallowing and Voice",
        2024,
    ),
    (
        "NKT-HMN-51",
        "Bråten H, Lieng O, Sundnes T",
        "Stemmevansker hos lærere: resultater fra det nasjonale kvalitetsregisteret",
        "Norsk tidsskrift for logopedi og svelg",
        2024,
    ),
    (
        "NBT-HSØ-52",
        "Aasheim R, Tveitnes I",
        "Ten years of paediatric airway surgery in one centre: outcomes and follow-up close to home",
        "Nordic Journal of Paediatric Surgery",
        2025,
    ),
    (
        "NKN-HV-54",
        "Hovland M, Espevik J",
        "Kven får protese etter amputasjon, og når? Tal frå fire helseregionar",
        "Norsk rehabilitering",
        2025,
    ),
)
